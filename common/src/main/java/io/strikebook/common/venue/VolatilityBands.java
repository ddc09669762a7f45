package io.strikebook.common.venue;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.schemas.TriggerReference;
import java.util.List;

/**
 * The volatility bands that instruments are listed with: of these rules the first that fits, else none. An operator may give an
 * instrument another one from then on.
 *
 * @param rules in the order in which they are asked
 */
public record VolatilityBands(List<Rule> rules) {
    /** Longest interruption: a day. */
    public static final long MAX_INTERRUPTION_NS = 86_400_000_000_000L;

    /**
     * A band for some instruments.
     *
     * @param reference      what it is around
     * @param widthE8        to both sides, in the instrument's own prices
     * @param interruptionNs how long the auction lasts that a trade beyond it begins
     */
    public record Rule(InstrumentFilter instruments, TriggerReference reference, long widthE8, long interruptionNs) {}

    /** None, whatever it is. */
    public static VolatilityBands none() {
        return new VolatilityBands(List.of());
    }

    /** The rule for an instrument, or null. */
    public Rule of(final String underlying, final InstrumentTerms terms) {
        for (final Rule rule : rules) {
            if (rule.instruments.fits(underlying, terms.kind())) {
                return rule;
            }
        }
        return null;
    }

    /** Whether an instrument may have such a band, none included: a width of 0. */
    public static boolean isInRange(final TriggerReference reference, final long widthE8, final long interruptionNs) {
        return widthE8 >= 0
                && widthE8 <= NumberRange.MAX_PRICE_E8
                && (widthE8 == 0 ? interruptionNs == 0 : interruptionNs > 0 && interruptionNs <= MAX_INTERRUPTION_NS)
                && (reference == TriggerReference.MARK || reference == TriggerReference.LAST);
    }
}
