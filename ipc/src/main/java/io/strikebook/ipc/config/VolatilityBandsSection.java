package io.strikebook.ipc.config;

import io.strikebook.common.venue.Underlying;
import io.strikebook.common.venue.VolatilityBands;
import io.strikebook.schemas.TriggerReference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@link VolatilityBands} as a list of texts, each of an underlying, a kind, a reference price, a width in the instrument's prices and
 * milliseconds: {@code "BTC perpetual mark 1500 30000"}, {@code "* option last 0.02 60000"}. A star is for any; the first that fits an
 * instrument counts.
 */
final class VolatilityBandsSection {
    private static final String KEY = "volatilityBands";
    private static final String FORM = "UNDERLYING KIND REFERENCE WIDTH MILLISECONDS";
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final int WORDS = 5;
    private static final int PLACES = 8;

    private VolatilityBandsSection() {}

    static VolatilityBands read(
            final ConfigSection venue, final List<Underlying> underlyings, final VolatilityBands defaults) {
        final InstrumentWords instruments = new InstrumentWords(venue, KEY, underlyings);
        final List<VolatilityBands.Rule> rules = new ArrayList<>();
        for (final String text : venue.getStrings(
                KEY, defaults.rules().stream().map(VolatilityBandsSection::text).toList())) {
            rules.add(rule(venue, instruments, text));
        }
        return new VolatilityBands(List.copyOf(rules));
    }

    private static VolatilityBands.Rule rule(
            final ConfigSection venue, final InstrumentWords instruments, final String text) {
        final String[] words = instruments.split(text, WORDS, FORM);
        final TriggerReference reference = switch (words[2]) {
            case "mark" -> TriggerReference.MARK;
            case "last" -> TriggerReference.LAST;
            default -> throw venue.refuse(KEY, "'" + words[2] + "' is none of mark, last");
        };
        final long widthE8 = words[3].matches("[0-9]{1,9}(\\.[0-9]{1,8})?")
                ? new BigDecimal(words[3]).movePointRight(PLACES).longValueExact()
                : -1;
        final long interruptionNs = words[4].matches("[0-9]{1,8}") ? Long.parseLong(words[4]) * MILLISECOND_NS : -1;
        if (!VolatilityBands.isInRange(reference, widthE8, interruptionNs)) {
            throw venue.refuse(
                    KEY,
                    "'" + text
                            + "': a width of up to 8 places has 1..86400000 milliseconds, a width of 0, for no band, 0");
        }
        return new VolatilityBands.Rule(instruments.filter(words), reference, widthE8, interruptionNs);
    }

    private static String text(final VolatilityBands.Rule rule) {
        return InstrumentWords.text(rule.instruments())
                + ' '
                + rule.reference().name().toLowerCase(Locale.ROOT)
                + ' '
                + BigDecimal.valueOf(rule.widthE8(), PLACES).toPlainString()
                + ' '
                + rule.interruptionNs() / MILLISECOND_NS;
    }
}
