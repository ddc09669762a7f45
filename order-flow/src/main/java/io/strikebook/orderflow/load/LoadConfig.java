package io.strikebook.orderflow.load;

import io.strikebook.ipc.config.ConfigSection;

/**
 * What load to make.
 *
 * @param seed               of every choice
 * @param ratePerSecond      requests per second, in open loop; 0: as fast as the window allows
 * @param window             rate 0 only: most requests written and not yet answered
 * @param instruments        most instruments to trade, busiest first
 * @param firstAccountId     accounts are this and the following ids, makers first
 * @param makers             accounts that quote both sides
 * @param takers             accounts that cross
 * @param takerPerMille      share of requests that cross
 * @param quoteLots          size of a quote
 * @param maxTakerLots       takers ask for 1 to this many lots
 * @param spreadSteps        distance of the tightest maker's quotes from the mark; the next maker is one step wider
 * @param requoteSteps       a quote is moved once the mark moved by this many steps
 * @param takerPositionLots  a taker this long sells only, this short buys only; makers take twice their share of all takers together
 * @param deposit            what each account is funded with in each currency, in 1e-8 of one
 * @param settleNs           trading starts once no instrument got its first mark for this long
 * @param mix                what clients send of all other kinds
 */
public record LoadConfig(
        long seed,
        long ratePerSecond,
        int window,
        int instruments,
        int firstAccountId,
        int makers,
        int takers,
        int takerPerMille,
        int quoteLots,
        int maxTakerLots,
        int spreadSteps,
        int requoteSteps,
        int takerPositionLots,
        long deposit,
        long settleNs,
        MixConfig mix) {
    private static final long MAX_RATE = 10_000_000L;
    private static final int MAX_TAKER_LOTS = 127;
    private static final int MAX_ACCOUNTS = 1_000;
    private static final int MAX_ACCOUNT_ID = 1 << 20;
    private static final long MAX_DEPOSIT = 1_000_000_000_000_000L;

    /** Refuses combinations that cannot trade. */
    public LoadConfig {
        if (maxTakerLots > MAX_TAKER_LOTS) {
            throw new IllegalArgumentException("maxTakerLots " + maxTakerLots + " is more than " + MAX_TAKER_LOTS);
        }
        if (quoteLots < maxTakerLots) {
            throw new IllegalArgumentException("quoteLots " + quoteLots + " is less than maxTakerLots " + maxTakerLots);
        }
    }

    /** Reads the {@code load} section of the configuration; absent keys have their defaults. */
    public static LoadConfig from(final ConfigSection section) {
        final LoadConfig byDefault = defaults();
        final int maxTakerLots = section.getInt("maxTakerLots", byDefault.maxTakerLots, 1, MAX_TAKER_LOTS);
        return new LoadConfig(
                section.getLong("seed", byDefault.seed, Long.MIN_VALUE, Long.MAX_VALUE),
                section.getLong("ratePerSecond", byDefault.ratePerSecond, 0, MAX_RATE),
                section.getInt("window", byDefault.window, 1, 1 << 20),
                section.getInt("instruments", byDefault.instruments, 1, 1 << 14),
                section.getInt("firstAccountId", byDefault.firstAccountId, 1, MAX_ACCOUNT_ID),
                section.getInt("makers", byDefault.makers, 1, MAX_ACCOUNTS),
                section.getInt("takers", byDefault.takers, 1, MAX_ACCOUNTS),
                section.getInt("takerPerMille", byDefault.takerPerMille, 0, 1_000),
                section.getInt("quoteLots", Math.max(byDefault.quoteLots, maxTakerLots), maxTakerLots, 1 << 20),
                maxTakerLots,
                section.getInt("spreadSteps", byDefault.spreadSteps, 1, 100),
                section.getInt("requoteSteps", byDefault.requoteSteps, 1, 1_000),
                section.getInt("takerPositionLots", byDefault.takerPositionLots, 1, 1 << 20),
                section.getLong("deposit", byDefault.deposit, 1, MAX_DEPOSIT),
                section.getLong("settleNs", byDefault.settleNs, 0, 60_000_000_000L),
                MixConfig.from(section.section("mix")));
    }

    /** 2,000 requests per second from four makers and four takers over 32 instruments. */
    public static LoadConfig defaults() {
        return new LoadConfig(
                1,
                2_000,
                1_024,
                32,
                1,
                4,
                4,
                200,
                40,
                4,
                2,
                2,
                200,
                100_000_000_000_000L,
                200_000_000L,
                MixConfig.none());
    }

    /** The same load at another rate and window. */
    public LoadConfig withRate(final long newRatePerSecond, final int newWindow) {
        return new LoadConfig(
                seed,
                newRatePerSecond,
                newWindow,
                instruments,
                firstAccountId,
                makers,
                takers,
                takerPerMille,
                quoteLots,
                maxTakerLots,
                spreadSteps,
                requoteSteps,
                takerPositionLots,
                deposit,
                settleNs,
                mix);
    }

    /** Makers, takers and clients together. */
    public int accounts() {
        return makers + takers + mix.clients();
    }

    /** Account of the first client. */
    int firstClientId() {
        return firstAccountId + makers + takers;
    }

    /** A maker this long does not buy, this short does not sell: makers together hold twice what takers can. */
    long makerPositionLots() {
        return 2L * takerPositionLots * takers / makers + quoteLots;
    }
}
