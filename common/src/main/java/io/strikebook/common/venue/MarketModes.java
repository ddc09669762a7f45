package io.strikebook.common.venue;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.MarketMode;
import java.util.List;

/**
 * The market modes that instruments are listed with: of these rules the first that fits, else continuous.
 *
 * @param rules in the order in which they are asked
 */
public record MarketModes(List<Rule> rules) {
    private static final Rule ELSE = new Rule(null, null, MarketMode.CONTINUOUS, 0);
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final int MAX_BUMP_MS = 10;
    private static final int MAX_BATCH_MS = 1_000;

    /**
     * A mode for some instruments.
     *
     * @param underlying code, or null for any
     * @param kind       or null for any
     * @param delayNs    see {@link #isInRange}
     */
    public record Rule(String underlying, InstrumentKind kind, MarketMode mode, long delayNs) {
        private boolean fits(final String code, final InstrumentKind instrumentKind) {
            return new InstrumentFilter(underlying, kind).fits(code, instrumentKind);
        }
    }

    /** Continuous, whatever it is. */
    public static MarketModes none() {
        return new MarketModes(List.of());
    }

    /** The rule for an instrument. */
    public Rule of(final String underlying, final InstrumentTerms terms) {
        for (final Rule rule : rules) {
            if (rule.fits(underlying, terms.kind())) {
                return rule;
            }
        }
        return ELSE;
    }

    /**
     * Whether an instrument may be in a mode with this delay: a speed bump of 1 to 10 whole milliseconds, batches of 1 to 1,000, or
     * continuous with none.
     */
    public static boolean isInRange(final MarketMode mode, final long delayNs) {
        return switch (mode) {
            case CONTINUOUS -> delayNs == 0;
            case SPEED_BUMP -> isMilliseconds(delayNs, MAX_BUMP_MS);
            case BATCH_AUCTION -> isMilliseconds(delayNs, MAX_BATCH_MS);
            default -> false;
        };
    }

    private static boolean isMilliseconds(final long delayNs, final int most) {
        return delayNs > 0 && delayNs % MILLISECOND_NS == 0 && delayNs / MILLISECOND_NS <= most;
    }
}
