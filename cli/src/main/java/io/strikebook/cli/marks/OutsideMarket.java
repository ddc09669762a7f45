package io.strikebook.cli.marks;

import io.strikebook.common.instrument.InstrumentTerms;

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

    OutsideMarket(final InstrumentTerms terms, final String venue) {
        this.terms = terms;
        this.venue = venue;
    }

    /** The venue's mark, else the middle of what is bid and offered, else {@link #NONE}. */
    long priceE8() {
        if (markE8 != NONE || bidE8 == NONE || askE8 == NONE) {
            return markE8;
        }
        return bidE8 + (askE8 - bidE8) / 2;
    }
}
