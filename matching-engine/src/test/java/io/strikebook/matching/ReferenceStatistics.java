package io.strikebook.matching;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.TradeStatistics;
import io.strikebook.matching.rules.Statistics;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentStatisticsDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;

/** What traded, once more: hours in maps, values in big integers, sums over all of it. */
final class ReferenceStatistics {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final BigInteger E8 = BigInteger.valueOf(100_000_000L);

    private record Trade(int instrument, long price, long lots, boolean outside) {}

    private record Hour(long hour, long lots, long value, long trades, long high, long low) {}

    private final List<Trade> ofCommand = new ArrayList<>();
    private final TreeMap<Integer, TreeMap<Long, Hour>> hours = new TreeMap<>();
    private final TreeMap<Integer, Long> last = new TreeMap<>();
    private final TreeSet<Integer> changed = new TreeSet<>();
    private long interval;

    void traded(final int instrument, final long price, final long lots) {
        ofCommand.add(new Trade(instrument, price, lots, false));
    }

    void tradedOutside(final int instrument, final long price, final long lots) {
        ofCommand.add(new Trade(instrument, price, lots, true));
    }

    void end(final long now) {
        final TreeSet<Integer> instruments = new TreeSet<>();
        ofCommand.forEach(trade -> instruments.add(trade.instrument));
        instruments.forEach(instrument -> end(instrument, now));
        ofCommand.clear();
    }

    private void end(final int instrument, final long now) {
        final List<Trade> trades = ofCommand.stream()
                .filter(trade -> trade.instrument == instrument)
                .toList();
        final TreeMap<Long, Hour> own = hours.computeIfAbsent(instrument, key -> new TreeMap<>());
        own.keySet().removeIf(hour -> hour < now / HOUR_NS && (now / HOUR_NS - hour) % TradeStatistics.HOURS == 0);
        final Hour before =
                own.getOrDefault(now / HOUR_NS, new Hour(now / HOUR_NS, 0, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE));
        final List<Trade> inside =
                trades.stream().filter(trade -> !trade.outside).toList();
        long value = before.value;
        for (final Trade trade : trades) {
            value += trade.outside ? value(instrument, trade.price, trade.lots) : 0;
        }
        long run = 0;
        for (int i = 0; i < inside.size(); i++) {
            run += inside.get(i).lots;
            if (i + 1 == inside.size() || inside.get(i + 1).price != inside.get(i).price) {
                value += value(instrument, inside.get(i).price, run);
                run = 0;
            }
        }
        own.put(
                now / HOUR_NS,
                new Hour(
                        now / HOUR_NS,
                        before.lots + trades.stream().mapToLong(Trade::lots).sum(),
                        value,
                        before.trades + trades.size(),
                        Math.max(
                                before.high,
                                inside.stream().mapToLong(Trade::price).max().orElse(Long.MIN_VALUE)),
                        Math.min(
                                before.low,
                                inside.stream().mapToLong(Trade::price).min().orElse(Long.MAX_VALUE))));
        if (!inside.isEmpty()) {
            last.put(instrument, inside.get(inside.size() - 1).price);
        }
        changed.add(instrument);
    }

    private static long value(final int instrument, final long price, final long lots) {
        final InstrumentTerms terms = Commands.terms(instrument);
        final BigInteger units = BigInteger.valueOf(lots).multiply(BigInteger.valueOf(terms.lotSizeE8()));
        final BigInteger size = BigInteger.valueOf(Math.abs(price));
        if (terms.kind() == InstrumentKind.FUTURE_COMBO) {
            return 0;
        }
        if (terms.kind() == InstrumentKind.OPTION || terms.kind() == InstrumentKind.OPTION_COMBO) {
            return rounded(units.multiply(size), E8);
        }
        return price <= 0 ? 0 : rounded(units.multiply(E8), size);
    }

    private static long rounded(final BigInteger dividend, final BigInteger divisor) {
        return dividend.add(divisor.shiftRight(1)).divide(divisor).longValueExact();
    }

    /** What a tick publishes. */
    List<String> tick(final long now) {
        final List<String> events = new ArrayList<>();
        final long next = now / Statistics.INTERVAL_NS;
        if (next == interval) {
            return events;
        }
        interval = next;
        hours.forEach((instrument, own) -> {
            final boolean older = own.keySet().removeIf(hour -> hour <= now / HOUR_NS - TradeStatistics.HOURS);
            if (changed.remove(instrument) || older) {
                events.add(text(
                        instrument,
                        own.values().stream().mapToLong(Hour::lots).sum(),
                        own.values().stream().mapToLong(Hour::value).sum(),
                        own.values().stream().mapToLong(Hour::trades).sum(),
                        own.values().stream().mapToLong(Hour::high).max().orElse(Long.MIN_VALUE),
                        own.values().stream().mapToLong(Hour::low).min().orElse(Long.MIN_VALUE),
                        last.getOrDefault(instrument, Long.MIN_VALUE)));
            }
        });
        return events;
    }

    long hash() {
        long hash = Statistics.hash(interval);
        for (final int instrument : hours.keySet()) {
            hash += TradeStatistics.noteHash(
                    instrument, last.getOrDefault(instrument, Long.MIN_VALUE), changed.contains(instrument));
            for (final Hour hour : hours.get(instrument).values()) {
                hash += TradeStatistics.hash(
                        instrument, hour.hour, hour.lots, hour.value, hour.trades, hour.high, hour.low);
            }
        }
        return hash;
    }

    static String text(
            final int instrument,
            final long lots,
            final long value,
            final long trades,
            final long high,
            final long low,
            final long last) {
        return "statistics " + instrument + " lots " + lots + " value " + value + " trades " + trades
                + (high == Long.MIN_VALUE ? "" : " high " + high + " low " + low)
                + (last == Long.MIN_VALUE ? "" : " last " + last);
    }

    static String decode(final UnsafeBuffer buffer, final int offset) {
        final InstrumentStatisticsDecoder event =
                new InstrumentStatisticsDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
        return text(
                event.instrumentId(),
                event.volumeLots(),
                event.valueE8(),
                event.trades(),
                event.highE8(),
                event.lowE8(),
                event.lastTradeE8());
    }

    static boolean isOne(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.templateId(buffer, offset) == InstrumentStatisticsDecoder.TEMPLATE_ID;
    }
}
