package io.strikebook.cli.account;

import io.strikebook.cli.TextTable;
import io.strikebook.cli.print.JsonText;
import io.strikebook.runner.account.CrossReport;
import io.strikebook.schemas.AccountMarginModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** One margin over all currencies of an account, as text and as JSON; dollars. */
final class CrossText {
    private static final int PLACES = 8;

    private CrossText() {}

    static List<String> lines(final CrossReport cross, final AccountMarginModel model) {
        final List<String> lines = new ArrayList<>();
        lines.add("");
        final TextTable sums = new TextTable("all currencies, USD", ">amount", "");
        sums.row("equity", dollars(cross.equityE8()), "at index prices");
        sums.row(
                "collateral",
                dollars(cross.collateralE8()),
                "haircuts " + dollars(cross.equityE8() - cross.collateralE8()));
        sums.row(
                "initial margin",
                dollars(cross.initialE8()),
                "positions " + dollars(cross.positionsE8()) + ", open orders and quotes " + dollars(cross.ordersE8()));
        sums.row(
                "maintenance margin",
                dollars(cross.maintenanceE8()),
                cross.belowMaintenance()
                        ? "the collateral is below it"
                        : cross.belowInitial() ? "below initial margin" : "");
        if (model == AccountMarginModel.CROSS_PORTFOLIO) {
            sums.row(
                    "of positions",
                    "",
                    "worst case " + dollars(cross.worstCaseE8()) + ", roll shock " + dollars(cross.rollShockE8())
                            + ", delta shock " + dollars(cross.deltaShockE8()) + ", contingency "
                            + dollars(cross.contingencyE8()));
        }
        sums.row("available for orders", dollars(cross.availableE8()), "");
        lines.addAll(sums.lines());
        return lines;
    }

    static JsonText json(final CrossReport cross) {
        return new JsonText()
                .number("equityUsd", cross.equityE8(), PLACES)
                .number("collateralUsd", cross.collateralE8(), PLACES)
                .number("initialMarginUsd", cross.initialE8(), PLACES)
                .number("initialOfPositionsUsd", cross.positionsE8(), PLACES)
                .number("initialOfOrdersUsd", cross.ordersE8(), PLACES)
                .number("maintenanceMarginUsd", cross.maintenanceE8(), PLACES)
                .number("availableUsd", cross.availableE8(), PLACES)
                .number("worstCaseUsd", cross.worstCaseE8(), PLACES)
                .number("rollShockUsd", cross.rollShockE8(), PLACES)
                .number("deltaShockUsd", cross.deltaShockE8(), PLACES)
                .number("contingencyUsd", cross.contingencyE8(), PLACES)
                .flag("belowInitial", cross.belowInitial())
                .flag("belowMaintenance", cross.belowMaintenance());
    }

    private static String dollars(final long amountE8) {
        return BigDecimal.valueOf(amountE8, PLACES)
                .setScale(2, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
