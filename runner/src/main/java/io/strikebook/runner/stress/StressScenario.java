package io.strikebook.runner.stress;

import io.strikebook.runner.whatif.MarketMove;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shocks of several underlyings at once.
 *
 * @param name   for tables
 * @param source where its numbers are from
 * @param shocks by code of the underlying; {@link #OTHERS} for all that are not named
 */
public record StressScenario(String name, String source, Map<String, Shock> shocks) {
    /** Stands for every underlying that is not named. */
    public static final String OTHERS = "*";

    private static final double PERCENT = 100;
    private static final double LEAST_PERCENT = -99;
    private static final double MOST_PERCENT = 900;
    private static final Pattern SHOCK = Pattern.compile("([A-Z0-9]{1,8}|\\*)\\s+([+-]?\\d{1,3}(?:\\.\\d{1,6})?)"
            + "(?:\\s+vol\\s+([+-]?\\d{1,3}(?:\\.\\d{1,6})?))?(?:\\s+points\\s+([+-]?\\d{1,3}(?:\\.\\d{1,6})?))?");

    /**
     * Reads one: {@code NAME: BTC -33 vol +50, ETH -40 vol +60, * -35}, all in percent; {@code points +20} adds points of volatility.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static StressScenario parse(final String text) {
        final int colon = text.indexOf(':');
        final Map<String, Shock> shocks = new TreeMap<>();
        for (final String part : text.substring(colon + 1).split(",")) {
            final Matcher shock = SHOCK.matcher(part.strip());
            if (!shock.matches()) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' is no shock like 'BTC -33 vol +50 points +5'");
            }
            final Shock read = new Shock(
                    Double.parseDouble(shock.group(2)) / PERCENT,
                    number(shock.group(3)) / PERCENT,
                    number(shock.group(4)));
            if (read.price() * PERCENT < LEAST_PERCENT
                    || read.price() * PERCENT > MOST_PERCENT
                    || read.volatility() * PERCENT < LEAST_PERCENT) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "': prices move by -99 to 900 percent, volatilities by -99 or more");
            }
            if (shocks.put(shock.group(1), read) != null) {
                throw new IllegalArgumentException("'" + text + "': " + shock.group(1) + " twice");
            }
        }
        return new StressScenario(
                colon < 0 ? text.strip() : text.substring(0, colon).strip(), "as asked for", shocks);
    }

    private static double number(final String text) {
        return text == null ? 0 : Double.parseDouble(text);
    }

    /** The shock of an underlying. */
    public Shock of(final String underlying) {
        return shocks.getOrDefault(underlying, shocks.getOrDefault(OTHERS, Shock.NONE));
    }

    /** The move of a market with these underlyings. */
    MarketMove move(final List<String> underlyings) {
        MarketMove move = MarketMove.none(underlyings.size());
        for (int i = 0; i < underlyings.size(); i++) {
            final Shock shock = of(underlyings.get(i));
            move = move.with(i + 1, shock.price(), shock.volatility(), shock.volatilityPoints());
        }
        return move;
    }
}
