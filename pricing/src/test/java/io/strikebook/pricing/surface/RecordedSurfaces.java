package io.strikebook.pricing.surface;

import io.strikebook.pricing.RecordedChains;
import io.strikebook.pricing.RecordedChains.Option;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.black.Black76;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Surfaces of all recorded chains, and how far they are from quotes, from the venue's marks and from eSSVI. Main prints the tables. */
final class RecordedSurfaces {
    private static final String[] TERMS = {"to 2 days", "to 1 week", "to 1 month", "to 3 months", "beyond"};
    private static final double[] DAYS = {2, 7, 31, 92, Double.POSITIVE_INFINITY};
    private static final String[] MONEYNESS = {
        "put, beyond 3", "put, 2 to 3", "put, 1 to 2", "within 1", "call, 1 to 2", "call, 2 to 3", "call, beyond 3"
    };
    private static final double[] DEVIATIONS = {-3, -2, -1, 1, 2, 3, Double.POSITIVE_INFINITY};

    private static final int TIMED_TICKS = 40;

    final Tally all = new Tally();
    final Tally essvi = new Tally();
    final Tally[] byTerm = tallies(TERMS.length);
    final Tally[] essviByTerm = tallies(TERMS.length);
    final Tally[] byMoneyness = tallies(MONEYNESS.length);
    /** Our mark less the venue's, in volatility, beside the quote's spread. */
    final Tally marks = new Tally();
    /** Our mark less the venue's, in coins per max(1, strike / forward). */
    final Tally coins = new Tally();
    /** The forward by parity over the venue's, less 1. */
    final Tally forwards = new Tally();

    int chains;
    int chainsWithArbitrage;
    int slices;
    int slicesRepaired;
    double largestRepair;
    double worstRoundTrip;
    double leastButterfly = Double.POSITIVE_INFINITY;
    /** Durrleman's function between expiries and up to twice the last one's time. */
    double leastBetween = Double.POSITIVE_INFINITY;

    private static Tally[] tallies(final int count) {
        final Tally[] tallies = new Tally[count];
        Arrays.setAll(tallies, i -> new Tally());
        return tallies;
    }

    /** Fits every chain of every poll, each on its own. */
    static RecordedSurfaces read() throws IOException {
        final RecordedSurfaces surfaces = new RecordedSurfaces();
        for (final Path poll : RecordedChains.polls("")) {
            for (final PolledChain chain : PolledChain.read(poll)) {
                surfaces.add(chain);
            }
        }
        return surfaces;
    }

    static OptionChain fit(final PolledChain polled) {
        final OptionChain chain = new OptionChain(
                polled.years.length, polled.expiry, polled.strike, polled.call, true, BatchPricer.create());
        chain.tick(polled.years, polled.forwards, polled.bid, polled.ask, false);
        return chain;
    }

    private void add(final PolledChain polled) {
        final OptionChain chain = fit(polled);
        chains++;
        chainsWithArbitrage += chain.report().isFreeOfArbitrage() ? 0 : 1;
        for (int e = 0; e < polled.years.length; e++) {
            slices++;
            slicesRepaired += chain.isRepaired(e) ? 1 : 0;
            largestRepair = Math.max(largestRepair, chain.repairShift(e));
            leastButterfly = Math.min(leastButterfly, chain.report().butterflyMargin(e));
        }
        addBetween(chain.surface());
        SurfaceFitTest.assertPricesAreFreeOfArbitrage(chain.surface());
        final SsviSlice[] simple = essvi(polled, chain);
        for (int i = 0; i < polled.strike.length; i++) {
            addOption(polled, i, chain, simple);
        }
        addForwards(polled);
    }

    private void addBetween(final VolatilitySurface surface) {
        final int last = surface.expiries() - 1;
        final SviSlice longest = new SviSlice().set(surface.slice(last));
        longest.lift(surface.slice(last).totalVariance(0));
        for (double share = 0.1; share < 1; share += 0.1) {
            for (int e = 0; e <= last; e++) {
                leastBetween = Math.min(
                        leastBetween, between(surface.slice(e), e < last ? surface.slice(e + 1) : longest, share));
            }
        }
    }

    private static double between(final SviSlice one, final SviSlice other, final double share) {
        final double unit = Math.sqrt(other.totalVariance(0));
        double least = Double.POSITIVE_INFINITY;
        for (double k = -20 * unit; k <= 20 * unit; k += 0.05 * unit) {
            final double g = SviSlice.durrleman(
                    k,
                    (1 - share) * one.totalVariance(k) + share * other.totalVariance(k),
                    (1 - share) * one.slope(k) + share * other.slope(k),
                    (1 - share) * one.curvature(k) + share * other.curvature(k));
            least = Math.min(least, g);
        }
        return least;
    }

    private static SsviSlice[] essvi(final PolledChain polled, final OptionChain chain) {
        final int expiries = polled.years.length;
        final SliceQuotes[] quotes = new SliceQuotes[expiries];
        final SsviSlice[] fitted = new SsviSlice[expiries];
        for (int e = 0; e < expiries; e++) {
            quotes[e] = new SliceQuotes(polled.strike.length);
            fitted[e] = new SsviSlice();
        }
        for (int i = 0; i < polled.strike.length; i++) {
            final int e = polled.expiry[i];
            final double root = Math.sqrt(polled.years[e]);
            if (isQuoted(polled, i, chain)) {
                quotes[e].add(k(polled, i), chain.bidVolatility()[i] * root, chain.askVolatility()[i] * root);
            }
        }
        new EssviFit().fit(quotes, polled.years, expiries, fitted);
        return fitted;
    }

    static double k(final PolledChain polled, final int i) {
        return Math.log(polled.strike[i] / polled.forwards[polled.expiry[i]]);
    }

    /** Out of the money, with a bid and an offer that are possible and not crossed. */
    static boolean isQuoted(final PolledChain polled, final int i, final OptionChain chain) {
        final double bid = chain.bidVolatility()[i];
        return polled.call[i] == k(polled, i) > 0 && bid > 0 && chain.askVolatility()[i] >= bid;
    }

    private void addOption(final PolledChain polled, final int i, final OptionChain chain, final SsviSlice[] simple) {
        final Option option = polled.options.get(i);
        final int e = polled.expiry[i];
        final double ours = chain.markVolatility()[i];
        coins.add((chain.price()[i] - option.mark()) / Math.max(1, polled.strike[i] / polled.forwards[e]), 0);
        if (!isQuoted(polled, i, chain)) {
            return;
        }
        final double bid = chain.bidVolatility()[i];
        final double ask = chain.askVolatility()[i];
        final double k = k(polled, i);
        final double error = ours - 0.5 * (bid + ask);
        final double plain = Math.sqrt(simple[e].totalVariance(k) / polled.years[e]) - 0.5 * (bid + ask);
        final int term = find(DAYS, 365 * polled.years[e]);
        final double deviations = k / Math.sqrt(chain.surface().slice(e).totalVariance(0));
        all.add(error, ask - bid);
        byTerm[term].add(error, ask - bid);
        byMoneyness[find(DEVIATIONS, deviations)].add(error, ask - bid);
        essvi.add(plain, ask - bid);
        essviByTerm[term].add(plain, ask - bid);
        marks.add(ours - option.markVolatility(), ask - bid);
        final double back = Black76.price(polled.call[i], polled.forwards[e], polled.strike[i], polled.years[e], bid);
        worstRoundTrip = Math.max(worstRoundTrip, Math.abs(back / (polled.bid[i] * polled.forwards[e]) - 1));
    }

    private static int find(final double[] bounds, final double value) {
        int at = 0;
        while (value > bounds[at]) {
            at++;
        }
        return at;
    }

    private void addForwards(final PolledChain polled) {
        final double[] none = new double[polled.years.length];
        Arrays.fill(none, Double.NaN);
        final OptionChain chain = new OptionChain(
                polled.years.length, polled.expiry, strikesAsListed(polled), polled.call, true, BatchPricer.create());
        chain.tick(polled.years, none, polled.bid, polled.ask, false);
        for (int e = 0; e < none.length; e++) {
            if (chain.forward(e) > 0) {
                forwards.add(chain.forward(e) / polled.forwards[e] - 1, 0);
            }
        }
    }

    private static double[] strikesAsListed(final PolledChain polled) {
        return polled.options.stream().mapToDouble(Option::strike).toArray();
    }

    /** Microseconds per tick of every chain, in rising order: cold, and warm after prices moved by a thousandth. */
    private static double[][] times() throws IOException {
        final double[][] times = new double[2][0];
        for (final Path poll : RecordedChains.polls("")) {
            for (final PolledChain polled : PolledChain.read(poll)) {
                for (int warm = 0; warm < 2; warm++) {
                    final int count = times[warm].length;
                    times[warm] = Arrays.copyOf(times[warm], count + 1);
                    times[warm][count] = time(polled, fit(polled), warm == 1);
                }
            }
        }
        Arrays.sort(times[0]);
        Arrays.sort(times[1]);
        return times;
    }

    private static double time(final PolledChain polled, final OptionChain chain, final boolean warm) {
        final double[][] bids = {moved(polled.bid, 1), moved(polled.bid, 2)};
        final double[][] asks = {moved(polled.ask, 1), moved(polled.ask, 2)};
        long start = 0;
        for (int n = -TIMED_TICKS; n < TIMED_TICKS; n++) {
            start = n == 0 ? System.nanoTime() : start;
            chain.tick(polled.years, polled.forwards, bids[n & 1], asks[n & 1], warm);
        }
        return (System.nanoTime() - start) / (1e3 * TIMED_TICKS);
    }

    private static double[] moved(final double[] prices, final long seed) {
        final Random random = new Random(seed);
        return Arrays.stream(prices)
                .map(price -> price * (1 + 1e-3 * random.nextGaussian()))
                .toArray();
    }

    private static void printTimes() throws IOException {
        times();
        final double[][] times = times();
        for (int warm = 0; warm < 2; warm++) {
            final double[] sorted = times[warm];
            System.out.printf(
                    Locale.ROOT,
                    "%s tick, microseconds: median of chains %.0f, longest %.0f%n",
                    warm == 1 ? "warm" : "cold",
                    sorted[sorted.length / 2],
                    sorted[sorted.length - 1]);
        }
    }

    /** Prints all tables, in points of volatility; with an argument the time that ticks take as well. */
    public static void main(final String[] args) throws IOException {
        if (args.length > 0) {
            printTimes();
        }
        final RecordedSurfaces read = read();
        System.out.printf(
                Locale.ROOT,
                "%d chains, %d with arbitrage; %d slices, %d repaired by up to %.4f; least of Durrleman's function %.4f, between expiries"
                        + " and beyond the last %.4f%n",
                read.chains,
                read.chainsWithArbitrage,
                read.slices,
                read.slicesRepaired,
                read.largestRepair,
                read.leastButterfly,
                read.leastBetween);
        System.out.println("| | quotes | within the spread | median spread | median error | rms error |");
        System.out.println(read.all.row("all"));
        for (int i = 0; i < TERMS.length; i++) {
            System.out.println(read.byTerm[i].row(TERMS[i]));
        }
        for (int i = 0; i < MONEYNESS.length; i++) {
            System.out.println(read.byMoneyness[i].row(MONEYNESS[i]));
        }
        System.out.println(read.essvi.row("eSSVI, all"));
        for (int i = 0; i < TERMS.length; i++) {
            System.out.println(read.essviByTerm[i].row("eSSVI, " + TERMS[i]));
        }
        System.out.println(read.marks.row("our mark less the venue's"));
        System.out.printf(
                Locale.ROOT,
                "marks in coins: median %.2e, 99 %% %.2e, worst %.2e%n",
                read.coins.quantile(0.5),
                read.coins.quantile(0.99),
                read.coins.quantile(1));
        System.out.printf(
                Locale.ROOT,
                "forward by parity in basis points: median %.2f, 99 %% %.2f, worst %.2f of %d%n",
                1e4 * read.forwards.quantile(0.5),
                1e4 * read.forwards.quantile(0.99),
                1e4 * read.forwards.quantile(1),
                read.forwards.count());
        System.out.printf(Locale.ROOT, "round trip of bids: worst %.1e%n", read.worstRoundTrip);
    }
}
