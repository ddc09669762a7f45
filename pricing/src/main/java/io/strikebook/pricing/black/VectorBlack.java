package io.strikebook.pricing.black;

import static io.strikebook.pricing.numeric.VectorElementary.DOUBLES;
import static io.strikebook.pricing.numeric.VectorElementary.LANES;
import static io.strikebook.pricing.numeric.VectorElementary.atLeast;
import static io.strikebook.pricing.numeric.VectorElementary.atMost;
import static io.strikebook.pricing.numeric.VectorElementary.gaussian;
import static io.strikebook.pricing.numeric.VectorElementary.load;
import static io.strikebook.pricing.numeric.VectorElementary.logOfRatio;
import static io.strikebook.pricing.numeric.VectorElementary.of;

import io.strikebook.pricing.numeric.VectorMillsRatio;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link Black76} of a block of options, with the same bits, pass by pass. */
public final class VectorBlack {
    /** Options in a block, at most: what a pass hands to the next one stays in the first level of cache. */
    public static final int BLOCK = 128;

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final double[] deviation = new double[BLOCK];
    private final double[] e1 = new double[BLOCK];
    private final double[] a = new double[BLOCK];
    private final double[] b = new double[BLOCK];
    private final double[] density = new double[BLOCK];
    private final double[] denominators = new double[BLOCK];
    private final double[] ratioA = new double[BLOCK];
    private final double[] ratioB = new double[BLOCK];
    private final double[] perLower = new double[BLOCK];
    private final double[] logRatio = new double[BLOCK];
    private final double[] flaw = new double[BLOCK];
    private final VectorMillsDifference difference = new VectorMillsDifference(a, b);
    private final VectorPass[] pricing = {
        this::ratios,
        this::logarithms,
        this::deviations,
        this::flaws,
        this::sides,
        this::densities,
        this::bottomsOfA,
        this::ratiosOfA,
        this::bottomsOfB,
        this::ratiosOfB,
        difference::high,
        difference::middle,
        difference::low,
        difference::last,
        this::perLower,
        this::storePrices
    };
    private final VectorPass[] sensitivities = {this::storeDeltas, this::storeRhos, this::storeOthers};

    private boolean[] call;
    private double[] forward;
    private double[] strike;
    private double[] years;
    private double[] volatility;
    private double[] price;
    private double[] delta;
    private double[] gamma;
    private double[] vega;
    private double[] thetaPerYear;
    private double[] rho;
    private int from;
    private int count;

    /** Names the columns of options; this and what is named next is held on to until others are named. */
    public VectorBlack options(
            final boolean[] isCall,
            final double[] forwards,
            final double[] strikes,
            final double[] itsYears,
            final double[] volatilities) {
        call = isCall;
        forward = forwards;
        strike = strikes;
        years = itsYears;
        volatility = volatilities;
        return this;
    }

    /** Names the column of prices. */
    public VectorBlack prices(final double[] prices) {
        price = prices;
        return this;
    }

    /** Names the columns of sensitivities. */
    public VectorBlack sensitivities(
            final double[] deltas,
            final double[] gammas,
            final double[] vegas,
            final double[] thetasPerYear,
            final double[] rhos) {
        delta = deltas;
        gamma = gammas;
        vega = vegas;
        thetaPerYear = thetasPerYear;
        rho = rhos;
        return this;
    }

    /** Prices of a multiple of the lanes, no more than a block, of options from an index on. */
    public void price(final int first, final int options) {
        from = first;
        count = options;
        difference.setCount(options);
        VectorPass.runAll(pricing);
    }

    /** Price and five sensitivities, likewise. */
    public void evaluate(final int first, final int options) {
        price(first, options);
        VectorPass.runAll(sensitivities);
    }

    private void ratios() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector f = load(forward, from + i);
            final DoubleVector k = load(strike, from + i);
            final VectorMask<Double> isLower = f.compare(VectorOperators.LE, k);
            final DoubleVector lower = k.blend(f, isLower);
            final DoubleVector upper = f.blend(k, isLower);
            upper.div(lower).intoArray(logRatio, i);
            upper.sub(lower).div(lower).intoArray(a, i);
        }
    }

    private void logarithms() {
        for (int i = 0; i < count; i += LANES) {
            logOfRatio(load(logRatio, i), load(a, i)).intoArray(logRatio, i);
        }
    }

    private void deviations() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector time = load(years, from + i);
            final DoubleVector sigma = load(volatility, from + i);
            final VectorMask<Double> alive =
                    time.compare(VectorOperators.GT, 0).and(sigma.compare(VectorOperators.GT, 0));
            final DoubleVector s = of(0).blend(atMost(sigma.mul(time.sqrt()), Black76.FARTHEST_OTHER), alive);
            final DoubleVector k = load(logRatio, i);
            final DoubleVector h = of(0).blend(k.div(s), k.compare(VectorOperators.GT, 0));
            final DoubleVector t = s.mul(0.5);
            s.intoArray(deviation, i);
            t.sub(h).intoArray(e1, i);
            atMost(t.add(h), Black76.FARTHEST_OTHER).intoArray(b, i);
        }
    }

    /** 0 where the option is a possible one, else NaN. */
    private void flaws() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector f = load(forward, from + i);
            final DoubleVector k = load(strike, from + i);
            final DoubleVector time = load(years, from + i);
            final VectorMask<Double> valid = f.compare(VectorOperators.GT, 0)
                    .and(f.compare(VectorOperators.LT, INFINITY))
                    .and(k.compare(VectorOperators.GE, 0))
                    .and(k.compare(VectorOperators.LT, INFINITY))
                    .and(load(volatility, from + i).compare(VectorOperators.GE, 0))
                    .and(time.compare(VectorOperators.EQ, time));
            of(Double.NaN).blend(0, valid).intoArray(flaw, i);
        }
    }

    private VectorMask<Double> flawed(final int i) {
        return load(flaw, i).compare(VectorOperators.NE, 0);
    }

    /** What Mills' ratio is asked for on the forward's side, and what the density is asked for. */
    private void sides() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector e = load(e1, i);
            atLeast(atMost(e, Black76.FARTHEST), -Black76.FARTHEST).intoArray(density, i);
            final DoubleVector outward = e.neg().blend(e, e.compare(VectorOperators.GT, Black76.MOSTLY_EXERCISED));
            atMost(outward, Black76.FARTHEST).intoArray(a, i);
        }
    }

    private void densities() {
        for (int i = 0; i < count; i += LANES) {
            gaussian(load(density, i)).mul(Black76.INVERSE_SQRT_2PI).intoArray(density, i);
        }
    }

    private void bottomsOfA() {
        for (int i = 0; i < count; i += LANES) {
            VectorMillsRatio.denominator(load(a, i)).intoArray(denominators, i);
        }
    }

    private void ratiosOfA() {
        for (int i = 0; i < count; i += LANES) {
            VectorMillsRatio.numerator(load(a, i)).div(load(denominators, i)).intoArray(ratioA, i);
        }
    }

    private void bottomsOfB() {
        for (int i = 0; i < count; i += LANES) {
            VectorMillsRatio.denominator(load(b, i)).intoArray(ratioB, i);
        }
    }

    private void ratiosOfB() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector bottom = load(ratioB, i);
            VectorMillsRatio.numerator(load(b, i)).div(bottom).intoArray(ratioB, i);
            load(denominators, i).mul(bottom).intoArray(denominators, i);
        }
    }

    private void perLower() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector phi = load(density, i);
            final DoubleVector slope = load(difference.value(), i).div(load(denominators, i));
            final DoubleVector rest = of(1).sub(phi.mul(load(ratioA, i).add(load(ratioB, i))));
            phi.mul(load(deviation, i).mul(slope))
                    .blend(rest, load(e1, i).compare(VectorOperators.GT, Black76.MOSTLY_EXERCISED))
                    .intoArray(perLower, i);
        }
    }

    private void storePrices() {
        for (int i = 0; i < count; i += LANES) {
            final int at = from + i;
            final DoubleVector f = load(forward, at);
            final DoubleVector k = load(strike, at);
            final DoubleVector lower = k.blend(f, f.compare(VectorOperators.LE, k));
            final DoubleVector intrinsic = k.sub(f).blend(f.sub(k), VectorMask.fromArray(DOUBLES, call, at));
            lower.mul(load(perLower, i))
                    .add(atLeast(intrinsic, 0))
                    .blend(Double.NaN, flawed(i))
                    .intoArray(price, at);
        }
    }

    private void storeDeltas() {
        for (int i = 0; i < count; i += LANES) {
            final int at = from + i;
            final DoubleVector f = load(forward, at);
            final DoubleVector k = load(strike, at);
            final VectorMask<Double> forwardIsLower = f.compare(VectorOperators.LE, k);
            final VectorMask<Double> isCall = VectorMask.fromArray(DOUBLES, call, at);
            final VectorMask<Double> exercised = load(e1, i).compare(VectorOperators.GT, Black76.MOSTLY_EXERCISED);
            final DoubleVector tail = load(density, i).mul(load(ratioA, i));
            final DoubleVector body = of(1).sub(tail);
            final DoubleVector ofLower = body.blend(tail, exercised).neg().blend(tail.blend(body, exercised), isCall);
            final DoubleVector ratio = k.blend(f, forwardIsLower).div(f.blend(k, forwardIsLower));
            final DoubleVector other = load(density, i).mul(ratio).mul(load(ratioB, i));
            other.intoArray(perLower, i);
            final DoubleVector ofUpper = other.neg().blend(of(1).sub(other), isCall);
            final VectorMask<Double> half =
                    f.compare(VectorOperators.EQ, k).and(load(deviation, i).compare(VectorOperators.EQ, 0));
            ofUpper.blend(ofLower, forwardIsLower)
                    .blend(of(-0.5).blend(0.5, isCall), half)
                    .blend(Double.NaN, flawed(i))
                    .intoArray(delta, at);
        }
    }

    /** Where a deviation is 0 or infinite nothing moves a price any more but the forward. */
    private VectorMask<Double> dead(final DoubleVector s) {
        return s.compare(VectorOperators.GT, 0)
                .and(s.compare(VectorOperators.LT, Black76.FARTHEST_OTHER))
                .not();
    }

    private void storeRhos() {
        for (int i = 0; i < count; i += LANES) {
            final int at = from + i;
            final DoubleVector k = load(strike, at);
            final VectorMask<Double> isCall = VectorMask.fromArray(DOUBLES, call, at);
            final VectorMask<Double> exercised = load(e1, i).compare(VectorOperators.GT, Black76.MOSTLY_EXERCISED);
            final DoubleVector tail = load(density, i).mul(load(ratioA, i));
            final DoubleVector body = of(1).sub(tail);
            final DoubleVector other = load(perLower, i);
            final DoubleVector ofLower = of(1).sub(other).neg().blend(other, isCall);
            final DoubleVector ofUpper = tail.blend(body, exercised).neg().blend(body.blend(tail, exercised), isCall);
            final DoubleVector exercise =
                    ofUpper.blend(ofLower, load(forward, at).compare(VectorOperators.LE, k));
            k.mul(load(years, at))
                    .mul(exercise)
                    .blend(0, dead(load(deviation, i)))
                    .blend(Double.NaN, flawed(i))
                    .intoArray(rho, at);
        }
    }

    private void storeOthers() {
        for (int i = 0; i < count; i += LANES) {
            final int at = from + i;
            final DoubleVector f = load(forward, at);
            final DoubleVector k = load(strike, at);
            final DoubleVector s = load(deviation, i);
            final VectorMask<Double> dead = dead(s);
            final VectorMask<Double> flawed = flawed(i);
            final DoubleVector weight =
                    k.blend(f, f.compare(VectorOperators.LE, k)).mul(load(density, i));
            final DoubleVector root = load(years, at).sqrt();
            final DoubleVector decay = weight.mul(-0.5).mul(load(volatility, at).div(root));
            final double nan = Double.NaN;
            weight.div(f.mul(s)).div(f).blend(0, dead).blend(nan, flawed).intoArray(gamma, at);
            weight.mul(root).blend(0, dead).blend(nan, flawed).intoArray(vega, at);
            decay.blend(0, dead).blend(nan, flawed).intoArray(thetaPerYear, at);
        }
    }
}
