package io.strikebook.common.margin.portfolio;

import io.strikebook.common.margin.model.MarginFigures;

/** Portfolio margin by component, 1e-12 of the settlement currency, as the venue's simulation answers it. */
public final class PortfolioFigures extends MarginFigures {
    /** Where the worst case lies. */
    public enum Side {
        /** The price falls. */
        LEFT,
        /** The price stays. */
        MIDDLE,
        /** The price rises. */
        RIGHT
    }

    long worstCaseE12;
    int worstScenario;
    long rollShockE12;
    long deltaShockE12;
    long correlationContingencyE12;
    long riskMatrixE12;
    long openOrdersE12;
    long protectionE12;
    long spotE12;

    /** Figures of zero. */
    public PortfolioFigures() {}

    /** Largest loss in any scenario. */
    public long worstCaseE12() {
        return worstCaseE12;
    }

    /** Whether the worst case is one of the extended moves. */
    public boolean isWorstExtended() {
        return worstScenario >= ScenarioMoves.STANDARD;
    }

    /** Number of the worst scenario in its table, from 1; the first of equal ones. */
    public int worstIndex() {
        return isWorstExtended() ? worstScenario - ScenarioMoves.STANDARD + 1 : worstScenario + 1;
    }

    /** Number of the worst scenario's price move in its table, from 1. */
    public int worstBucket() {
        return isWorstExtended() ? worstIndex() : worstScenario / ScenarioMoves.VOLATILITIES + 1;
    }

    /** Whether the price falls or rises in the worst scenario. */
    public Side worstSide() {
        if (!isWorstExtended() && worstScenario / ScenarioMoves.VOLATILITIES == ScenarioMoves.MOVES / 2) {
            return Side.MIDDLE;
        }
        return ScenarioMoves.isDown(worstScenario) ? Side.LEFT : Side.RIGHT;
    }

    /** What forwards of expiries may move apart. */
    public long rollShockE12() {
        return rollShockE12;
    }

    /** What it costs to close a large net delta. */
    public long deltaShockE12() {
        return deltaShockE12;
    }

    /** What is lost where underlyings that were counted together do not move together; across underlyings only. */
    public long correlationContingencyE12() {
        return correlationContingencyE12;
    }

    /** Worst case (to the ninth decimal) and the three above: what maintenance margin is a part of. */
    public long riskMatrixE12() {
        return riskMatrixE12;
    }

    /** What open orders add to the risk matrix at their worst. */
    public long openOrdersE12() {
        return openOrdersE12;
    }

    /** Held for market-maker protection. */
    public long protectionE12() {
        return protectionE12;
    }

    /** Held for orders in spot. */
    public long spotE12() {
        return spotE12;
    }
}
