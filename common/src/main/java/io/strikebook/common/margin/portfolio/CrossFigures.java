package io.strikebook.common.margin.portfolio;

/** Cross margin by component, dollars, 1e-8, never negative but collateral. */
public final class CrossFigures {
    long worstCaseE8;
    long rollShockE8;
    long deltaShockE8;
    long correlationContingencyE8;
    long riskMatrixE8;
    long openOrdersE8;
    long initialE8;
    long maintenanceE8;
    long collateralE8;

    /** Figures of zero. */
    public CrossFigures() {}

    /** Largest losses of the coins, of correlated ones together. */
    public long worstCaseE8() {
        return worstCaseE8;
    }

    /** What forwards of expiries may move apart. */
    public long rollShockE8() {
        return rollShockE8;
    }

    /** What it costs to close large net deltas. */
    public long deltaShockE8() {
        return deltaShockE8;
    }

    /** What is lost where coins that were counted together do not move together. */
    public long correlationContingencyE8() {
        return correlationContingencyE8;
    }

    /** Sum of the four above. */
    public long riskMatrixE8() {
        return riskMatrixE8;
    }

    /** What open orders add at their worst. */
    public long openOrdersE8() {
        return openOrdersE8;
    }

    /** What collateral must be for new risk to be taken. */
    public long initialE8() {
        return initialE8;
    }

    /** What equity must be for the positions to be left alone. */
    public long maintenanceE8() {
        return maintenanceE8;
    }

    /** Equity in dollars after haircuts: what initial margin is held against. */
    public long collateralE8() {
        return collateralE8;
    }
}
