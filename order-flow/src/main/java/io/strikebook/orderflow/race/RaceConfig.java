package io.strikebook.orderflow.race;

/**
 * Who races. Accounts are 1, 2 and so on: makers, then snipers, then takers.
 *
 * @param seed             of every choice
 * @param makers           accounts that quote both sides of every future; each is a quarter wider than the one before
 * @param snipers          accounts that take quotes which the mark has passed
 * @param takers           accounts that trade without a reason
 * @param takersPerSecond  orders of the last, all of them together
 * @param makerLeastNs     shortest time from a new mark to a maker's new quotes
 * @param makerMostNs      longest
 * @param sniperLeastNs    shortest time from a new mark to a sniper's order
 * @param sniperMostNs     longest
 * @param halfSpreadE6     distance of the tightest quotes from the mark, in millionths of it
 * @param quoteLots        size of a quote
 * @param takerLots        most that a taker asks for
 */
public record RaceConfig(
        long seed,
        int makers,
        int snipers,
        int takers,
        int takersPerSecond,
        int makerLeastNs,
        int makerMostNs,
        int sniperLeastNs,
        int sniperMostNs,
        int halfSpreadE6,
        int quoteLots,
        int takerLots) {
    private static final int MICROSECOND_NS = 1_000;

    /** Makers follow within 0.5 to 8 ms, snipers within 0.1 to 0.5 ms; quotes lie one hundredth of a percent from the mark. */
    public static RaceConfig defaults(final long seed) {
        return new RaceConfig(
                seed,
                2,
                2,
                4,
                400,
                500 * MICROSECOND_NS,
                8_000 * MICROSECOND_NS,
                100 * MICROSECOND_NS,
                500 * MICROSECOND_NS,
                100,
                100,
                100);
    }

    /** All of them. */
    public int accounts() {
        return makers + snipers + takers;
    }
}
