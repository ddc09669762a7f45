package io.strikebook.runner.account;

/**
 * Portfolio margin of the positions on one underlying in one style of contract, by component; 1e-12 of the settlement currency.
 *
 * @param underlying      its code
 * @param inverse         settled in the coin
 * @param worstCaseE12    the largest loss in any scenario
 * @param worstScenario   in which, in words; empty where nothing is lost in any
 * @param riskMatrixE12   worst case, roll shock, delta shock and contingencies: maintenance margin is a part of it
 */
public record LegReport(
        String underlying,
        boolean inverse,
        long worstCaseE12,
        String worstScenario,
        boolean extended,
        long rollShockE12,
        long deltaShockE12,
        long contingenciesE12,
        long riskMatrixE12,
        long initialE12,
        long maintenanceE12) {}
