package io.strikebook.pricing.surface;

import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.black.Black76;

/** A chain as venues list them, quoted around smiles of eSSVI in units of the forward, on a tick of 1e-4. */
final class MadeChain {
    static final int EXPIRIES = 12;
    static final int STRIKES = 42;
    static final double INDEX = 90_000;

    final double[] years = new double[EXPIRIES];
    final double[] forwards = new double[EXPIRIES];
    final int[] expiry = new int[2 * EXPIRIES * STRIKES];
    final double[] strike = new double[expiry.length];
    final boolean[] call = new boolean[expiry.length];
    final double[] bid = new double[expiry.length];
    final double[] ask = new double[expiry.length];
    final SsviSlice[] truth = new SsviSlice[EXPIRIES];

    MadeChain() {
        for (int e = 0; e < EXPIRIES; e++) {
            years[e] = 0.003 * Math.pow(1.7, e);
            forwards[e] = INDEX * (1 + 0.05 * years[e]);
            final double theta = 0.2 * years[e];
            truth[e] = new SsviSlice().set(theta, -0.15, 0.5 * Math.sqrt(theta));
            for (int n = 0; n < STRIKES; n++) {
                final double distance = (n - STRIKES / 2) * 0.17 * Math.sqrt(theta);
                addPair(2 * (e * STRIKES + n), e, Math.rint(forwards[e] * Math.exp(distance) / 100) * 100);
            }
        }
        quote(1);
    }

    private void addPair(final int at, final int itsExpiry, final double itsStrike) {
        for (int i = at; i < at + 2; i++) {
            expiry[i] = itsExpiry;
            strike[i] = itsStrike;
            call[i] = i == at;
        }
    }

    /** Quotes every option at so many times its volatility. */
    final void quote(final double factor) {
        for (int i = 0; i < strike.length; i++) {
            final double forward = forwards[expiry[i]];
            final double time = years[expiry[i]];
            final double variance = truth[expiry[i]].totalVariance(Math.log(strike[i] / forward));
            final double volatility = factor * Math.sqrt(variance / time);
            final double price = Black76.price(call[i], forward, strike[i], time, volatility) / forward;
            bid[i] = Math.floor(price * 0.99 / 1e-4) * 1e-4;
            ask[i] = (Math.floor(price * 1.01 / 1e-4) + 1) * 1e-4;
        }
    }

    OptionChain chain(final BatchPricer pricer) {
        return new OptionChain(EXPIRIES, expiry, strike, call, true, pricer);
    }
}
