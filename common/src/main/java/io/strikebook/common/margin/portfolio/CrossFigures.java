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
    long equityE8;
    boolean beyondRange;

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

    /** Equity in dollars after haircuts: what margins are held against. */
    public long collateralE8() {
        return collateralE8;
    }

    /** Equity in dollars without haircuts: what is left where it all goes. */
    public long equityE8() {
        return equityE8;
    }

    /** Whether the account has more than can be counted: it is below both margins, whatever it has. */
    public boolean isBeyondRange() {
        return beyondRange;
    }

    void clear() {
        set(0, 0, 0, 0, false);
        worstCaseE8 = 0;
        rollShockE8 = 0;
        deltaShockE8 = 0;
        correlationContingencyE8 = 0;
        riskMatrixE8 = 0;
        openOrdersE8 = 0;
    }

    /** Sets what decides: what a snapshot carried. */
    public void set(
            final long newCollateralE8,
            final long newEquityE8,
            final long newInitialE8,
            final long newMaintenanceE8,
            final boolean isBeyondRange) {
        collateralE8 = newCollateralE8;
        equityE8 = newEquityE8;
        initialE8 = newInitialE8;
        maintenanceE8 = newMaintenanceE8;
        beyondRange = isBeyondRange;
    }
}
