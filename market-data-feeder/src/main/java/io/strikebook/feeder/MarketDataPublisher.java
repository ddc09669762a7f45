package io.strikebook.feeder;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.feeder.consolidated.BookGroup;
import io.strikebook.feeder.consolidated.ConsolidatedLevels;
import io.strikebook.feeder.consolidated.DayStatistics;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BookUpdateEncoder;
import io.strikebook.schemas.ExternalIndexEncoder;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.IndexConstituentEncoder;
import io.strikebook.schemas.InstrumentDescribedEncoder;
import io.strikebook.schemas.InterruptionReason;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.SourceEndedEncoder;
import io.strikebook.schemas.SourceGapEncoder;
import io.strikebook.schemas.SourceNumberEncoder;
import io.strikebook.schemas.SourceState;
import io.strikebook.schemas.SourceStatusEncoder;
import io.strikebook.schemas.TickerEncoder;
import io.strikebook.schemas.TradePrintEncoder;

/**
 * Encodes source events as groups of {@code market-data}: the sequence counts events from 1, the time is max(previous, event time) from 0
 * on. Does not flush. Allocates nothing except where an instrument is described.
 */
public final class MarketDataPublisher implements MarketDataListener {
    private static final int LEVELS_PER_FRAME = 2_500;

    private final Publication publication;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final InstrumentDescribedEncoder described = new InstrumentDescribedEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final TradePrintEncoder trade = new TradePrintEncoder();
    private final IndexConstituentEncoder constituent = new IndexConstituentEncoder();
    private final BookUpdateEncoder book = new BookUpdateEncoder();
    private final SourceGapEncoder gap = new SourceGapEncoder();
    private final ExternalIndexEncoder index = new ExternalIndexEncoder();
    private final SourceEndedEncoder ended = new SourceEndedEncoder();
    private final OrdersPublisher orders;
    private final SourceStatusEncoder status = new SourceStatusEncoder();
    private final SourceNumberEncoder numbered = new SourceNumberEncoder();
    private Runnable beforeEnd = () -> {};
    private final SummaryPublisher summaries;
    private long lastTimeNs;

    /** A publisher of events from the first on. */
    public MarketDataPublisher(final Publication publication) {
        this(publication, 0);
    }

    /** A publisher that goes on after an event of that time. */
    public MarketDataPublisher(final Publication publication, final long lastTimeNs) {
        this.publication = publication;
        this.orders = new OrdersPublisher(publication);
        this.lastTimeNs = lastTimeNs;
        this.summaries = new SummaryPublisher(publication);
    }

    @Override
    public void beginEvent(final long timeNs) {
        lastTimeNs = Math.max(lastTimeNs, timeNs);
        publication.beginGroup(publication.lastSequence() + 1, lastTimeNs);
    }

    @Override
    public void instrument(final int externalInstrumentId, final String venue, final InstrumentTerms terms) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + InstrumentDescribedEncoder.BLOCK_LENGTH);
        described.wrapAndApplyHeader(publication.buffer(), offset, header);
        TermsCodec.encode(terms, described.terms());
        described.venue(venue).externalInstrumentId(externalInstrumentId).reserved(0);
        publication.commit(FrameLayout.HEADER_LENGTH + described.encodedLength());
    }

    @Override
    public void ticker(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long bidPriceE8,
            final long bidQuantityE8,
            final long askPriceE8,
            final long askQuantityE8,
            final long markPriceE8,
            final long markIvE8,
            final long forwardE8,
            final long indexE8) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + TickerEncoder.BLOCK_LENGTH);
        ticker.wrap(publication.buffer(), offset + FrameLayout.HEADER_LENGTH)
                .exchangeTimeNs(exchangeTimeNs)
                .bidPriceE8(bidPriceE8)
                .bidQuantityE8(bidQuantityE8)
                .askPriceE8(askPriceE8)
                .askQuantityE8(askQuantityE8)
                .markPriceE8(markPriceE8)
                .markIvE8(markIvE8)
                .forwardPriceE8(forwardE8)
                .indexPriceE8(indexE8)
                .externalInstrumentId(externalInstrumentId)
                .reserved(0);
        publication.commit(TickerEncoder.TEMPLATE_ID, TickerEncoder.BLOCK_LENGTH);
    }

    @Override
    public void trade(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long tradeId,
            final long priceE8,
            final long quantityE8,
            final Side takerSide) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + TradePrintEncoder.BLOCK_LENGTH);
        trade.wrap(publication.buffer(), offset + FrameLayout.HEADER_LENGTH)
                .exchangeTimeNs(exchangeTimeNs)
                .priceE8(priceE8)
                .quantityE8(quantityE8)
                .externalTradeId(tradeId)
                .externalInstrumentId(externalInstrumentId)
                .takerSide(takerSide)
                .reserved1((short) 0)
                .reserved2(0);
        publication.commit(TradePrintEncoder.TEMPLATE_ID, TradePrintEncoder.BLOCK_LENGTH);
    }

    @Override
    public void constituent(final int underlyingId, final int constituentId, final long priceE8) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + IndexConstituentEncoder.BLOCK_LENGTH);
        constituent
                .wrap(publication.buffer(), offset + FrameLayout.HEADER_LENGTH)
                .priceE8(priceE8)
                .underlyingId(underlyingId)
                .constituentId(constituentId);
        publication.commit(IndexConstituentEncoder.TEMPLATE_ID, IndexConstituentEncoder.BLOCK_LENGTH);
    }

    @Override
    public void book(
            final int externalInstrumentId, final long exchangeTimeNs, final int flags, final BookLevels levels) {
        int from = 0;
        do {
            final int to = Math.min(levels.size(), from + LEVELS_PER_FRAME);
            bookFrame(externalInstrumentId, exchangeTimeNs, from == 0 ? flags : flags & ~SNAPSHOT, levels, from, to);
            from = to;
        } while (from < levels.size());
    }

    private void bookFrame(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final int flags,
            final BookLevels levels,
            final int from,
            final int to) {
        final int count = to - from;
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH
                + BookUpdateEncoder.BLOCK_LENGTH
                + BookUpdateEncoder.LevelsEncoder.HEADER_SIZE
                + count * BookUpdateEncoder.LevelsEncoder.sbeBlockLength());
        book.wrapAndApplyHeader(publication.buffer(), offset, header)
                .exchangeTimeNs(exchangeTimeNs)
                .externalInstrumentId(externalInstrumentId)
                .reserved1((short) 0)
                .reserved2(0);
        book.flags()
                .clear()
                .snapshot((flags & SNAPSHOT) != 0)
                .crossed((flags & CROSSED) != 0)
                .broken((flags & BROKEN) != 0)
                .stale((flags & STALE) != 0);
        final BookUpdateEncoder.LevelsEncoder encoder = book.levelsCount(count);
        for (int i = from; i < to; i++) {
            encoder.next()
                    .priceE8(levels.priceE8(i))
                    .quantityE8(levels.quantityE8(i))
                    .side(levels.side(i))
                    .levelReserved1((short) 0)
                    .levelReserved2(0);
        }
        publication.commit(FrameLayout.HEADER_LENGTH + book.encodedLength());
    }

    @Override
    public void orders(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final boolean snapshot,
            final boolean partialView,
            final OrderEntries entries) {
        orders.publish(externalInstrumentId, exchangeTimeNs, snapshot, partialView, entries);
    }

    @Override
    public void consolidatedBook(final BookGroup group, final ConsolidatedLevels levels) {
        summaries.publish(group, levels);
    }

    @Override
    public void statistics(final DayStatistics day) {
        summaries.publish(day);
    }

    @Override
    public void gap(final int externalInstrumentId, final long expected, final long received, final GapReason reason) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + SourceGapEncoder.BLOCK_LENGTH);
        gap.wrapAndApplyHeader(publication.buffer(), offset, header)
                .expected(expected)
                .received(received)
                .externalInstrumentId(externalInstrumentId)
                .reason(reason)
                .reserved1((short) 0)
                .reserved2(0);
        publication.commit(FrameLayout.HEADER_LENGTH + gap.encodedLength());
    }

    @Override
    public void externalIndex(
            final String venue,
            final int underlyingId,
            final ExternalIndexKind kind,
            final long exchangeTimeNs,
            final long valueE8) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + ExternalIndexEncoder.BLOCK_LENGTH);
        index.wrapAndApplyHeader(publication.buffer(), offset, header)
                .exchangeTimeNs(exchangeTimeNs)
                .valueE8(valueE8)
                .venue(venue)
                .underlyingId(underlyingId)
                .kind(kind)
                .reserved1((short) 0)
                .reserved2(0);
        publication.commit(FrameLayout.HEADER_LENGTH + index.encodedLength());
    }

    /**
     * A whole event: the source has ended.
     *
     * @param events  events that the source gave
     * @param ordinal from 1
     */
    public void sourceEnded(final long timeNs, final long events, final long ordinal) {
        beginEvent(timeNs);
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + SourceEndedEncoder.BLOCK_LENGTH);
        ended.wrapAndApplyHeader(publication.buffer(), offset, header)
                .events(events)
                .ordinal(ordinal);
        publication.commit(FrameLayout.HEADER_LENGTH + ended.encodedLength());
        endEvent();
    }

    /**
     * A whole event: what became of a live source's connection.
     *
     * @param connection from 1 in the order configured
     * @param attempt    to connect, from 1; 0 before the first
     * @param messages   received over this connection so far
     */
    public void sourceStatus(
            final long timeNs,
            final String venue,
            final int connection,
            final SourceState state,
            final InterruptionReason reason,
            final long attempt,
            final long messages) {
        beginEvent(timeNs);
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + SourceStatusEncoder.BLOCK_LENGTH);
        status.wrapAndApplyHeader(publication.buffer(), offset, header)
                .venue(venue)
                .attempt(attempt)
                .messages(messages)
                .connection(connection)
                .state(state)
                .reason(reason)
                .reserved(0);
        publication.commit(FrameLayout.HEADER_LENGTH + status.encodedLength());
        endEvent();
    }

    /**
     * Within an event: what a number stands for.
     *
     * @param underlyingId of the index constituent; 0 for an outside instrument
     */
    public void sourceNumber(final String name, final int number, final int underlyingId) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + SourceNumberEncoder.BLOCK_LENGTH);
        numbered.wrapAndApplyHeader(publication.buffer(), offset, header)
                .name(name)
                .number(number)
                .underlyingId(underlyingId);
        publication.commit(FrameLayout.HEADER_LENGTH + numbered.encodedLength());
    }

    /** What is to be added to each event before it ends, if anything. */
    public void beforeEnd(final Runnable newBeforeEnd) {
        beforeEnd = newBeforeEnd;
    }

    @Override
    public void endEvent() {
        beforeEnd.run();
        publication.endGroup();
    }
}
