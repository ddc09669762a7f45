package io.strikebook.pricing.black;

import static io.strikebook.pricing.numeric.VectorElementary.DOUBLES;
import static io.strikebook.pricing.numeric.VectorElementary.LANES;
import static io.strikebook.pricing.numeric.VectorElementary.atLeast;
import static io.strikebook.pricing.numeric.VectorElementary.atMost;
import static io.strikebook.pricing.numeric.VectorElementary.gaussian;
import static io.strikebook.pricing.numeric.VectorElementary.load;
import static io.strikebook.pricing.numeric.VectorElementary.logOfRatio;
import static io.strikebook.pricing.numeric.VectorElementary.of;
import static io.strikebook.pricing.numeric.VectorElementary.roughLog;

import io.strikebook.pricing.numeric.MillsRatio;
import io.strikebook.pricing.numeric.RoughMillsRatio;
import io.strikebook.pricing.numeric.VectorMillsRatio;
import io.strikebook.pricing.numeric.VectorRoughMillsRatio;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link ImpliedVolatility} of a block of options, with the same bits, in passes as {@link VectorBlack}. Prices above
 * {@link ImpliedVolatility#LOWER_END} of their bound, tiny ones and those that cannot be are rare: they go one by one.
 */
public final class VectorImpliedVolatility {
    /** Options in a block, at most. */
    public static final int BLOCK = 128;

    private static final double ORDINARY = 0.1;

    private final double[] logRatio = new double[BLOCK];
    private final double[] c = new double[BLOCK];
    private final double[] logPrice = new double[BLOCK];
    private final double[] h0 = new double[BLOCK];
    private final double[] s = new double[BLOCK];
    private final double[] e1 = new double[BLOCK];
    private final double[] a = new double[BLOCK];
    private final double[] b = new double[BLOCK];
    private final double[] gap = new double[BLOCK];
    private final double[] miss = new double[BLOCK];
    private final boolean[] rare = new boolean[BLOCK];
    private final VectorMillsDifference difference = new VectorMillsDifference(a, b);
    private final VectorPass[] passes = {
        this::normalise,
        this::ratios,
        this::logarithmsOfRatios,
        this::logarithmsOfPrices,
        this::firstSums,
        this::firstLogarithms,
        this::bachelier,
        this::firstCorrection,
        this::roughPoints,
        this::roughDifferences,
        this::roughGaps,
        this::models,
        this::missByLogarithm,
        this::step,
        this::points,
        difference::high,
        difference::middle,
        difference::low,
        difference::last,
        this::bottoms,
        this::gaps,
        this::models,
        this::densities,
        this::missByRatio,
        this::step,
        this::store
    };

    private boolean[] call;
    private double[] forward;
    private double[] strike;
    private double[] years;
    private double[] price;
    private double[] volatility;
    private boolean anyRare;
    private int from;
    private int count;

    /** Names the columns, as in {@code BatchPricer}; they are held on to until others are named. */
    public VectorImpliedVolatility columns(
            final boolean[] isCall,
            final double[] forwards,
            final double[] strikes,
            final double[] itsYears,
            final double[] prices,
            final double[] volatilities) {
        call = isCall;
        forward = forwards;
        strike = strikes;
        years = itsYears;
        price = prices;
        volatility = volatilities;
        return this;
    }

    /** Solves for a multiple of the lanes, no more than a block, of options from an index on. */
    public void solve(final int first, final int options) {
        from = first;
        count = options;
        difference.setCount(options);
        anyRare = false;
        VectorPass.runAll(passes);
    }

    private void store() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector time = load(years, from + i);
            final VectorMask<Double> valid =
                    time.compare(VectorOperators.GT, 0).and(time.compare(VectorOperators.LT, Double.POSITIVE_INFINITY));
            load(s, i).div(time.sqrt()).blend(Double.NaN, valid.not()).intoArray(s, i);
        }
        for (int i = 0; anyRare && i < count; i++) {
            final int at = from + i;
            if (rare[i]) {
                s[i] = ImpliedVolatility.of(call[at], forward[at], strike[at], years[at], price[at]);
            }
        }
        System.arraycopy(s, 0, volatility, from, count);
    }

    /** Price out of the money per lower one of forward and strike; that of a rare option is replaced by something ordinary. */
    private void normalise() {
        for (int i = 0; i < count; i += LANES) {
            final int at = from + i;
            final DoubleVector f = load(forward, at);
            final DoubleVector k = load(strike, at);
            final VectorMask<Double> isLower = f.compare(VectorOperators.LE, k);
            final DoubleVector lower = k.blend(f, isLower);
            final DoubleVector intrinsic = k.sub(f).blend(f.sub(k), VectorMask.fromArray(DOUBLES, call, at));
            final DoubleVector ratio =
                    load(price, at).sub(atLeast(intrinsic, 0)).div(lower);
            final VectorMask<Double> isRare = lower.compare(VectorOperators.GT, 0)
                    .and(f.blend(k, isLower).compare(VectorOperators.LT, Double.POSITIVE_INFINITY))
                    .and(ratio.compare(VectorOperators.GE, ImpliedVolatility.TINY))
                    .and(ratio.compare(VectorOperators.LT, ImpliedVolatility.LOWER_END))
                    .not();
            ratio.blend(ORDINARY, isRare).intoArray(c, i);
            isRare.intoArray(rare, i);
            anyRare |= isRare.anyTrue();
        }
    }

    private void ratios() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector f = load(forward, from + i);
            final DoubleVector k = load(strike, from + i);
            final VectorMask<Double> isLower = f.compare(VectorOperators.LE, k);
            final VectorMask<Double> isRare = VectorMask.fromArray(DOUBLES, rare, i);
            final DoubleVector lower = k.blend(f, isLower);
            final DoubleVector upper = f.blend(k, isLower);
            upper.div(lower).blend(1 + ORDINARY, isRare).intoArray(logRatio, i);
            upper.sub(lower).div(lower).blend(ORDINARY, isRare).intoArray(a, i);
        }
    }

    private void logarithmsOfRatios() {
        for (int i = 0; i < count; i += LANES) {
            logOfRatio(load(logRatio, i), load(a, i)).intoArray(logRatio, i);
        }
    }

    private void logarithmsOfPrices() {
        for (int i = 0; i < count; i += LANES) {
            roughLog(load(c, i)).intoArray(logPrice, i);
        }
    }

    private void firstSums() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector k = load(logRatio, i);
            final DoubleVector least = load(c, i).mul(ImpliedVolatility.LEAST_RELATIVE);
            final DoubleVector positive = k.blend(least, k.compare(VectorOperators.LT, least));
            final DoubleVector w =
                    atMost(positive.mul(Black76.INVERSE_SQRT_2PI).div(load(c, i)), ImpliedVolatility.LARGEST_RATIO);
            final DoubleVector sum = w.add(1);
            positive.mul(0.5).fma(w, w.sub(sum.sub(1))).div(sum).intoArray(miss, i);
            sum.intoArray(h0, i);
            positive.intoArray(s, i);
        }
    }

    private void firstLogarithms() {
        for (int i = 0; i < count; i += LANES) {
            roughLog(load(h0, i)).add(load(miss, i)).intoArray(h0, i);
        }
    }

    private void bachelier() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector y = load(h0, i);
            final DoubleVector top =
                    y.fma(y.fma(of(ImpliedVolatility.BACHELIER_TOP[1]), of(ImpliedVolatility.BACHELIER_TOP[0])), of(1));
            final double[] low = ImpliedVolatility.BACHELIER_BOTTOM;
            final DoubleVector bottom = y.fma(y.fma(y.fma(of(low[2]), of(low[1])), of(low[0])), of(1));
            final DoubleVector start = y.mul(top.div(bottom).sqrt());
            start.intoArray(h0, i);
            load(s, i).div(start.mul(start.add(1.25))).intoArray(miss, i);
            load(s, i).div(start).intoArray(s, i);
        }
    }

    private void firstCorrection() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector start = load(h0, i);
            final DoubleVector correction = lowerCorrection(start.div(start.add(1)), load(miss, i));
            load(s, i).mul(correction).intoArray(s, i);
        }
    }

    private static DoubleVector lowerCorrection(final DoubleVector p, final DoubleVector q) {
        final double[] d = ImpliedVolatility.LOWER;
        final DoubleVector pp = p.mul(p);
        final DoubleVector row0 =
                pp.fma(pp.fma(p.fma(of(d[5]), of(d[4])), p.fma(of(d[3]), of(d[2]))), p.fma(of(d[1]), of(d[0])));
        final DoubleVector row1 = pp.fma(pp.fma(of(d[10]), p.fma(of(d[9]), of(d[8]))), p.fma(of(d[7]), of(d[6])));
        final DoubleVector row2 = pp.fma(p.fma(of(d[14]), of(d[13])), p.fma(of(d[12]), of(d[11])));
        final DoubleVector row3 = pp.fma(of(d[17]), p.fma(of(d[16]), of(d[15])));
        final DoubleVector row4 = p.fma(of(d[19]), of(d[18]));
        final DoubleVector qq = q.mul(q);
        final DoubleVector high = qq.fma(q.fma(of(d[20]), row4), q.fma(row3, row2));
        return qq.fma(high, q.fma(row1, row0));
    }

    private void roughPoints() {
        points(RoughMillsRatio.LEAST);
    }

    private void points() {
        points(MillsRatio.LEAST);
    }

    private void points(final double least) {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector deviation = load(s, i);
            final DoubleVector h = load(logRatio, i).div(deviation);
            final DoubleVector t = deviation.mul(0.5);
            final DoubleVector e = t.sub(h);
            e.intoArray(e1, i);
            atLeast(e.neg(), least).intoArray(a, i);
            t.add(h).intoArray(b, i);
        }
    }

    private void roughDifferences() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector x = load(a, i);
            final DoubleVector y = load(b, i);
            VectorRoughMillsRatio.difference(x.add(y), x.mul(y)).intoArray(gap, i);
        }
    }

    private void roughGaps() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector bottomA = VectorRoughMillsRatio.denominator(load(a, i));
            final DoubleVector bottomB = VectorRoughMillsRatio.denominator(load(b, i));
            load(gap, i).div(bottomA.mul(bottomB)).intoArray(gap, i);
        }
    }

    private void bottoms() {
        for (int i = 0; i < count; i += LANES) {
            VectorMillsRatio.denominator(load(a, i)).intoArray(gap, i);
        }
    }

    private void gaps() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector bottom = VectorMillsRatio.denominator(load(b, i));
            load(difference.value(), i).div(load(gap, i).mul(bottom)).intoArray(gap, i);
        }
    }

    /** Price of the model over density. */
    private void models() {
        for (int i = 0; i < count; i += LANES) {
            load(s, i).mul(load(gap, i)).intoArray(miss, i);
        }
    }

    private void missByLogarithm() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector e = load(e1, i);
            final DoubleVector rest =
                    e.mul(0.5).fma(e, of(ImpliedVolatility.LOG_SQRT_2PI)).add(load(logPrice, i));
            roughLog(load(miss, i)).sub(rest).intoArray(miss, i);
        }
    }

    private void densities() {
        for (int i = 0; i < count; i += LANES) {
            gaussian(load(e1, i)).mul(Black76.INVERSE_SQRT_2PI).intoArray(h0, i);
        }
    }

    private void missByRatio() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector target = load(c, i);
            final DoubleVector model = load(h0, i).mul(load(miss, i));
            final DoubleVector z = model.sub(target).div(model.add(target));
            final DoubleVector q = z.mul(z);
            final DoubleVector series = q.fma(q.fma(q.fma(of(1.0 / 7), of(1.0 / 5)), of(1.0 / 3)), of(1));
            z.mul(2).mul(series).intoArray(miss, i);
        }
    }

    private void step() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector e = load(e1, i);
            final DoubleVector far = load(b, i);
            final DoubleVector inverse = load(gap, i);
            final DoubleVector newton = load(miss, i).neg().mul(inverse);
            final DoubleVector slope = of(1).div(inverse);
            final DoubleVector second = e.neg().fma(far, of(1)).sub(slope);
            final DoubleVector third =
                    second.fma(second, far.fma(far, e.mul(e)).neg().sub(slope.mul(second)));
            final DoubleVector d = newton.mul(second.mul(0.5).fma(newton, of(1)))
                    .div(third.mul(1.0 / 6).fma(newton, second).fma(newton, of(1)));
            final DoubleVector square = d.mul(d);
            final DoubleVector change = d.fma(of(1.0 / 120), of(1.0 / 24))
                    .fma(square, d.fma(of(1.0 / 6), of(0.5)))
                    .fma(square, d);
            final DoubleVector deviation = load(s, i);
            deviation.fma(change, deviation).intoArray(s, i);
        }
    }
}
