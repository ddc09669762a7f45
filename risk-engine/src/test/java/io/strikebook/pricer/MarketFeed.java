package io.strikebook.pricer;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BookUpdateEncoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.ExternalIndexEncoder;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.IndexConstituentEncoder;
import io.strikebook.schemas.InstrumentDescribedEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.SourceEndedEncoder;
import io.strikebook.schemas.SourceGapEncoder;
import io.strikebook.schemas.TickerEncoder;
import io.strikebook.schemas.TradePrintEncoder;

/** Writes market data, one group per call. */
final class MarketFeed {
    static final long E8 = 100_000_000L;
    static final long START_NS = 1_767_600_000_000_000_000L;
    static final long DAY_NS = 86_400_000_000_000L;
    static final long NONE = TickerEncoder.markPriceE8NullValue();

    private static final int HEADER = FrameLayout.HEADER_LENGTH;
    private static final int ROOM = 2_048;

    private final Publication out;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final BookUpdateEncoder book = new BookUpdateEncoder();
    private final TradePrintEncoder trade = new TradePrintEncoder();
    private final IndexConstituentEncoder constituent = new IndexConstituentEncoder();
    private long sequence;
    long timeNs = START_NS;

    MarketFeed(final Publication out) {
        this.out = out;
    }

    static InstrumentTerms option(final String symbol, final boolean call, final long strike, final long expiryNs) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                InstrumentKind.OPTION,
                call ? OptionType.CALL : OptionType.PUT,
                ContractStyle.INVERSE,
                Currency.BTC,
                strike * E8,
                expiryNs,
                10_000,
                E8 / 10,
                1_000_000);
    }

    static InstrumentTerms future(final String symbol, final long expiryNs) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                expiryNs == 0 ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE,
                OptionType.NONE,
                ContractStyle.INVERSE,
                Currency.BTC,
                0,
                expiryNs,
                E8 / 2,
                10 * E8,
                1_000_000);
    }

    private int begin() {
        out.beginGroup(++sequence, timeNs);
        return out.claim(ROOM);
    }

    private void end(final int encodedLength) {
        out.commit(HEADER + encodedLength);
        out.endGroup();
        out.flush();
    }

    void described(final int externalId, final InstrumentTerms terms) {
        final InstrumentDescribedEncoder described =
                new InstrumentDescribedEncoder().wrapAndApplyHeader(out.buffer(), begin(), header);
        TermsCodec.encode(terms, described.terms());
        described.venue("test").externalInstrumentId(externalId).reserved(0);
        end(described.encodedLength());
    }

    /** Prices already scaled; {@link #NONE} for absent. */
    void ticker(
            final int externalId,
            final long bidE8,
            final long askE8,
            final long markE8,
            final long ivE8,
            final long forwardE8,
            final long indexE8) {
        ticker.wrapAndApplyHeader(out.buffer(), begin(), header)
                .exchangeTimeNs(timeNs)
                .bidPriceE8(bidE8)
                .bidQuantityE8(NONE)
                .askPriceE8(askE8)
                .askQuantityE8(NONE)
                .markPriceE8(markE8)
                .markIvE8(ivE8)
                .forwardPriceE8(forwardE8)
                .indexPriceE8(indexE8)
                .externalInstrumentId(externalId)
                .reserved(0);
        end(ticker.encodedLength());
    }

    /** Levels as pairs of price and quantity; negative quantities are asks, and removal keeps its side by price sign. */
    void book(final int externalId, final boolean snapshot, final boolean crossed, final long[][] levels) {
        book.wrapAndApplyHeader(out.buffer(), begin(), header)
                .exchangeTimeNs(timeNs)
                .externalInstrumentId(externalId)
                .reserved1((short) 0)
                .reserved2(0)
                .flags()
                .clear()
                .snapshot(snapshot)
                .crossed(crossed);
        final BookUpdateEncoder.LevelsEncoder group = book.levelsCount(levels.length);
        for (final long[] level : levels) {
            group.next()
                    .priceE8(level[1])
                    .quantityE8(level[2])
                    .side(level[0] > 0 ? Side.BUY : Side.SELL)
                    .levelReserved1((short) 0)
                    .levelReserved2(0);
        }
        end(book.encodedLength());
    }

    /** An update of no level that only says what is wrong with the book. */
    void flagged(final int externalId, final boolean broken, final boolean silent) {
        book.wrapAndApplyHeader(out.buffer(), begin(), header)
                .exchangeTimeNs(timeNs)
                .externalInstrumentId(externalId)
                .reserved1((short) 0)
                .reserved2(0)
                .flags()
                .clear()
                .broken(broken)
                .stale(silent);
        book.levelsCount(0);
        end(book.encodedLength());
    }

    void trade(final int externalId, final long priceE8) {
        trade.wrapAndApplyHeader(out.buffer(), begin(), header)
                .exchangeTimeNs(timeNs)
                .priceE8(priceE8)
                .quantityE8(E8)
                .externalTradeId(sequence)
                .externalInstrumentId(externalId)
                .takerSide(Side.BUY)
                .reserved1((short) 0)
                .reserved2(0);
        end(trade.encodedLength());
    }

    void constituent(final int underlyingId, final int constituentId, final long priceE8) {
        constituent
                .wrapAndApplyHeader(out.buffer(), begin(), header)
                .priceE8(priceE8)
                .underlyingId(underlyingId)
                .constituentId(constituentId);
        end(constituent.encodedLength());
    }

    void ended(final long ordinal) {
        final SourceEndedEncoder ended = new SourceEndedEncoder()
                .wrapAndApplyHeader(out.buffer(), begin(), header)
                .events(sequence)
                .ordinal(ordinal);
        end(ended.encodedLength());
    }

    void venueIndex(final String venue, final ExternalIndexKind kind, final long valueE8) {
        final ExternalIndexEncoder index = new ExternalIndexEncoder()
                .wrapAndApplyHeader(out.buffer(), begin(), header)
                .exchangeTimeNs(timeNs)
                .valueE8(valueE8)
                .venue(venue)
                .underlyingId(1)
                .kind(kind)
                .reserved1((short) 0)
                .reserved2(0);
        end(index.encodedLength());
    }

    void gap(final int externalId) {
        gap(externalId, GapReason.MISSING);
    }

    void gap(final int externalId, final GapReason reason) {
        final SourceGapEncoder gap = new SourceGapEncoder()
                .wrapAndApplyHeader(out.buffer(), begin(), header)
                .expected(1)
                .received(2)
                .externalInstrumentId(externalId)
                .reason(reason)
                .reserved1((short) 0)
                .reserved2(0);
        end(gap.encodedLength());
    }
}
