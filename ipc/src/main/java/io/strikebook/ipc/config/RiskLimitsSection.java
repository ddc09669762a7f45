package io.strikebook.ipc.config;

import io.strikebook.common.venue.RiskLimits;
import io.strikebook.common.venue.Underlying;
import io.strikebook.schemas.RequestKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What accounts may do until operators say otherwise, as the keys of a section. Positions are rules like {@code BTC 2500.5} (underlying,
 * coins), rates like {@code trading 5 20} (kind, in a second, at once).
 */
final class RiskLimitsSection {
    private static final String POSITIONS = "positions";
    private static final String RATES = "rates";
    private static final int PLACES = 8;
    private static final int RATE_WORDS = 3;
    private static final long ONE_E8 = 100_000_000L;

    /** By the codes of {@link RequestKind}. */
    private static final List<String> KINDS =
            List.of("nonMatching", "trading", "cancelAll", "massQuotes", "quotes", "spot");

    private RiskLimitsSection() {}

    static RiskLimits read(final ConfigSection section, final List<Underlying> underlyings, final RiskLimits defaults) {
        return new RiskLimits(
                section.getLong("maxOrderValueE8", defaults.maxOrderValueE8(), 0, 1L << 62),
                section.getLong("maxDistanceE8", defaults.maxDistanceE8(), 0, 10 * ONE_E8),
                section.getBoolean("clampFutures", defaults.clampsFutures()),
                positions(section, underlyings, defaults.positions()),
                rates(section, defaults.rates()));
    }

    private static List<RiskLimits.Position> positions(
            final ConfigSection section, final List<Underlying> underlyings, final List<RiskLimits.Position> defaults) {
        final InstrumentWords instruments = new InstrumentWords(section, POSITIONS, underlyings);
        final List<RiskLimits.Position> rules = new ArrayList<>();
        for (final String text : section.getStrings(
                POSITIONS, defaults.stream().map(RiskLimitsSection::text).toList())) {
            final String[] words = instruments.split(text, 2, "UNDERLYING COINS");
            if (underlyings.stream().noneMatch(known -> known.code().equals(words[0]))) {
                throw section.refuse(POSITIONS, "'" + words[0] + "' is not an underlying of this venue");
            }
            if (rules.stream().anyMatch(rule -> rule.underlying().equals(words[0]))) {
                throw section.refuse(POSITIONS, "'" + words[0] + "' is given twice");
            }
            rules.add(new RiskLimits.Position(words[0], coinsE8(section, text, words[1])));
        }
        return List.copyOf(rules);
    }

    private static long coinsE8(final ConfigSection section, final String text, final String word) {
        final BigDecimal most = BigDecimal.valueOf(RiskLimits.MAX_POSITION_E8, PLACES);
        if (word.matches("[0-9]{1,11}([.][0-9]{1,8})?")) {
            final BigDecimal coins = new BigDecimal(word);
            if (coins.signum() > 0 && coins.compareTo(most) <= 0) {
                return coins.movePointRight(PLACES).longValueExact();
            }
        }
        throw section.refuse(
                POSITIONS,
                "'" + text + "': coins are above 0, up to " + most.toBigInteger() + ", with at most 8 decimal places");
    }

    private static String text(final RiskLimits.Position rule) {
        return rule.underlying()
                + ' '
                + BigDecimal.valueOf(rule.coinsE8(), PLACES)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static List<RiskLimits.Rate> rates(final ConfigSection section, final List<RiskLimits.Rate> defaults) {
        final List<RiskLimits.Rate> rules = new ArrayList<>();
        for (final String text : section.getStrings(
                RATES, defaults.stream().map(RiskLimitsSection::text).toList())) {
            final String[] words = text.trim().split(" +");
            final int kind = KINDS.indexOf(words[0]);
            if (words.length != RATE_WORDS || kind < 0) {
                throw section.refuse(
                        RATES,
                        "'" + text + "' is not KIND PER_SECOND BURST with a kind of " + String.join(", ", KINDS));
            }
            if (rules.stream().anyMatch(rule -> rule.kind().value() == kind)) {
                throw section.refuse(RATES, "'" + words[0] + "' is given twice");
            }
            rules.add(new RiskLimits.Rate(
                    RequestKind.get((short) kind), rate(section, text, words[1]), rate(section, text, words[2])));
        }
        return List.copyOf(rules);
    }

    private static int rate(final ConfigSection section, final String text, final String word) {
        final int value = word.matches("[0-9]{1,7}") ? Integer.parseInt(word) : 0;
        if (value < 1 || value > RiskLimits.MAX_RATE) {
            throw section.refuse(RATES, "'" + text + "': requests are 1.." + RiskLimits.MAX_RATE);
        }
        return value;
    }

    private static String text(final RiskLimits.Rate rule) {
        return KINDS.get(rule.kind().value()) + ' ' + rule.perSecond() + ' ' + rule.burst();
    }
}
