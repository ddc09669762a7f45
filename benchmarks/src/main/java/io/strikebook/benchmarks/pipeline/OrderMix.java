package io.strikebook.benchmarks.pipeline;

import java.util.Locale;

/**
 * Which requests a load is made of, in thousandths.
 *
 * @param quotes   new orders that may rest
 * @param takes    new orders that cross and may not rest
 * @param replaces changes of resting orders
 * @param cancels  cancels of resting orders
 */
record OrderMix(int quotes, int takes, int replaces, int cancels) {
    /** What was counted. */
    static OrderMix of(final OrderCounts counts) {
        return new OrderMix(
                counts.perMille(RecordedRun.Kind.QUOTE),
                counts.perMille(RecordedRun.Kind.TAKE),
                counts.perMille(RecordedRun.Kind.REPLACE),
                counts.perMille(RecordedRun.Kind.CANCEL));
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%.1f %% new quotes, %.1f %% crossing orders, %.1f %% replaces, %.1f %% cancels",
                quotes / 10.0,
                takes / 10.0,
                replaces / 10.0,
                cancels / 10.0);
    }
}
