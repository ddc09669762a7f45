package io.strikebook.orderflow.replay;

import io.strikebook.recordings.OrderEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;

/** Every case in which the exchange's executions and ours differ, and what decides the causes that only the whole recording tells. */
final class Differences {
    private final List<Difference> cases = new ArrayList<>();
    private final Long2LongHashMap lastLineById = Difference.lastLines();

    /** Notes that a record names an order. */
    void onRecord(final OrderEvent record) {
        lastLineById.put(record.orderId(), record.line());
    }

    void add(final Difference difference) {
        cases.add(difference);
    }

    /** The recording is over. */
    void conclude() {
        cases.forEach(difference -> difference.conclude(lastLineById));
    }

    /** The first trades that were sent and not exact. */
    List<Mismatch> mismatches() {
        return cases.stream()
                .filter(Difference::isTradeSent)
                .limit(ReplayReport.MAX_MISMATCHES)
                .map(Difference::mismatch)
                .toList();
    }

    /** A count for each cause, in their order. */
    List<CauseCount> counts() {
        final Map<MismatchCause, List<Difference>> byCause = new EnumMap<>(MismatchCause.class);
        for (final MismatchCause cause : MismatchCause.values()) {
            byCause.put(cause, new ArrayList<>());
        }
        cases.forEach(difference -> byCause.get(difference.cause()).add(difference));
        final List<CauseCount> counts = new ArrayList<>();
        byCause.forEach((cause, of) -> counts.add(count(cause, of)));
        return counts;
    }

    private static CauseCount count(final MismatchCause cause, final List<Difference> cases) {
        return new CauseCount(
                cause,
                cases.size(),
                cases.stream().mapToLong(Difference::exchangeFills).sum(),
                cases.stream().mapToLong(Difference::exchangeLots).sum(),
                cases.stream().mapToLong(Difference::ourFills).sum(),
                cases.stream().mapToLong(Difference::ourLots).sum(),
                cases.stream()
                        .limit(CauseCount.maxLines(cause))
                        .map(Difference::line)
                        .toList());
    }
}
