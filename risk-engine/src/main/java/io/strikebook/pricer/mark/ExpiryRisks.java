package io.strikebook.pricer.mark;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.pricing.numeric.Elementary;

/**
 * Roll shocks of expiries, which margin takes per unit of net delta: the larger of the least annualised move and
 * exp(annualised move risk x years to expiry) - 1. Told when an expiry is first marked, with a new scenario set, and where one moved by a
 * ten-thousandth of what was told, at most once a minute. It falls as time passes, so what was told last is never too little.
 */
final class ExpiryRisks {
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final long LEAST_INTERVAL_NS = 60_000_000_000L;
    private static final long MOVED_PART = 10_000;
    private static final long E8_TO_E12 = 10_000;

    private final MarketTable table;

    ExpiryRisks(final MarketTable table) {
        this.table = table;
    }

    /** Tells what is to be told of expiries that were valued, or whose underlying has new scenarios; after all marks are made. */
    void refresh(final long timeNs, final MarkListener listener) {
        for (int i = 0; i < table.expiries.size(); i++) {
            final Expiry expiry = table.expiries.get(i);
            final boolean told = expiry.riskFactorE12 != Market.NONE;
            final boolean switched = table.isSwitched(expiry.underlying) && told;
            final boolean mayMove = expiry.valued && (!told || timeNs - expiry.riskTimeNs >= LEAST_INTERVAL_NS);
            expiry.valued = false;
            if ((switched || mayMove) && expiry.expiryNs > timeNs) {
                final long factorE12 = factorE12(expiry.underlying, expiry.expiryNs - timeNs);
                if (switched
                        || !told
                        || Math.abs(factorE12 - expiry.riskFactorE12) > expiry.riskFactorE12 / MOVED_PART) {
                    expiry.riskFactorE12 = factorE12;
                    expiry.riskTimeNs = timeNs;
                    listener.onExpiryRisk(expiry.underlying.underlyingId(), expiry.expiryNs, factorE12);
                }
            }
        }
    }

    private long factorE12(final UnderlyingIndex underlying, final long leftNs) {
        final int id = underlying.underlyingId();
        final double risk = table.scenarios.valueE8(id, ScenarioParameter.ROLL_MOVE_RISK) / FixedValue.E8;
        final long leastE12 = table.scenarios.valueE8(id, ScenarioParameter.LEAST_ROLL_MOVE) * E8_TO_E12;
        return Math.max(leastE12, FixedValue.of(Elementary.expm1(risk * (leftNs / NS_PER_YEAR)), FixedValue.E12));
    }
}
