package io.strikebook.feeder.consolidated;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.Side;
import java.util.HashMap;
import java.util.Map;

/** Takes events and summaries, and compares each summary with the slow twin's of the events so far. */
final class SummaryChecker implements MarketDataListener {
    final SimpleSummaries twin = new SimpleSummaries();
    private final SummaryConfig config;
    private final Map<Integer, InstrumentTerms> described = new HashMap<>();
    private final Map<Integer, Long> lastBookNs = new HashMap<>();
    private final Map<Integer, Long> lastStatisticsNs = new HashMap<>();
    private long timeNs;
    int books;
    int crossedBooks;
    int multiVenueLevels;
    int statistics;

    SummaryChecker(final SummaryConfig config) {
        this.config = config;
    }

    @Override
    public void beginEvent(final long eventNs) {
        timeNs = Math.max(timeNs, eventNs);
    }

    @Override
    public void instrument(final int externalInstrumentId, final String venue, final InstrumentTerms terms) {
        described.putIfAbsent(externalInstrumentId, terms);
        twin.onInstrument(externalInstrumentId, venue, terms);
    }

    @Override
    public void consolidatedBook(final BookGroup group, final ConsolidatedLevels levels) {
        books++;
        assertThat(timeNs - lastBookNs.getOrDefault(group.bookId(), Long.MIN_VALUE / 2))
                .isGreaterThanOrEqualTo(0);
        lastBookNs.put(group.bookId(), timeNs);
        final int instrument = described.entrySet().stream()
                .filter(entry -> group.fits(entry.getValue()))
                .mapToInt(Map.Entry::getKey)
                .min()
                .getAsInt();
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < levels.size(); i++) {
            text.append(levels.isBid(i) ? "B" : "S")
                    .append(levels.quantityE8(i))
                    .append('@');
            text.append(levels.priceE8(i)).append('x').append(levels.venues(i)).append(' ');
            multiVenueLevels += levels.venues(i) > 1 ? 1 : 0;
        }
        assertThat(text.toString()).isEqualTo(twin.merged(instrument, config.depth(), timeNs - config.staleAfterNs()));
        crossedBooks += levels.isCrossed() ? 1 : 0;
    }

    @Override
    public void statistics(final DayStatistics day) {
        statistics++;
        final Long before = lastStatisticsNs.put(day.instrument(), timeNs);
        assertThat(before == null || timeNs >= before).isTrue();
        assertThat(day.dayStartNs() + " last " + day.lastE8() + " high " + day.highE8() + " low " + day.lowE8()
                        + " average " + day.averageE8() + " volume " + day.volumeE8() + " trades " + day.trades())
                .isEqualTo(twin.statistics(day.instrument()));
    }

    @Override
    public void trade(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long tradeId,
            final long priceE8,
            final long quantityE8,
            final Side takerSide) {
        twin.onTrade(externalInstrumentId, timeNs, priceE8, quantityE8);
        twin.onHeard(externalInstrumentId, timeNs);
    }

    @Override
    public void book(
            final int externalInstrumentId, final long exchangeTimeNs, final int flags, final BookLevels levels) {
        if (described.containsKey(externalInstrumentId)) {
            twin.onBook(externalInstrumentId, (flags & SNAPSHOT) != 0, (flags & ~SNAPSHOT) != 0, levels);
            twin.onHeard(externalInstrumentId, timeNs);
        }
    }

    @Override
    public void gap(final int externalInstrumentId, final long expected, final long received, final GapReason reason) {
        twin.onGap(externalInstrumentId);
    }

    @Override
    public void externalIndex(
            final String venue,
            final int underlyingId,
            final ExternalIndexKind kind,
            final long exchangeTimeNs,
            final long valueE8) {}

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
        twin.onHeard(externalInstrumentId, timeNs);
    }

    @Override
    public void constituent(final int underlyingId, final int constituentId, final long priceE8) {}

    @Override
    public void endEvent() {}
}
