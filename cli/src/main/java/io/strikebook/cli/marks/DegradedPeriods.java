package io.strikebook.cli.marks;

import io.strikebook.schemas.QualityReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When a reason not to trust prices began and ended. */
final class DegradedPeriods {
    /**
     * A period.
     *
     * @param who    underlying, expiry or instrument
     * @param endNs  {@link OutsideMarket#NONE} while it lasts
     */
    record Period(String who, QualityReason reason, long beginNs, long endNs) {
        /** How long it took, up to the end of what was read where it lasts. */
        long lengthNs(final long lastNs) {
            return (endNs == OutsideMarket.NONE ? lastNs : endNs) - beginNs;
        }
    }

    private final List<Period> ended = new ArrayList<>();
    private final Map<String, Period> open = new LinkedHashMap<>();

    void begin(final String who, final QualityReason reason, final long timeNs) {
        open.putIfAbsent(who + reason, new Period(who, reason, timeNs, OutsideMarket.NONE));
    }

    void end(final String who, final QualityReason reason, final long timeNs) {
        final Period period = open.remove(who + reason);
        if (period != null) {
            ended.add(new Period(who, reason, period.beginNs(), timeNs));
        }
    }

    /** All of them: those that ended by their ends, then those that last. */
    List<Period> all() {
        final List<Period> all = new ArrayList<>(ended);
        all.addAll(open.values());
        return all;
    }
}
