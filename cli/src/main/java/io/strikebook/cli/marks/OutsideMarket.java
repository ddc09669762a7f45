package io.strikebook.cli.marks;

import io.strikebook.common.book.DepthSide;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.BookUpdateDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.Side;

/** What an outside venue says of one instrument now; null of the schema where it says nothing. */
final class OutsideMarket {
    /** An absent number. */
    static final long NONE = Long.MIN_VALUE;

    final InstrumentTerms terms;
    final String venue;
    long timeNs = NONE;
    long bidE8 = NONE;
    long askE8 = NONE;
    long markE8 = NONE;
    long ivE8 = NONE;
    /** Null where no book was heard of. */
    private DepthSide bids;

    private DepthSide asks;

    OutsideMarket(final InstrumentTerms terms, final String venue) {
        this.terms = terms;
        this.venue = venue;
    }

    boolean isFuture() {
        return terms.kind() == InstrumentKind.PERPETUAL || terms.kind() == InstrumentKind.FUTURE;
    }

    /** Takes an update of the book; one that is not to be trusted leaves no bid and no offer. */
    void onBook(final BookUpdateDecoder book, final long newTimeNs) {
        if (bids == null) {
            bids = new DepthSide(true);
            asks = new DepthSide(false);
        }
        if (book.flags().snapshot()) {
            bids.clear();
            asks.clear();
        }
        final boolean trusted = !book.flags().broken()
                && !book.flags().crossed()
                && !book.flags().stale();
        for (final BookUpdateDecoder.LevelsDecoder level : book.levels()) {
            (level.side() == Side.BUY ? bids : asks).set(level.priceE8(), level.quantityE8());
        }
        timeNs = newTimeNs;
        bidE8 = trusted ? bids.bestPriceE8() : NONE;
        askE8 = trusted ? asks.bestPriceE8() : NONE;
    }

    /** The venue's mark, else the middle of what is bid and offered, else {@link #NONE}. */
    long priceE8() {
        if (markE8 != NONE || bidE8 == NONE || askE8 == NONE) {
            return markE8;
        }
        return bidE8 + (askE8 - bidE8) / 2;
    }
}
