package io.strikebook.ipc.config;

import io.strikebook.common.venue.Underlying;
import io.strikebook.common.venue.VolatilityRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How parameters of margin follow volatility, as the keys of a section. Rules are texts of an underlying, a measure, the calm volatility, the
 * strength and the cap: {@code "BTC higher 0.6 1 2.5"}.
 */
final class VolatilityRulesSection {
    private static final String RULES = "rules";
    private static final String FORM = "UNDERLYING MEASURE CALM STRENGTH CAP";
    private static final int WORDS = 5;
    private static final int PLACES = 8;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;
    private static final long ONE_E8 = 100_000_000L;
    private static final long MOST_E8 = 10 * ONE_E8;

    private VolatilityRulesSection() {}

    static VolatilityRules read(
            final ConfigSection section, final List<Underlying> underlyings, final VolatilityRules defaults) {
        return new VolatilityRules(
                rules(section, underlyings, defaults.rules()),
                section.getLong("sampleNs", defaults.sampleNs(), 1_000_000L, DAY_NS),
                section.getLong("averageNs", defaults.averageNs(), 1_000_000L, 365 * DAY_NS),
                section.getLong("stepE8", defaults.stepE8(), 1_000_000L, ONE_E8),
                section.getLong("hysteresisE8", defaults.hysteresisE8(), 0, ONE_E8),
                section.getLong("intervalNs", defaults.intervalNs(), 0, DAY_NS),
                section.getLong("lowerAfterNs", defaults.lowerAfterNs(), 0, 365 * DAY_NS));
    }

    private static List<VolatilityRules.Rule> rules(
            final ConfigSection section,
            final List<Underlying> underlyings,
            final List<VolatilityRules.Rule> defaults) {
        final InstrumentWords instruments = new InstrumentWords(section, RULES, underlyings);
        final List<VolatilityRules.Rule> rules = new ArrayList<>();
        for (final String text : section.getStrings(
                RULES, defaults.stream().map(VolatilityRulesSection::text).toList())) {
            final String[] words = instruments.split(text, WORDS, FORM);
            if (underlyings.stream().noneMatch(known -> known.code().equals(words[0]))) {
                throw section.refuse(RULES, "'" + words[0] + "' is not an underlying of this venue");
            }
            if (rules.stream().anyMatch(rule -> rule.underlying().equals(words[0]))) {
                throw section.refuse(RULES, "'" + words[0] + "' is given twice");
            }
            rules.add(new VolatilityRules.Rule(
                    words[0],
                    measure(section, words[1]),
                    ratioE8(section, text, words[2], 1_000_000L),
                    ratioE8(section, text, words[3], 1_000_000L),
                    ratioE8(section, text, words[4], ONE_E8)));
        }
        return List.copyOf(rules);
    }

    private static VolatilityRules.Measure measure(final ConfigSection section, final String word) {
        for (final VolatilityRules.Measure measure : VolatilityRules.Measure.values()) {
            if (word(measure).equals(word)) {
                return measure;
            }
        }
        throw section.refuse(RULES, "'" + word + "' is none of realised, implied, higher");
    }

    private static long ratioE8(final ConfigSection section, final String text, final String word, final long leastE8) {
        final long ratioE8 = word.matches("[0-9]{1,2}([.][0-9]{1,8})?")
                ? new BigDecimal(word).movePointRight(PLACES).longValueExact()
                : -1;
        if (ratioE8 < leastE8 || ratioE8 > MOST_E8) {
            throw section.refuse(
                    RULES, "'" + text + "': volatility and strength are 0.01..10, caps 1..10, with at most 8 places");
        }
        return ratioE8;
    }

    private static String word(final VolatilityRules.Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    private static String text(final VolatilityRules.Rule rule) {
        return rule.underlying()
                + ' '
                + word(rule.measure())
                + ' '
                + plain(rule.calmE8())
                + ' '
                + plain(rule.strengthE8())
                + ' '
                + plain(rule.capE8());
    }

    private static String plain(final long ratioE8) {
        return BigDecimal.valueOf(ratioE8, PLACES).stripTrailingZeros().toPlainString();
    }
}
