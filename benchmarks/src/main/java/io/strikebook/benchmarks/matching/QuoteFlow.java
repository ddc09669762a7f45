package io.strikebook.benchmarks.matching;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.Arrays;

/**
 * An option chain that market makers quote: mass quotes over neighbouring strikes, each with new prices on both sides, and between them
 * orders that take one lot of a best quote. Of what happens to quotes, 5 % are trades. First each maker quotes the whole chain.
 */
final class QuoteFlow {
    static final int INSTRUMENTS = 1_000;
    static final int MAKERS = 4;
    static final int ENTRIES = 50;
    static final int TAKER = MAKERS + 1;
    static final int GROUP = 1;
    static final long QUOTE_LOTS = 1_000_000;

    /** For 95 sides quoted there are 5 trades. */
    private static final int TRADES_PER_QUOTE = ENTRIES * 2 * 5 / 95;

    private static final int MIDDLE = 10_000;
    private static final int FARTHEST = 400;

    /** Whether a command is a mass quote; else it is an order. */
    private final boolean[] quotes;

    /** Maker of a mass quote; side of an order, 1 to buy. */
    private final int[] who;

    /** First instrument of a mass quote; instrument of an order. */
    private final int[] instruments;

    /** Middle prices of the entries of mass quotes, in ticks; of the first of an order its limit. */
    private final short[] middles;

    private final int[] firstMiddles;
    private final int filling;
    private int size;
    private int middleCount;
    private long measuredSides;

    /** A flow with about so many mass quotes measured. */
    QuoteFlow(final int massQuotes, final long seed) {
        final int all = MAKERS * INSTRUMENTS / ENTRIES + massQuotes;
        quotes = new boolean[all * (1 + TRADES_PER_QUOTE)];
        who = new int[quotes.length];
        instruments = new int[quotes.length];
        firstMiddles = new int[quotes.length];
        middles = new short[all * ENTRIES];
        final int[] prices = new int[INSTRUMENTS + 1];
        Arrays.fill(prices, MIDDLE);
        long random = seed;
        for (int maker = 1; maker <= MAKERS; maker++) {
            for (int first = 1; first <= INSTRUMENTS; first += ENTRIES) {
                addQuote(maker, first, prices, 0);
            }
        }
        filling = size;
        for (int i = 0; i < massQuotes; i++) {
            random = random * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            final int maker = 1 + (int) (random >>> 60) % MAKERS;
            final int first = 1 + (int) ((random >>> 20) % (INSTRUMENTS / ENTRIES)) * ENTRIES;
            addQuote(maker, first, prices, random);
            measuredSides += 2L * ENTRIES;
            for (int trade = 0; trade < TRADES_PER_QUOTE; trade++) {
                random = random * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                addOrder(1 + (int) ((random >>> 20) % INSTRUMENTS), (int) (random >>> 62) & 1);
            }
        }
    }

    private void addQuote(final int maker, final int first, final int[] prices, final long random) {
        quotes[size] = true;
        who[size] = maker;
        instruments[size] = first;
        firstMiddles[size] = middleCount;
        for (int i = 0; i < ENTRIES; i++) {
            final int instrument = first + i;
            if (random != 0) {
                final boolean up = (random >>> i & 1) != 0;
                final boolean mayRise = prices[instrument] < MIDDLE + FARTHEST;
                final boolean mayFall = prices[instrument] > MIDDLE - FARTHEST;
                prices[instrument] += up && mayRise || !mayFall ? 1 : -1;
            }
            middles[middleCount++] = (short) prices[instrument];
        }
        size++;
    }

    private void addOrder(final int instrument, final int buy) {
        who[size] = buy;
        instruments[size] = instrument;
        size++;
    }

    /** Terms of the instruments. */
    static InstrumentTerms terms(final int instrument) {
        return new InstrumentTerms(
                "BTC-1JAN30-" + instrument + "-C",
                "BTC",
                InstrumentKind.OPTION,
                OptionType.CALL,
                ContractStyle.INVERSE,
                Currency.BTC,
                instrument * 100_000_000L,
                1L << 62,
                1,
                1,
                QUOTE_LOTS);
    }

    int size() {
        return size;
    }

    /** Commands before those that are measured. */
    int filling() {
        return filling;
    }

    /** Sides of quotes in what is measured. */
    long measuredSides() {
        return measuredSides;
    }

    boolean isQuote(final int command) {
        return quotes[command];
    }

    int maker(final int command) {
        return who[command];
    }

    boolean isBuy(final int command) {
        return who[command] == 1;
    }

    int instrument(final int command) {
        return instruments[command];
    }

    /** Bid of an entry; makers differ by a tick, and none crosses another. */
    long bid(final int command, final int entry) {
        return middles[firstMiddles[command] + entry] - FARTHEST * 2L - who[command];
    }

    /** Ask of an entry. */
    long ask(final int command, final int entry) {
        return middles[firstMiddles[command] + entry] + FARTHEST * 2L + who[command];
    }

    /** Limit of an order: far through any quote. */
    long limit(final int command) {
        return isBuy(command) ? MIDDLE * 2L : 1;
    }
}
