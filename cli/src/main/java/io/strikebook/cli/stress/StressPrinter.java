package io.strikebook.cli.stress;

import io.strikebook.cli.TextTable;
import io.strikebook.cli.print.JsonText;
import io.strikebook.runner.stress.AccountStress;
import io.strikebook.runner.stress.StressResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Outcomes of scenarios as tables for people, or as a JSON object per scenario. Dollars are rounded to whole ones, in JSON to cents. */
final class StressPrinter {
    private static final double PERCENT = 100;
    private static final int CENTS = 2;
    private static final int LARGEST = 5;

    private final List<StressResult> results;
    private final int accounts;

    /** @param accounts at most so many of each scenario; 0 for all */
    StressPrinter(final List<StressResult> results, final int accounts) {
        this.results = results;
        this.accounts = accounts;
    }

    List<String> lines() {
        final List<String> lines = new ArrayList<>();
        final TextTable table = new TextTable(
                "scenario",
                ">losses",
                ">largest 5",
                ">below IM",
                ">below MM",
                ">below zero",
                ">to close",
                ">of open",
                ">owed",
                ">lost beyond",
                ">in default",
                ">fund pays",
                ">uncovered",
                ">of gains");
        for (final StressResult result : results) {
            table.row(
                    result.scenario().name(),
                    usd(result.lossesUsd()),
                    percent(result.shareOfLargest(LARGEST)),
                    result.belowInitial(),
                    result.belowMaintenance(),
                    result.bankrupt(),
                    usd(result.toCloseUsd()),
                    percent(ratio(result.toCloseUsd(), result.openInterestUsd())),
                    usd(result.shortUsd()),
                    usd(result.lostUsd()),
                    usd(result.lostInDefaultUsd()),
                    usd(result.fundUsedUsd()),
                    usd(result.uncoveredUsd()),
                    percent(result.socialised()));
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(accounts(worst()));
        return lines;
    }

    /** The scenario that leaves most uncovered, or else in which most is lost beyond equity, or at all. */
    private StressResult worst() {
        return results.stream()
                .max(Comparator.comparingDouble(StressResult::uncoveredUsd)
                        .thenComparingDouble(StressResult::lostUsd)
                        .thenComparingDouble(StressResult::lossesUsd))
                .orElseThrow();
    }

    private List<String> accounts(final StressResult result) {
        final List<String> lines = new ArrayList<>();
        lines.add("the worst: " + result.scenario().name() + " ("
                + result.scenario().source() + ")");
        final TextTable table = new TextTable(
                ">account", ">P&L", ">equity after", ">maintenance", ">to close", ">owed", ">lost beyond", "");
        for (final AccountStress account : shown(result)) {
            table.row(
                    account.accountId(),
                    usd(account.profitUsd()),
                    usd(account.equityUsd()),
                    usd(account.maintenanceUsd()),
                    usd(account.toCloseUsd()),
                    usd(account.shortUsd()),
                    usd(account.lostUsd()),
                    standing(account));
        }
        lines.addAll(table.lines());
        return lines;
    }

    private static String standing(final AccountStress account) {
        final String where = account.shortUsd() > 0
                ? "below zero"
                : account.belowMaintenance()
                        ? "below maintenance margin"
                        : account.belowInitial() ? "below initial margin" : "";
        return account.defaults() ? (where.isEmpty() ? "defaults" : where + ", defaults") : where;
    }

    private List<AccountStress> shown(final StressResult result) {
        return accounts == 0
                ? result.accounts()
                : result.accounts()
                        .subList(0, Math.min(accounts, result.accounts().size()));
    }

    /** One object per scenario. */
    List<String> json() {
        return results.stream().map(this::json).toList();
    }

    private String json(final StressResult result) {
        return new JsonText()
                .text("scenario", result.scenario().name())
                .text("source", result.scenario().source())
                .objects(
                        "shocks",
                        result.scenario().shocks().entrySet().stream()
                                .map(shock -> new JsonText()
                                        .text("underlying", shock.getKey())
                                        .number("price", shock.getValue().price(), 4)
                                        .number("volatility", shock.getValue().volatility(), 4)
                                        .number(
                                                "volatilityPoints",
                                                shock.getValue().volatilityPoints(),
                                                CENTS))
                                .toList())
                .number("losses", result.lossesUsd(), CENTS)
                .number("gains", result.gainedUsd(), CENTS)
                .number("shareOfLargestFive", result.shareOfLargest(LARGEST), 4)
                .number("belowInitialMargin", result.belowInitial())
                .number("belowMaintenanceMargin", result.belowMaintenance())
                .number("belowZero", result.bankrupt())
                .number("openInterest", result.openInterestUsd(), CENTS)
                .number("toClose", result.toCloseUsd(), CENTS)
                .number("owed", result.shortUsd(), CENTS)
                .number("lostBeyondEquity", result.lostUsd(), CENTS)
                .number("lostInDefault", result.lostInDefaultUsd(), CENTS)
                .number("fund", result.fundUsd(), CENTS)
                .number("fundPays", result.fundUsedUsd(), CENTS)
                .number("uncovered", result.uncoveredUsd(), CENTS)
                .number("socialised", result.socialised(), 4)
                .objects(
                        "accounts",
                        shown(result).stream().map(StressPrinter::json).toList())
                .toString();
    }

    private static JsonText json(final AccountStress account) {
        return new JsonText()
                .number("account", account.accountId())
                .number("profit", account.profitUsd(), CENTS)
                .number("equity", account.equityUsd(), CENTS)
                .number("initialMarginBefore", account.initialUsd(), CENTS)
                .number("maintenanceMargin", account.maintenanceUsd(), CENTS)
                .number("toClose", account.toCloseUsd(), CENTS)
                .number("owed", account.shortUsd(), CENTS)
                .number("lostBeyondEquity", account.lostUsd(), CENTS)
                .flag("belowInitialMargin", account.belowInitial())
                .flag("belowMaintenanceMargin", account.belowMaintenance())
                .flag("defaults", account.defaults());
    }

    private static double ratio(final double part, final double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private static String usd(final double amount) {
        return String.format(Locale.ROOT, "%,.0f", amount + 0.0);
    }

    private static String percent(final double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", ratio * PERCENT);
    }
}
