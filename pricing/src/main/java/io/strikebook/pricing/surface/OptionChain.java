package io.strikebook.pricing.surface;

import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.batch.ValueColumns;
import io.strikebook.pricing.numeric.Elementary;
import java.util.Objects;

/**
 * A chain from quotes to marks, tick by tick: forwards, implied volatilities of bids and offers, a surface without arbitrage, its check,
 * and price, volatility and sensitivities of every option, quoted or not. Allocates nothing after construction; one per thread.
 *
 * <p>Prices are in the strike's unit or, for inverse options, in units of the expiry's forward; sensitivities are those of {@code Black76},
 * in the strike's unit either way. What isn't a price (NaN, not positive, infinite, below the intrinsic value or above what an option can
 * be worth) is no quote, and its implied volatility NaN. Nothing it is given makes a tick throw but years in disorder and arrays too short,
 * which leave everything as it was.
 */
public final class OptionChain {
    private final ChainListing listing;
    private final boolean inverse;
    private final BatchPricer pricer;
    private final OptionColumns options;
    private final ValueColumns values;
    private final double[] logMoneyness;
    private final double[] bidVolatility;
    private final double[] askVolatility;
    private final double[] scaled;
    private final double[] forward;
    private final double[] rootYears;
    private final int[] sliceOf;
    private final ParityForward parity;
    private final VolatilitySurface surface;
    private final SurfaceFit fit;
    private boolean fitted;

    /**
     * A chain.
     *
     * @param expiries how many expiries there are
     * @param expiry   the number of each option's expiry, from 0, sooner ones first
     * @param strike   each option's strike
     * @param call     whether each option is a call
     * @param inverse  whether prices are in units of the forward
     * @param pricer   of this chain's thread
     */
    public OptionChain(
            final int expiries,
            final int[] expiry,
            final double[] strike,
            final boolean[] call,
            final boolean inverse,
            final BatchPricer pricer) {
        listing = new ChainListing(expiries, expiry, strike, call);
        this.inverse = inverse;
        this.pricer = Objects.requireNonNull(pricer, "pricer");
        final int size = listing.size;
        options = new OptionColumns(size);
        options.setSize(size);
        System.arraycopy(listing.call, 0, options.call, 0, size);
        System.arraycopy(listing.strike, 0, options.strike, 0, size);
        values = new ValueColumns(size);
        logMoneyness = new double[size];
        bidVolatility = new double[size];
        askVolatility = new double[size];
        scaled = new double[size];
        forward = new double[expiries];
        rootYears = new double[expiries];
        sliceOf = new int[expiries];
        parity = new ParityForward(listing.largestExpiry(), inverse);
        surface = new VolatilitySurface(expiries);
        fit = new SurfaceFit(expiries, listing.largestExpiry());
    }

    /**
     * Takes the quotes of the moment, fits the surface and marks every option with it. The caller's arrays are only read.
     *
     * @param years    to each expiry, increasing; 0 or less: expired; a smile needs 1e-9 years
     * @param forwards of each expiry; what isn't positive and finite is replaced by what calls and puts say
     * @param bid      of each option
     * @param ask      of each option
     * @param warm     whether to start from the tick before, as a tick should but after a pause
     * @return whether there is a surface; without one every mark is NaN but those of expired options
     * @throws IllegalArgumentException if years don't increase or are above 1e9, or there are fewer years or forwards than expiries, or
     *     fewer bids or offers than options
     */
    public boolean tick(
            final double[] years, final double[] forwards, final double[] bid, final double[] ask, final boolean warm) {
        fit(years, forwards, bid, ask, warm);
        takeVolatilities();
        evaluate();
        return fitted;
    }

    /**
     * The first half of a tick: takes the quotes and fits the surface, for who wants to look at it before options are marked with it.
     * Arguments, result and errors are those of {@link #tick}.
     */
    public boolean fit(
            final double[] years, final double[] forwards, final double[] bid, final double[] ask, final boolean warm) {
        require(years, forwards, bid, ask);
        place(years, forwards, bid, ask);
        imply(bid, bidVolatility);
        imply(ask, askVolatility);
        quote();
        fitted = fit.fit(surface, warm && fitted);
        return fitted;
    }

    /** Sets every option's volatility to the surface's; the caller may then change {@link #markVolatility()}. */
    public void takeVolatilities() {
        for (int i = 0; i < listing.size; i++) {
            final int e = listing.expiry[i];
            if (sliceOf[e] >= 0) {
                options.volatility[i] = fitted
                        ? Math.sqrt(surface.slice(sliceOf[e]).totalVariance(logMoneyness[i])) / rootYears[e]
                        : Double.NaN;
            } else {
                options.volatility[i] = options.years[i] > 0 ? Double.NaN : 0;
            }
        }
    }

    /** Prices every option at its volatility. */
    public void evaluate() {
        pricer.evaluate(options, values);
        for (int i = 0; i < listing.size && inverse; i++) {
            values.price[i] /= options.forward[i];
        }
    }

    private void require(final double[] years, final double[] forwards, final double[] bid, final double[] ask) {
        if (Math.min(years.length, forwards.length) < listing.expiries
                || Math.min(bid.length, ask.length) < listing.size) {
            throw new IllegalArgumentException(years.length + " years and " + forwards.length + " forwards for "
                    + listing.expiries + " expiries, " + bid.length + " bids and " + ask.length + " offers for "
                    + listing.size + " options");
        }
        double before = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < listing.expiries; e++) {
            if (!(years[e] > before && years[e] <= SurfaceFit.MOST_YEARS)) {
                throw new IllegalArgumentException(
                        "expiry " + e + " is in " + years[e] + " years, the one before in " + before);
            }
            before = years[e];
        }
    }

    private void place(final double[] years, final double[] forwards, final double[] bid, final double[] ask) {
        surface.clear();
        for (int e = 0; e < listing.expiries; e++) {
            rootYears[e] = Math.sqrt(Math.max(years[e], 0));
            final boolean given = forwards[e] > 0 && forwards[e] < Double.POSITIVE_INFINITY;
            forward[e] = given ? forwards[e] : parityForward(e, bid, ask);
            sliceOf[e] = -1;
            if (years[e] >= SurfaceFit.LEAST_YEARS && forward[e] > 0) {
                sliceOf[e] = surface.expiries();
                fit.quotes(sliceOf[e]).clear();
                surface.add(years[e]);
            }
        }
        for (int i = 0; i < listing.size; i++) {
            final int e = listing.expiry[i];
            options.forward[i] = forward[e];
            options.years[i] = Math.max(years[e], 0);
            logMoneyness[i] = Elementary.log(listing.strike[i] / forward[e]);
        }
    }

    private void imply(final double[] prices, final double[] into) {
        double[] from = prices;
        if (inverse) {
            for (int i = 0; i < listing.size; i++) {
                scaled[i] = prices[i] * options.forward[i];
            }
            from = scaled;
        }
        pricer.impliedVolatility(options, from, into);
    }

    /** Options out of the money tell the smile; where there are too few of them, the others do as well. */
    private void quote() {
        for (int i = 0; i < listing.size; i++) {
            if (listing.call[i] == logMoneyness[i] > 0) {
                addQuote(i);
            }
        }
        for (int i = 0; i < listing.size; i++) {
            final int slice = sliceOf[listing.expiry[i]];
            if (listing.call[i] != logMoneyness[i] > 0
                    && slice >= 0
                    && fit.quotes(slice).count() < SurfaceFit.FEW) {
                addQuote(i);
            }
        }
    }

    private void addQuote(final int i) {
        final int e = listing.expiry[i];
        if (sliceOf[e] >= 0) {
            fit.quotes(sliceOf[e])
                    .add(logMoneyness[i], bidVolatility[i] * rootYears[e], askVolatility[i] * rootYears[e]);
        }
    }

    /** The surface of the newest tick: its slices are the expiries that are not over and have a forward. */
    public VolatilitySurface surface() {
        return surface;
    }

    /** What the check found in the surface. */
    public ArbitrageReport report() {
        return fit.report();
    }

    /** Whether a slice of the surface had to be changed beyond what its quotes asked for. */
    public boolean isRepaired(final int slice) {
        return fit.isRepaired(slice);
    }

    /** By how much that changed the slice's volatility at the quote where it changed it most. */
    public double repairShift(final int slice) {
        return fit.repairShift(surface, slice);
    }

    /** The slice of an expiry, or -1. */
    public int sliceOf(final int expiry) {
        return sliceOf[expiry];
    }

    /** The forward of an expiry, as given or by parity; NaN where there is neither. */
    public double forward(final int expiry) {
        return forward[expiry];
    }

    /** The mark of each option, in the unit of the quotes; to be read, as are all columns. */
    public double[] price() {
        return values.price;
    }

    /** The delta of each option. */
    public double[] delta() {
        return values.delta;
    }

    /** The gamma of each option. */
    public double[] gamma() {
        return values.gamma;
    }

    /** The vega of each option, per 1.0 of volatility. */
    public double[] vega() {
        return values.vega;
    }

    /** The theta of each option, per year. */
    public double[] thetaPerYear() {
        return values.thetaPerYear;
    }

    /** The rho of each option. */
    public double[] rho() {
        return values.rho;
    }

    /** The logarithm of each option's strike in units of its forward; to be read. */
    public double[] logMoneyness() {
        return logMoneyness;
    }

    /** The options as they were last valued, for a revaluation under scenarios; to be read. */
    public OptionColumns options() {
        return options;
    }

    /** The forward that an expiry's calls and puts agree on, NaN without pairs; for who gives forwards and wants to know what they leave out. */
    public double parityForward(final int expiry, final double[] bid, final double[] ask) {
        parity.clear();
        for (int i = listing.firstPair[expiry]; i < listing.firstPair[expiry + 1]; i++) {
            final int call = listing.callOfPair[i];
            final int put = listing.putOfPair[i];
            parity.add(listing.strike[call], bid[call], ask[call], bid[put], ask[put]);
        }
        return parity.estimate();
    }

    /** How many numbers {@link #saveFit} gives. */
    public int fitSize() {
        return SurfaceFit.STATE_HEADER + SurfaceFit.STATE_PER_EXPIRY * listing.expiries;
    }

    /** What the next warm fit starts from, so that a chain made anew of the same options can go on as this one would. */
    public void saveFit(final double[] state) {
        fit.save(state, fitted);
    }

    /** Takes what {@link #saveFit} gave. */
    public void restoreFit(final double[] state) {
        fitted = fit.restore(state);
    }

    /** The volatility of each option's mark; 0 for expired ones. */
    public double[] markVolatility() {
        return options.volatility;
    }

    /** The volatility of each bid, NaN without one, 0 or infinite at the bounds of what an option can be worth; to be read. */
    public double[] bidVolatility() {
        return bidVolatility;
    }

    /** The volatility of each offer, likewise; to be read. */
    public double[] askVolatility() {
        return askVolatility;
    }
}
