package io.strikebook.pricing.surface;

/**
 * Fits an SVI slice to each expiry's quotes such that no slice has a butterfly and none crosses the one before. First each slice is fitted
 * alone, then all of them at once, with conditions between neighbours that grow stiffer from pass to pass: expiries that contradict each
 * other share the compromise in proportion to what their spreads weigh. What the check then still finds is repaired and reported.
 *
 * <p>A cold fit starts from a usual shape; a warm one where the fit before ended, and makes do with few evaluations; after a jump of the
 * market that it doesn't follow, it is repeated cold. The number of evaluations is bounded in either. An expiry of few quotes takes its shape from its neighbours and its level from what quotes it has; one
 * of none lies between its neighbours. Allocates nothing after construction; one per thread.
 */
public final class SurfaceFit {
    /** Fewer quotes than this don't determine a shape. */
    public static final int FEW = 5;

    static final int STATE_PER_EXPIRY = 5;
    static final int STATE_HEADER = 3;

    /** An expiry that is sooner, within some hundredths of a second, has no smile. */
    static final double LEAST_YEARS = 1e-9;
    /** What is later is no date. */
    static final double MOST_YEARS = 1e9;

    private static final double LEAST_HALF_SPREAD = 0.001;
    private static final double USUAL_WEIGHT = 0.5;
    private static final double BORROWED_WEIGHT = 50;
    private static final double LEVEL_WEIGHT = 1e4;
    /** Conditions on neighbours count for more from pass to pass of a cold fit, lest a slice is pushed into a shape it can't leave. */
    private static final double[] STIFFNESS = {1e2, 1e3, 1e4, 1e5, 1e6, 1e7};

    /** A warm fit that leaves so much more than the cold one before it has lost its way. */
    private static final double LOST_FACTOR = 1.5;

    private static final double LOST_PER_QUOTE = 0.2;
    private static final int ALONE_EVALUATIONS = 15;
    private static final int COLD_EVALUATIONS = 8;
    private static final int WARM_EVALUATIONS = 6;
    private static final int STIFF_PASSES = 4;

    private final SliceQuotes[] quotes;
    private final SliceProblem[] problems;
    private final SliceShape[] shapes;
    /** What the quotes asked for before a repair: where a warm fit starts. */
    private final SviSlice[] fitted;

    private final double[] theta;
    private final ArbitrageReport report;
    private final SurfaceRepair repair;
    private final ChainFit fit;
    private int evaluations;
    private int fittedCount;
    private int totalQuotes;
    /** What the newest cold fit left of its sum of squares. */
    private double coldCost;

    /**
     * A fit.
     *
     * @param expiries       the most expiries a surface may have
     * @param quotesPerExpiry the most quotes an expiry may have
     */
    public SurfaceFit(final int expiries, final int quotesPerExpiry) {
        quotes = new SliceQuotes[expiries];
        problems = new SliceProblem[expiries];
        shapes = new SliceShape[expiries];
        fitted = new SviSlice[expiries];
        theta = new double[expiries];
        report = new ArbitrageReport(expiries);
        repair = new SurfaceRepair(expiries);
        for (int i = 0; i < expiries; i++) {
            quotes[i] = new SliceQuotes(quotesPerExpiry);
            problems[i] = new SliceProblem(quotesPerExpiry);
            shapes[i] = new SliceShape();
            fitted[i] = new SviSlice();
        }
        fit = new ChainFit(problems);
    }

    /** The quotes of an expiry, to be filled before a fit. */
    public SliceQuotes quotes(final int expiry) {
        return quotes[expiry];
    }

    /** What the check found after the newest fit, repairs included. */
    public ArbitrageReport report() {
        return report;
    }

    /** Whether the newest fit had to change the slice beyond what its quotes asked for. */
    public boolean isRepaired(final int expiry) {
        return repair.isRepaired(expiry);
    }

    /** By how much a repair changed an expiry's volatility at the quote where it changed it most; 0 without a repair. */
    public double repairShift(final VolatilitySurface surface, final int expiry) {
        double most = 0;
        for (int i = 0; i < quotes[expiry].count() && isRepaired(expiry); i++) {
            final double k = quotes[expiry].k(i);
            final double asked = Math.sqrt(Math.max(fitted[expiry].totalVariance(k), 0));
            most = Math.max(most, Math.abs(Math.sqrt(surface.slice(expiry).totalVariance(k)) - asked));
        }
        return most / Math.sqrt(surface.years(expiry));
    }

    /** Evaluations of a slice's sum of squares in the newest fit. */
    public int evaluations() {
        return evaluations;
    }

    /**
     * Fits.
     *
     * @param surface has the expiries; its slices take the result
     * @param warm    whether to start where the fit before ended; a fit of another number of expiries is cold all the same
     * @return false if no expiry has a quote, and the surface is left as it was
     * @throws IllegalArgumentException if the surface has more expiries than there is room for, or one outside
     *     1e-9 to 1e9 years
     */
    public boolean fit(final VolatilitySurface surface, final boolean warm) {
        require(surface);
        evaluations = 0;
        final boolean fromBefore = warm && surface.expiries() == fittedCount;
        if (!fitFrom(surface, fromBefore)) {
            return false;
        }
        if (fromBefore && fit.cost() > LOST_FACTOR * coldCost + LOST_PER_QUOTE * totalQuotes) {
            fitFrom(surface, false);
            coldCost = fit.cost();
        } else if (!fromBefore) {
            coldCost = fit.cost();
        }
        return true;
    }

    /** Writes what a warm fit starts from. */
    void save(final double[] state, final boolean fittedBefore) {
        state[0] = fittedBefore ? 1 : 0;
        state[1] = fittedCount;
        state[2] = coldCost;
        for (int i = 0; i < fitted.length; i++) {
            final int at = STATE_HEADER + STATE_PER_EXPIRY * i;
            state[at] = fitted[i].a();
            state[at + 1] = fitted[i].b();
            state[at + 2] = fitted[i].rho();
            state[at + 3] = fitted[i].m();
            state[at + 4] = fitted[i].sigma();
        }
    }

    /** Takes back what was written; returns whether there was a fit. */
    boolean restore(final double[] state) {
        fittedCount = (int) state[1];
        coldCost = state[2];
        for (int i = 0; i < fitted.length; i++) {
            final int at = STATE_HEADER + STATE_PER_EXPIRY * i;
            fitted[i].set(state[at], state[at + 1], state[at + 2], state[at + 3], state[at + 4]);
        }
        return state[0] != 0;
    }

    private void require(final VolatilitySurface surface) {
        final int count = surface.expiries();
        if (count > quotes.length) {
            throw new IllegalArgumentException(count + " expiries, room for " + quotes.length);
        }
        if (count > 0 && !(surface.years(0) >= LEAST_YEARS && surface.years(count - 1) <= MOST_YEARS)) {
            throw new IllegalArgumentException("expiries from " + surface.years(0) + " to " + surface.years(count - 1)
                    + " years, outside " + LEAST_YEARS + " to " + MOST_YEARS);
        }
    }

    private boolean fitFrom(final VolatilitySurface surface, final boolean warm) {
        final int count = surface.expiries();
        totalQuotes = 0;
        if (count == 0 || !findLevels(surface, warm)) {
            report.begin(0);
            return false;
        }
        for (int i = 0; i < count; i++) {
            totalQuotes += quotes[i].count();
            problems[i].load(quotes[i], theta[i], LEAST_HALF_SPREAD * Math.sqrt(surface.years(i)));
            if (warm) {
                shapes[i].read(fitted[i], theta[i]);
            } else {
                shapes[i].setUsual(Math.sqrt(theta[i]));
            }
        }
        if (!warm) {
            fitAlone(surface, count);
        }
        fitTogether(surface, warm);
        fittedCount = count;
        return true;
    }

    /** The unit of each slice: its present variance at the money, or that of its quotes next to the forward, or of its neighbours. */
    private boolean findLevels(final VolatilitySurface surface, final boolean warm) {
        final int count = surface.expiries();
        boolean any = false;
        for (int i = 0; i < count; i++) {
            theta[i] = quotes[i].varianceAtTheMoney();
            any |= theta[i] > 0;
        }
        if (!any) {
            return false;
        }
        int known = -1;
        for (int i = 0; i < count; i++) {
            if (warm) {
                theta[i] = Math.max(fitted[i].totalVariance(0), Double.MIN_NORMAL);
            } else if (theta[i] > 0) {
                for (int j = known + 1; j < i; j++) {
                    theta[j] = between(surface, known, i, j);
                }
                known = i;
            }
        }
        for (int j = known + 1; j < count && !warm; j++) {
            theta[j] = theta[known] * surface.years(j) / surface.years(known);
        }
        return true;
    }

    private double between(final VolatilitySurface surface, final int before, final int after, final int at) {
        final double end = surface.years(after);
        if (before < 0) {
            return theta[after] * surface.years(at) / end;
        }
        final double start = surface.years(before);
        final double share = (surface.years(at) - start) / (end - start);
        return theta[before] + share * (theta[after] - theta[before]);
    }

    /** Expiries of many quotes first, since the others take their shape from them. */
    private void fitAlone(final VolatilitySurface surface, final int count) {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < count; i++) {
                if (problems[i].quotes >= FEW == (round == 0)) {
                    prefer(surface, i, count);
                    fit.begin();
                    evaluations += fit.improve(shapes, i, i + 1, 0, ALONE_EVALUATIONS);
                }
            }
        }
    }

    private void preferUsual(final SliceProblem problem) {
        problem.prior.setUsual(problem.rootTheta);
        problem.priorWeight = USUAL_WEIGHT;
        problem.levelWeight = 0;
    }

    private void fitTogether(final VolatilitySurface surface, final boolean warm) {
        final int count = surface.expiries();
        for (int i = 0; i < count; i++) {
            prefer(surface, i, count);
        }
        fit.begin();
        if (!warm) {
            for (int pass = 0; pass < STIFFNESS.length - 1; pass++) {
                evaluations += count * fit.improve(shapes, 0, count, STIFFNESS[pass], COLD_EVALUATIONS);
            }
        }
        for (int pass = 0; pass < STIFF_PASSES; pass++) {
            final int most = warm && pass == 0 ? WARM_EVALUATIONS : COLD_EVALUATIONS;
            evaluations += count * fit.improve(shapes, 0, count, STIFFNESS[STIFFNESS.length - 1], most);
            for (int i = 0; i < count; i++) {
                shapes[i].write(fitted[i], theta[i]);
                surface.slice(i).set(fitted[i]);
            }
            ArbitrageCheck.check(surface.slices(), count, report);
            if (report.isFreeOfArbitrage()) {
                repair.clear();
                return;
            }
        }
        repair.repair(surface.slices(), count);
        ArbitrageCheck.check(surface.slices(), count, report);
    }

    /** An expiry that can't tell its shape takes that of the nearest ones that can. */
    private void prefer(final VolatilitySurface surface, final int i, final int count) {
        final SliceProblem problem = problems[i];
        preferUsual(problem);
        if (problem.quotes >= FEW) {
            return;
        }
        int before = i - 1;
        while (before >= 0 && problems[before].quotes < FEW) {
            before--;
        }
        int after = i + 1;
        while (after < count && problems[after].quotes < FEW) {
            after++;
        }
        problem.priorWeight = BORROWED_WEIGHT;
        if (before >= 0 || after < count) {
            final int one = before >= 0 ? before : after;
            final int other = after < count ? after : before;
            problem.prior.setMean(shapes[one], shapes[other], problem.rootTheta);
        }
        if (problem.quotes == 0) {
            problem.levelWeight = LEVEL_WEIGHT;
            problem.prior.level = levelBetween(surface, before, after, i, count) / theta[i];
        }
    }

    private double levelBetween(
            final VolatilitySurface surface, final int before, final int after, final int at, final int count) {
        if (after < count) {
            final double end = shapes[after].level * theta[after];
            if (before < 0) {
                return end * surface.years(at) / surface.years(after);
            }
            final double start = shapes[before].level * theta[before];
            final double share =
                    (surface.years(at) - surface.years(before)) / (surface.years(after) - surface.years(before));
            return start + share * (end - start);
        }
        return before < 0
                ? theta[at]
                : shapes[before].level * theta[before] * surface.years(at) / surface.years(before);
    }
}
