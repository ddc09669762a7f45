package io.strikebook.benchmarks.pipeline;

import io.strikebook.schemas.RejectCode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts of orders: by what became of them and by what they asked for. */
final class OrderCounts {
    private final Map<RejectCode, Long> byCode = new EnumMap<>(RejectCode.class);
    private final Map<RecordedRun.Kind, Long> byKind = new EnumMap<>(RecordedRun.Kind.class);
    private long orders;
    private long traded;

    void add(final RecordedRun.Order order) {
        orders++;
        traded += order.traded ? 1 : 0;
        byCode.merge(order.code, 1L, Long::sum);
        byKind.merge(order.kind, 1L, Long::sum);
    }

    long orders() {
        return orders;
    }

    double acceptedPercent() {
        return percent(byCode.getOrDefault(RejectCode.ACCEPTED, 0L));
    }

    double tradedPercent() {
        return percent(traded);
    }

    /** Share of one kind, in thousandths. */
    int perMille(final RecordedRun.Kind kind) {
        return (int) Math.round(10 * percent(byKind.getOrDefault(kind, 0L)));
    }

    private double percent(final long part) {
        return 100.0 * part / Math.max(1, orders);
    }

    /** Why orders were refused, the most frequent reason first; {@code none refused} where none was. */
    String refusals() {
        final String text = byCode.entrySet().stream()
                .filter(entry -> entry.getKey() != RejectCode.ACCEPTED)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none refused" : "refused: " + text;
    }
}
