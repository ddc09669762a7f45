package io.strikebook.runner.crash;

import io.strikebook.schemas.OptionType;
import java.util.List;

/** What an account of the population is: what it holds for each coin of its size, under which margin, and how much it keeps for that. */
public enum HolderKind {
    /** Bought perpetuals. */
    LONG(false, List.of(Leg.perpetual(1))),
    /** Sold perpetuals. */
    SHORT(false, List.of(Leg.perpetual(-1))),
    /** Sold puts of the next week or more, a tenth out of the money. */
    PUTS(false, List.of(Leg.put(-1, 0.90, 7))),
    /** Sold puts and calls of the month. */
    STRANGLES(false, List.of(Leg.put(-1, 0.90, 25), Leg.call(-1, 1.10, 25))),
    /** The same under portfolio margin. */
    STRANGLES_PORTFOLIO(true, List.of(Leg.put(-1, 0.90, 25), Leg.call(-1, 1.10, 25))),
    /** Bought perpetuals with bought puts, under portfolio margin. */
    PROTECTED(true, List.of(Leg.perpetual(1), Leg.put(1, 0.95, 25))),
    /** Bought perpetuals with sold calls, under portfolio margin. */
    COVERED_CALLS(true, List.of(Leg.perpetual(1), Leg.call(-1, 1.05, 7))),
    /** Sold puts with half as many bought ones farther out, under portfolio margin. */
    PUT_RATIOS(true, List.of(Leg.put(-1, 0.95, 7), Leg.put(0.5, 0.80, 7))),
    /** Sold puts of the very next expiry. */
    LAST_DAY_PUTS(false, List.of(Leg.put(-1, 0.97, 0.1)));

    private final boolean portfolio;
    private final List<Leg> legs;

    HolderKind(final boolean portfolio, final List<Leg> legs) {
        this.portfolio = portfolio;
        this.legs = legs;
    }

    /**
     * One part of what is held.
     *
     * @param type      {@link OptionType#NONE}: of the perpetual
     * @param coins     per coin of size; negative: sold
     * @param moneyness strike wanted, as a ratio of the index
     * @param days      least time to expiry
     */
    record Leg(OptionType type, double coins, double moneyness, double days) {
        static Leg perpetual(final double coins) {
            return new Leg(OptionType.NONE, coins, 1, 0);
        }

        static Leg put(final double coins, final double moneyness, final double days) {
            return new Leg(OptionType.PUT, coins, moneyness, days);
        }

        static Leg call(final double coins, final double moneyness, final double days) {
            return new Leg(OptionType.CALL, coins, moneyness, days);
        }
    }

    boolean isPortfolio() {
        return portfolio;
    }

    List<Leg> legs() {
        return legs;
    }
}
