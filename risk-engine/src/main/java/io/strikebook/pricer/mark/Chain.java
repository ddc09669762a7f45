package io.strikebook.pricer.mark;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.surface.OptionChain;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Options of one underlying that settle alike. Their quotes make a surface, and that the volatility and price of each, quoted or not. A
 * surface that its quotes contradict is not believed: the one before goes on, and marks say that they are stale; so do those of a single expiry
 * whose own quotes contradict it. Of expiries where there never was a quote, the venue's own volatilities are taken.
 *
 * <p>Floating point, reproducible to the bit; what it starts the next fit from is part of the state. Allocates only where options were added.
 */
final class Chain {
    private static final long WARM_NS = 60_000_000_000L;
    /** Least time between surfaces that are fitted from nothing because quotes contradict what there is. */
    private static final long COLD_NS = 1_000_000_000L;

    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double DAYS_PER_YEAR = 365;
    private static final double MONTH_YEARS = 30 / DAYS_PER_YEAR;
    private static final double POINTS = 100;
    private static final long KIND = 0x43484149;

    /** A forward by parity this far from the index, as one part of it, is none. */
    private static final int FARTHEST_PART = 5;

    final UnderlyingIndex underlying;
    final boolean inverse;
    /** When what was contradicted is trusted again. */
    final Distrust rule;

    private final BatchPricer pricer;
    private final long quoteMaxAgeNs;
    private final KeptSurface kept = new KeptSurface();
    private final Contradictions contradictions = new Contradictions();
    private final long[] scratch = new long[KeptSurface.FIELDS];
    private Market[] members = {};
    private Expiry[] expiries = {};
    private int[] expiryOf = {};
    private double[] years = {};
    private double[] forwards = {};
    private double[] bids = {};
    private double[] asks = {};
    private double[] fitState = {};
    private boolean[] unbelieved = {};
    /** Null while there are no options. */
    private OptionChain options;

    private long tickedNs = Market.NONE;
    /** When a surface was believed last. */
    private long believedNs = Market.NONE;
    /** When a surface was fitted from nothing. */
    private long coldNs = Market.NONE;

    private long dueNs = Long.MAX_VALUE;
    private boolean regroup;
    private boolean quoted;
    /** {@link Distrust} of the newest surfaces, since they contradict their quotes. */
    private long distrust = Distrust.NONE;

    private boolean ticked;
    private boolean news;
    /** Whether the quotes were taken over for this epoch; false between epochs. */
    private boolean gathered;

    Chain(
            final UnderlyingIndex underlying,
            final boolean inverse,
            final VenueParameters.Marks parameters,
            final BatchPricer pricer) {
        this.underlying = underlying;
        this.inverse = inverse;
        this.quoteMaxAgeNs = parameters.quoteMaxAgeNs();
        this.rule = new Distrust(parameters.trustAgainNs());
        this.pricer = pricer;
    }

    /** An option was described or listed. */
    void onOption() {
        regroup = true;
    }

    /** A quote changed. */
    void onQuote() {
        quoted = true;
    }

    /** Something has to be looked at by then, whether or not there is news. */
    void dueAt(final long timeNs) {
        dueNs = Math.min(dueNs, timeNs);
    }

    long dueNs() {
        return dueNs;
    }

    /** Whether the newest epoch valued the options anew. */
    boolean isTicked() {
        return ticked;
    }

    /** Whether it did so because something was observed, and not only because something was due. */
    boolean hasNews() {
        return news;
    }

    /** Whether the newest surface, or one not long before, contradicted its quotes, so that one before these is in use. */
    boolean isSurfaceRejected() {
        return distrust != Distrust.NONE;
    }

    /** Takes new options and quotes, and what forwards they agree on; before expiries are refreshed. */
    void prepare(final MarketTable table, final long timeNs) {
        news = regroup || quoted;
        if (regroup) {
            layOut(members(table, timeNs));
            regroup = false;
        }
        if (options == null) {
            distrust = Distrust.NONE;
            dueNs = Long.MAX_VALUE;
            return;
        }
        if (!news) {
            return;
        }
        gather(timeNs);
        gathered = true;
        for (int e = 0; e < expiries.length; e++) {
            expiries[e].onParity(this, parityForwardE8(e), timeNs);
        }
    }

    private long parityForwardE8(final int expiry) {
        final double forward = options.parityForward(expiry, bids, asks);
        final long forwardE8 = forward > 0 ? FixedValue.of(forward, FixedValue.E8) : Market.NONE;
        final long indexE8 = underlying.publishedE8();
        final boolean far = indexE8 != Market.NONE && Math.abs(forwardE8 - indexE8) > indexE8 / FARTHEST_PART;
        return forwardE8 <= 0 || forwardE8 == Long.MAX_VALUE || far ? Market.NONE : forwardE8;
    }

    /** Values all options anew where a quote or a forward moved, or something is due; after expiries are refreshed. */
    void refresh(final long timeNs) {
        for (int e = 0; e < expiries.length; e++) {
            news |= expiries[e].moved;
        }
        ticked = options != null && (news || timeNs >= dueNs);
        if (!ticked) {
            return;
        }
        if (!gathered) {
            gather(timeNs);
        }
        gathered = false;
        quoted = false;
        dueNs = Long.MAX_VALUE;
        for (int e = 0; e < expiries.length; e++) {
            years[e] = (expiries[e].expiryNs - timeNs) / NS_PER_YEAR;
            final long forwardE8 = expiries[e].forwardE8;
            forwards[e] = forwardE8 == Market.NONE ? Double.NaN : forwardE8 / FixedValue.E8;
        }
        final boolean fitted = fit(timeNs);
        distrust = rule.next(distrust, fitted && contradictions.areTooMany(), timeNs);
        dueAt(rule.dueNs(distrust));
        if (!isSurfaceRejected()) {
            doubt(fitted, timeNs);
        }
        if (fitted && !isSurfaceRejected()) {
            believe();
            believedNs = timeNs;
        }
        takeOtherVolatilities(fitted);
        options.evaluate();
    }

    /**
     * Fits a surface from where the one before ended. If quotes contradict it that may be why, and so it is fitted from nothing, at most once in
     * a while, and before it is trusted again: else what came to a wrong shape with wrong quotes would stay there with right ones.
     */
    private boolean fit(final long timeNs) {
        final boolean warm = tickedNs != Market.NONE && timeNs - tickedNs <= WARM_NS && !isDistrustOver(timeNs);
        tickedNs = timeNs;
        boolean fitted = fit(warm);
        boolean lost = fitted && contradictions.areTooManySomewhere();
        if (!warm || lost && timeNs - coldNs >= COLD_NS) {
            coldNs = timeNs;
            if (warm) {
                fitted = fit(false);
                lost = fitted && contradictions.areTooManySomewhere();
            }
        }
        if (lost) {
            dueAt(coldNs + COLD_NS);
        }
        return fitted;
    }

    private boolean isDistrustOver(final long timeNs) {
        boolean over = rule.isOver(distrust, timeNs);
        for (int e = 0; e < expiries.length && !isSurfaceRejected(); e++) {
            over |= rule.isOver(kept.distrust(e), timeNs);
        }
        return over;
    }

    private boolean fit(final boolean warm) {
        final boolean fitted = options.fit(years, forwards, bids, asks, warm);
        options.takeVolatilities();
        contradictions.count(options, expiryOf);
        return fitted;
    }

    private void gather(final long timeNs) {
        for (int i = 0; i < members.length; i++) {
            final Market market = members[i];
            final boolean fresh = market.isQuoteFresh(timeNs - quoteMaxAgeNs);
            bids[i] = fresh && market.bidE8() > 0 ? market.bidE8() / FixedValue.E8 : Double.NaN;
            asks[i] = fresh && market.askE8() > 0 ? market.askE8() / FixedValue.E8 : Double.NaN;
        }
    }

    /** Doubts expiries whose own quotes contradict a surface that the others agree on. */
    private void doubt(final boolean fitted, final long timeNs) {
        for (int e = 0; e < expiries.length; e++) {
            kept.doubt(e, rule.next(kept.distrust(e), fitted && contradictions.areTooMany(e), timeNs));
            dueAt(rule.dueNs(kept.distrust(e)));
            expiries[e].doubt(this, kept.distrust(e) != Distrust.NONE);
        }
    }

    /** By how much the volatility of a mark is below that of its bid or above that of its offer; 0 between them, and without any. */
    double beyondQuotes(final int row) {
        final double mark = options.markVolatility()[row];
        final double bid = options.bidVolatility()[row];
        final double ask = options.askVolatility()[row];
        if (bid > ask) {
            return 0;
        }
        return bid > mark && bid < POINTS ? bid - mark : mark > ask ? mark - ask : 0;
    }

    /** Volatility at the money for 30 days; NaN while no surface is believed, or the newest one is too old. */
    double volatilityFor30Days(final long timeNs) {
        final boolean believed =
                !isSurfaceRejected() && believedNs != Market.NONE && timeNs - believedNs <= quoteMaxAgeNs;
        return believed ? kept.atTheMoney(timeNs, MONTH_YEARS) : Double.NaN;
    }

    private void believe() {
        for (int e = 0; e < expiries.length; e++) {
            final int slice = options.sliceOf(e);
            if (slice >= 0 && (contradictions.hasQuotes(e) || kept.has(e))) {
                kept.keep(e, options.surface().slice(slice), years[e]);
            }
        }
    }

    private void takeOtherVolatilities(final boolean fitted) {
        for (int e = 0; e < expiries.length; e++) {
            final boolean doubted = kept.distrust(e) != Distrust.NONE;
            unbelieved[e] = (isSurfaceRejected() || doubted || !fitted && kept.has(e)) && years[e] > 0;
        }
        final boolean believed = fitted && !isSurfaceRejected();
        final double[] volatility = options.markVolatility();
        for (int i = 0; i < members.length; i++) {
            final int e = expiryOf[i];
            if (years[e] > 0) {
                if (kept.has(e)) {
                    volatility[i] = believed ? volatility[i] : kept.volatility(e, options.logMoneyness()[i]);
                } else if (isVenueVolatilityBetter(i, volatility[i])) {
                    volatility[i] = members[i].ivE8() / FixedValue.E8;
                }
            }
        }
    }

    /** Of an expiry in which nothing was ever bid and offered: what the venue says is better than a smile of other expiries. */
    private boolean isVenueVolatilityBetter(final int member, final double volatility) {
        final Market market = members[member];
        return market.ivE8() != Market.NONE && (!(volatility > 0) || !market.isOwnPriceStale());
    }

    /**
     * The mark of an option as it was last valued.
     *
     * @return false where it has none: no forward, or no volatility
     */
    boolean read(final int row, final PublishedMark mark) {
        final Expiry expiry = expiries[expiryOf[row]];
        final double price = options.price()[row];
        if (expiry.forwardE8 == Market.NONE || !(price >= 0 && price < Double.POSITIVE_INFINITY)) {
            return false;
        }
        final double days = Math.max(years[expiryOf[row]], 0) * DAYS_PER_YEAR;
        mark.priceE8 = FixedValue.of(price, FixedValue.E8);
        mark.forwardE8 = expiry.forwardE8;
        mark.vegaE8 = FixedValue.of(options.vega()[row] / POINTS, FixedValue.E8);
        mark.thetaE8 = FixedValue.of(options.thetaPerYear()[row] / DAYS_PER_YEAR * Math.min(1, days), FixedValue.E8);
        mark.gammaE12 = FixedValue.of(options.gamma()[row], FixedValue.E12);
        mark.ivE6 = (int) FixedValue.of(options.markVolatility()[row], FixedValue.E6);
        mark.deltaE9 = (int) FixedValue.of(options.delta()[row], FixedValue.E9);
        mark.stale = expiry.stale || unbelieved[expiryOf[row]] || members[row].isOwnPriceStale();
        return true;
    }

    /** The options as last valued. */
    OptionColumns columns() {
        return options.options();
    }

    private Market[] members(final MarketTable table, final long timeNs) {
        final List<Market> markets = table.markets;
        return markets.stream()
                .filter(market ->
                        market.chain == this && market.terms().expiryNs() > timeNs && table.isFirstOfItsSymbol(market))
                .sorted(Comparator.<Market>comparingLong(
                                market -> market.terms().expiryNs())
                        .thenComparingInt(market -> market.number))
                .toArray(Market[]::new);
    }

    private void layOut(final Market[] newMembers) {
        for (final Market market : members) {
            market.row = -1;
        }
        members = newMembers;
        expiries =
                Arrays.stream(members).map(market -> market.expiry).distinct().toArray(Expiry[]::new);
        kept.layOut(Arrays.stream(expiries).mapToLong(expiry -> expiry.expiryNs).toArray());
        expiryOf = new int[members.length];
        final double[] strikes = new double[members.length];
        final boolean[] calls = new boolean[members.length];
        int e = 0;
        for (int i = 0; i < members.length; i++) {
            members[i].row = i;
            e += members[i].expiry == expiries[e] ? 0 : 1;
            expiryOf[i] = e;
            strikes[i] = members[i].terms().strikeE8() / FixedValue.E8;
            calls[i] = members[i].isCall();
        }
        years = new double[expiries.length];
        forwards = new double[expiries.length];
        unbelieved = new boolean[expiries.length];
        contradictions.layOut(expiries.length);
        bids = new double[members.length];
        asks = new double[members.length];
        options = members.length == 0
                ? null
                : new OptionChain(expiries.length, expiryOf, strikes, calls, inverse, pricer);
        fitState = new double[options == null ? 0 : options.fitSize()];
        tickedNs = Market.NONE;
    }

    long hash() {
        long hash = StateHash.of(KIND, underlying.underlyingId(), flags(), tickedNs, dueNs);
        hash = StateHash.and(StateHash.and(hash, distrust), coldNs);
        hash = StateHash.and(hash, believedNs);
        if (options != null) {
            options.saveFit(fitState);
        }
        for (int i = 0; i < fitState.length; i++) {
            hash = StateHash.and(hash, Double.doubleToRawLongBits(fitState[i]));
        }
        return StateHash.and(hash, kept.hash(scratch));
    }

    private long flags() {
        return (inverse ? 1 : 0) | (regroup ? 2 : 0) | (quoted ? 4 : 0);
    }

    /** Writes everything that the next surface depends on; members are numbers of the table's markets. */
    void save(final SnapshotOutput out) {
        out.putBoolean(regroup)
                .putBoolean(quoted)
                .putLong(distrust)
                .putLong(tickedNs)
                .putLong(coldNs)
                .putLong(believedNs)
                .putLong(dueNs);
        out.putInt(members.length);
        for (final Market market : members) {
            out.putInt(market.number);
        }
        if (options != null) {
            options.saveFit(fitState);
        }
        for (final double number : fitState) {
            out.putLong(Double.doubleToRawLongBits(number));
        }
        for (int e = 0; e < kept.expiries(); e++) {
            kept.write(e, scratch);
            for (final long field : scratch) {
                out.putLong(field);
            }
        }
    }

    /** Reads into a chain that has seen nothing, once the table has all markets. */
    void restore(final MarketTable table, final SnapshotInput in) {
        regroup = in.getBoolean();
        quoted = in.getBoolean();
        distrust = in.getLong();
        final long restoredTickedNs = in.getLong();
        coldNs = in.getLong();
        believedNs = in.getLong();
        dueNs = in.getLong();
        final Market[] restored = new Market[in.getInt()];
        for (int i = 0; i < restored.length; i++) {
            restored[i] = table.markets.get(in.getInt());
        }
        layOut(restored);
        tickedNs = restoredTickedNs;
        for (int i = 0; i < fitState.length; i++) {
            fitState[i] = Double.longBitsToDouble(in.getLong());
        }
        if (options != null) {
            options.restoreFit(fitState);
        }
        for (int e = 0; e < kept.expiries(); e++) {
            for (int i = 0; i < scratch.length; i++) {
                scratch[i] = in.getLong();
            }
            kept.read(e, scratch);
            expiries[e].doubt(this, kept.distrust(e) != Distrust.NONE);
        }
    }
}
