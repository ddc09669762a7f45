package io.strikebook.pricing.black;

/**
 * An inverse option, which is settled in the coin that it is on: worth V = P / F coins where Black-76 says P dollars at the forward F. So
 * its sensitivities in coin have a part from the exchange rate. A mutable result of one thread.
 */
public final class InverseOption {
    private double price;
    private double netTransactionDelta;
    private double delta;
    private double gamma;
    private double vega;
    private double thetaPerYear;
    private double rho;
    private double vanna;
    private double volga;
    private double charmPerYear;

    /** Takes the sensitivities in dollars, which were computed with this forward; all NaN where it is not positive and finite. */
    public InverseOption of(final Black76 dollars, final double itsForward) {
        final double forward = itsForward > 0 && itsForward < Double.POSITIVE_INFINITY ? itsForward : Double.NaN;
        price = dollars.price() / forward;
        netTransactionDelta = dollars.delta() - price;
        delta = netTransactionDelta / forward;
        gamma = (dollars.gamma() - 2 * delta) / forward;
        vega = dollars.vega() / forward;
        thetaPerYear = dollars.thetaPerYear() / forward;
        rho = dollars.rho() / forward;
        vanna = (dollars.vanna() - vega) / forward;
        volga = dollars.volga() / forward;
        charmPerYear = (dollars.charmPerYear() - thetaPerYear) / forward;
        return this;
    }

    /** Coins. */
    public double price() {
        return price;
    }

    /**
     * Deribit's net transaction delta, in coins: Black's delta minus the premium, which is paid in coins; {@link #delta} times the forward.
     */
    public double netTransactionDelta() {
        return netTransactionDelta;
    }

    /** Change of the value in coins per dollar of the forward. */
    public double delta() {
        return delta;
    }

    /** Change of {@link #delta} per dollar of the forward. */
    public double gamma() {
        return gamma;
    }

    /** Coins per 1.0 of volatility. */
    public double vega() {
        return vega;
    }

    /** Coins as a year passes, at today's pace. */
    public double thetaPerYear() {
        return thetaPerYear;
    }

    /** Coins per 1.0 of the dollar's interest rate, where the spot price stays and the premium is converted at today's forward. */
    public double rho() {
        return rho;
    }

    /** Change of {@link #delta} per 1.0 of volatility. */
    public double vanna() {
        return vanna;
    }

    /** Change of {@link #vega} per 1.0 of volatility. */
    public double volga() {
        return volga;
    }

    /** Change of {@link #delta} as a year passes, at today's pace. */
    public double charmPerYear() {
        return charmPerYear;
    }
}
