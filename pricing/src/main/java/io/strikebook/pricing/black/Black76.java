package io.strikebook.pricing.black;

import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.MillsRatio;
import io.strikebook.pricing.numeric.Normal;

/**
 * Undiscounted Black-76 price of a European option on a forward, and its sensitivities (F. Black, "The pricing of commodity contracts",
 * J. Financial Economics 3, 1976). A mutable result: {@link #evaluate} fills it, the getters read it; one per thread, no allocation.
 *
 * <p>The option out of the money is computed and the other one follows from put-call parity, which therefore holds to the last bit. With
 * L the lower and U the upper one of forward and strike, e1 = -log(U/L) / s + s / 2 and e2 = e1 - s, where s is the volatility times the
 * root of time, the former is worth L N(e1) - U N(e2), be it call or put. As L n(e1) = U n(e2), one exponential is enough for
 * price and sensitivities, and in the form L n(e1) (R(-e1) - R(-e2)) with {@linkplain MillsRatio Mills' ratio} R nothing cancels: the
 * relative error is a few ulp also of prices far out of the money, beside what rounding of s and of e1 does there.
 *
 * <p>Without time or volatility the option is worth its intrinsic value, delta is that of the pay-off (half at the money) and the
 * other sensitivities are 0. A strike of 0 gives the forward or nothing; infinite volatility or time gives the upper bound. Where forward,
 * strike or volatility is negative, or the forward is 0, or forward or strike is infinite, or anything is not a number, every result is
 * NaN. Of numbers near the ends of the range of doubles a sensitivity may be infinite or NaN, where the price is still right.
 */
public final class Black76 {
    /** From here on the option out of the money is what is left of its upper bound. */
    public static final double MOSTLY_EXERCISED = 0.5;
    /** The density of what is farther out is 0. */
    public static final double FARTHEST = 40;
    /** Mills' ratio of what is farther out is 0 beside that of the other one; no deviation is larger. */
    public static final double FARTHEST_OTHER = 1e20;

    /** 1 over the root of 2 pi. */
    public static final double INVERSE_SQRT_2PI = 0.3989422804014327;

    private static final double DAYS_PER_YEAR = 365;

    private double price;
    private double delta;
    private double gamma;
    private double vega;
    private double thetaPerYear;
    private double rho;
    private double d1;
    private double d2;
    private double density;
    private double halfYearsInverse;
    private double volatilityInverse;

    /**
     * Price alone, with the same bits as {@link #evaluate} gives.
     *
     * @param call       call or put
     * @param forward    forward price, positive
     * @param strike     strike, not negative
     * @param years      time to expiry; 0 or less: expired
     * @param volatility annualised, 0.5 for 50 %
     * @return price in the forward's unit, never below the intrinsic value
     */
    public static double price(
            final boolean call,
            final double forward,
            final double strike,
            final double years,
            final double volatility) {
        if (!isValid(forward, strike, years, volatility)) {
            return Double.NaN;
        }
        final boolean forwardIsLower = forward <= strike;
        final double lower = forwardIsLower ? forward : strike;
        final double logRatio = Elementary.logOfRatio(forwardIsLower ? strike : forward, lower);
        final double deviation = deviation(years, volatility);
        final double outOfTheMoney = lower * outOfTheMoney(logRatio, deviation);
        return outOfTheMoney + atLeast(call ? forward - strike : strike - forward, 0);
    }

    /** A branch that is nearly always foreseen takes no time; {@code Math.max} takes a dozen cycles. */
    static double atLeast(final double value, final double least) {
        return value < least ? least : value;
    }

    static double atMost(final double value, final double most) {
        return value > most ? most : value;
    }

    static boolean isValid(final double forward, final double strike, final double years, final double volatility) {
        return forward > 0
                && forward < Double.POSITIVE_INFINITY
                && strike >= 0
                && strike < Double.POSITIVE_INFINITY
                && volatility >= 0
                && years == years;
    }

    /** Standard deviation of the logarithm of the forward at expiry. */
    static double deviation(final double years, final double volatility) {
        return years > 0 && volatility > 0 ? atMost(volatility * Math.sqrt(years), FARTHEST_OTHER) : 0;
    }

    /** Logarithm of the moneyness, in standard deviations; at the money 0 also where there is no deviation. */
    static double deviations(final double logRatio, final double deviation) {
        return logRatio > 0 ? logRatio / deviation : 0;
    }

    /**
     * Price of the option out of the money per lower one of forward and strike.
     *
     * @param logRatio  logarithm of the upper one over the lower one, not negative
     * @param deviation volatility times root of time
     */
    public static double outOfTheMoney(final double logRatio, final double deviation) {
        final double h = deviations(logRatio, deviation);
        final double t = 0.5 * deviation;
        final double e1 = t - h;
        final double b = atMost(t + h, FARTHEST_OTHER);
        final double density = INVERSE_SQRT_2PI * Normal.gaussian(atLeast(atMost(e1, FARTHEST), -FARTHEST));
        if (e1 <= MOSTLY_EXERCISED) {
            final double a = atMost(-e1, FARTHEST);
            return density * (deviation * MillsRatio.slope(a, b));
        }
        return 1 - density * (MillsRatio.at(atMost(e1, FARTHEST)) + MillsRatio.at(b));
    }

    /** Computes price and sensitivities; parameters as in {@link #price(boolean, double, double, double, double)}. */
    public Black76 evaluate(
            final boolean call,
            final double forward,
            final double strike,
            final double years,
            final double volatility) {
        if (!isValid(forward, strike, years, volatility)) {
            return invalid();
        }
        final boolean forwardIsLower = forward <= strike;
        final double lower = forwardIsLower ? forward : strike;
        final double upper = forwardIsLower ? strike : forward;
        final double deviation = deviation(years, volatility);
        final double h = deviations(Elementary.logOfRatio(upper, lower), deviation);
        final double t = 0.5 * deviation;
        final double e1 = t - h;
        final double b = atMost(t + h, FARTHEST_OTHER);
        density = INVERSE_SQRT_2PI * Normal.gaussian(atLeast(atMost(e1, FARTHEST), -FARTHEST));
        final boolean exercised = e1 > MOSTLY_EXERCISED;
        final double a = atMost(exercised ? e1 : -e1, FARTHEST);
        final double denominatorA = MillsRatio.denominator(a);
        final double denominatorB = MillsRatio.denominator(b);
        final double ratioA = MillsRatio.numerator(a) / denominatorA;
        final double ratioB = MillsRatio.numerator(b) / denominatorB;
        final double perLower = exercised
                ? 1 - density * (ratioA + ratioB)
                : density * (deviation * (MillsRatio.difference(a + b, a * b) / (denominatorA * denominatorB)));
        final double intrinsic = call ? forward - strike : strike - forward;
        price = lower * perLower + atLeast(intrinsic, 0);
        final double tail = density * ratioA;
        final double above = exercised ? 1 - tail : tail;
        final double below = exercised ? tail : 1 - tail;
        final double other = density * (lower / upper) * ratioB;
        d1 = forwardIsLower ? e1 : t + h;
        d2 = forwardIsLower ? -(t + h) : -e1;
        delta = forwardIsLower ? call ? above : -below : call ? 1 - other : -other;
        final double exercise = forwardIsLower ? call ? other : -(1 - other) : call ? below : -above;
        sensitivities(lower, forward, strike, years, volatility, deviation, exercise);
        if (deviation == 0 && forward == strike) {
            delta = call ? 0.5 : -0.5;
        }
        return this;
    }

    private void sensitivities(
            final double lower,
            final double forward,
            final double strike,
            final double years,
            final double volatility,
            final double deviation,
            final double exercise) {
        final boolean dead = !(deviation > 0 && deviation < FARTHEST_OTHER);
        final double weight = lower * density;
        final double root = Math.sqrt(years);
        gamma = dead ? 0 : weight / (forward * deviation) / forward;
        vega = dead ? 0 : weight * root;
        thetaPerYear = dead ? 0 : -0.5 * weight * (volatility / root);
        rho = dead ? 0 : strike * years * exercise;
        density = dead ? 0 : weight / forward;
        halfYearsInverse = 0.5 / years;
        volatilityInverse = 1 / volatility;
    }

    private Black76 invalid() {
        price = Double.NaN;
        delta = Double.NaN;
        gamma = Double.NaN;
        vega = Double.NaN;
        thetaPerYear = Double.NaN;
        rho = Double.NaN;
        d1 = Double.NaN;
        d2 = Double.NaN;
        density = Double.NaN;
        return this;
    }

    /** Price in the forward's unit. */
    public double price() {
        return price;
    }

    /** Change of price per change of the forward: 0 to 1 for calls, -1 to 0 for puts. */
    public double delta() {
        return delta;
    }

    /** Change of delta per change of the forward. */
    public double gamma() {
        return gamma;
    }

    /** Change of price per 1.0 of volatility; a hundredth of it is the usual "per point". */
    public double vega() {
        return vega;
    }

    /** Change of price as one day of 365 passes; never positive. */
    public double thetaPerDay() {
        return thetaPerYear / DAYS_PER_YEAR;
    }

    /** Change of price as a year passes, at today's pace; never positive. */
    public double thetaPerYear() {
        return thetaPerYear;
    }

    /**
     * Change of price per 1.0 of the interest rate of the currency that the strike is in, from a rate of 0 on, where the spot price stays
     * and the forward rises with the rate: strike x years x N(d2) for calls, minus strike x years x N(-d2) for puts.
     */
    public double rho() {
        return rho;
    }

    /** (log(F / K) + s² / 2) / s. */
    public double d1() {
        return d1;
    }

    /** d1 - s. */
    public double d2() {
        return d2;
    }

    /** Density of the standard normal distribution at d1; 0 without time or volatility. */
    public double density() {
        return density;
    }

    /** Change of delta per 1.0 of volatility, which is the change of vega per change of the forward. */
    public double vanna() {
        return density == 0 ? 0 : -density * d2 * volatilityInverse;
    }

    /** Change of vega per 1.0 of volatility. */
    public double volga() {
        return density == 0 ? 0 : vega * d1 * (d2 * volatilityInverse);
    }

    /** Change of delta as a year passes, at today's pace. */
    public double charmPerYear() {
        return density == 0 ? 0 : density * d2 * halfYearsInverse;
    }
}
