package io.strikebook.cli.account;

import io.strikebook.cli.TextTable;
import io.strikebook.runner.OrderOutcome;
import io.strikebook.runner.account.AccountReport;
import io.strikebook.runner.account.LegReport;
import io.strikebook.runner.account.PositionReport;
import io.strikebook.runner.account.WalletReport;
import io.strikebook.runner.whatif.LiquidationPrice;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.RejectCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An account as tables for people. Amounts are rounded to eight decimals, of dollars to two. */
final class AccountPrinter {
    private static final int E12 = 12;
    private static final int PRICE = 8;
    private static final int COIN_DECIMALS = 8;
    private static final int DOLLAR_DECIMALS = 2;
    private static final double PERCENT = 100;

    private final AccountState state;
    private final List<String> lines = new ArrayList<>();

    AccountPrinter(final AccountState state) {
        this.state = state;
    }

    List<String> lines() {
        lines.add("account " + state.now().accountId() + " after command " + state.sequence() + ", "
                + Instant.ofEpochSecond(0, state.timestampNs()) + ", marks of epoch " + state.marksEpoch());
        lines.add(standing(state.now()));
        if (state.now().cross() != null) {
            lines.addAll(CrossText.lines(state.now().cross(), state.now().model()));
        }
        for (final WalletReport wallet : state.now().wallets()) {
            wallet(wallet, state.now().model(), state.liquidation().getOrDefault(wallet.currency(), List.of()));
        }
        if (state.after() != null) {
            preview();
        }
        return lines;
    }

    private static String standing(final AccountReport account) {
        return account.model().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " margin, "
                + account.standing().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + (account.killed() ? ", kill switch on" : "")
                + (account.riskGroup() == 0 ? "" : ", risk group " + account.riskGroup())
                + ", " + account.openOrders() + " open orders";
    }

    private void wallet(
            final WalletReport wallet, final AccountMarginModel model, final List<LiquidationPrice> liquidation) {
        final Currency currency = wallet.currency();
        lines.add("");
        final TextTable sums = new TextTable(currency.name(), ">amount", "");
        sums.row("cash", amount(wallet.cashE12(), currency), "");
        sums.row("unrealised P&L of futures", amount(wallet.unrealisedE12(), currency), "");
        sums.row("options at their marks", amount(wallet.optionsE12(), currency), "");
        sums.row("equity", amount(wallet.equityE12(), currency), "");
        sums.row(
                "margin balance",
                amount(wallet.balanceE12(), currency),
                isPortfolio(model) ? "" : "options count as nothing");
        if (model != AccountMarginModel.CROSS_PORTFOLIO) {
            margins(sums, wallet);
        }
        sums.row("available for orders", amount(wallet.availableE12(), currency), "");
        lines.addAll(sums.lines());
        if (!wallet.positions().isEmpty()) {
            positions(wallet, model);
        }
        if (!wallet.legs().isEmpty()) {
            legs(wallet);
        }
        liquidation.forEach(price -> lines.add(line(price)));
    }

    private static void margins(final TextTable sums, final WalletReport wallet) {
        final Currency currency = wallet.currency();
        sums.row(
                "initial margin",
                amount(wallet.initialE12(), currency),
                "positions " + amount(wallet.positionsE12(), currency) + ", open orders "
                        + amount(wallet.ordersE12(), currency) + ", protected quotes "
                        + amount(wallet.protectionE12(), currency)
                        + (wallet.spotE12() == 0 ? "" : ", spot " + amount(wallet.spotE12(), currency)));
        sums.row(
                "maintenance margin",
                amount(wallet.maintenanceE12(), currency),
                wallet.belowMaintenance()
                        ? "the balance is below it"
                        : wallet.belowInitial() ? "below initial margin" : "");
    }

    private static boolean isPortfolio(final AccountMarginModel model) {
        return model == AccountMarginModel.PORTFOLIO || model == AccountMarginModel.CROSS_PORTFOLIO;
    }

    private void positions(final WalletReport wallet, final AccountMarginModel model) {
        final Currency currency = wallet.currency();
        lines.add("");
        final TextTable table = new TextTable(
                "position",
                ">lots",
                ">amount",
                "",
                ">average",
                ">mark",
                ">P&L",
                ">value",
                ">delta",
                ">initial",
                ">maintenance");
        for (final PositionReport position : wallet.positions()) {
            final boolean apart = !isPortfolio(model);
            table.row(
                    position.instrument().terms().symbol(),
                    position.lots(),
                    OrderText.amount(position.instrument(), position.lots()),
                    OrderText.unit(position.instrument()),
                    price(position.averageE8()),
                    position.marked() ? price(position.markE8()) : "none",
                    amount(position.profitE12(), currency),
                    amount(position.valueE12(), currency),
                    rounded(position.deltaE9(), 9, 6),
                    apart ? amount(position.initialE12(), currency) : "-",
                    apart ? amount(position.maintenanceE12(), currency) : "-");
        }
        lines.addAll(table.lines());
    }

    private void legs(final WalletReport wallet) {
        final Currency currency = wallet.currency();
        lines.add("");
        final TextTable table = new TextTable(
                "margin of positions",
                ">worst case",
                "in",
                ">roll shock",
                ">delta shock",
                ">contingencies",
                ">risk matrix",
                ">initial",
                ">maintenance");
        for (final LegReport leg : wallet.legs()) {
            table.row(
                    leg.underlying() + (leg.inverse() ? " inverse" : " linear"),
                    amount(leg.worstCaseE12(), currency),
                    leg.worstScenario().isEmpty() ? "-" : leg.worstScenario(),
                    amount(leg.rollShockE12(), currency),
                    amount(leg.deltaShockE12(), currency),
                    amount(leg.contingenciesE12(), currency),
                    amount(leg.riskMatrixE12(), currency),
                    amount(leg.initialE12(), currency),
                    amount(leg.maintenanceE12(), currency));
        }
        lines.addAll(table.lines());
    }

    private String line(final LiquidationPrice price) {
        final String code = state.underlyings().get(price.underlyingId() - 1);
        final String now = "liquidation price: " + code + " is " + price(price.indexE8()) + "; ";
        if (price.already()) {
            return now + "below maintenance margin already";
        }
        return now + "falling "
                + (price.fallToE8() == 0
                        ? "to a hundredth: none"
                        : price(price.fallToE8()) + " (" + percent(price.fall()) + ")")
                + ", rising "
                + (price.riseToE8() == 0
                        ? "to ten times as much: none"
                        : price(price.riseToE8()) + " (" + percent(price.rise()) + ")");
    }

    private void preview() {
        lines.add("");
        state.outcomes().forEach(outcome -> lines.add("with " + text(outcome)));
        if (state.after().cross() != null) {
            lines.addAll(CrossText.lines(state.after().cross(), state.after().model()));
        }
        for (final WalletReport after : state.after().wallets()) {
            final WalletReport before = state.now().wallets().stream()
                    .filter(wallet -> wallet.currency() == after.currency())
                    .findFirst()
                    .orElse(null);
            lines.add("");
            compare(before, after);
            state.liquidationAfter()
                    .getOrDefault(after.currency(), List.of())
                    .forEach(price -> lines.add("then " + line(price)));
        }
    }

    private static String text(final OrderOutcome outcome) {
        final String order =
                OrderText.of(outcome.draft()) + " (" + outcome.draft().lots() + " lots): ";
        if (!outcome.isAccepted()) {
            final boolean tick = outcome.code() == RejectCode.BAD_TICK;
            return order + "refused, " + outcome.code()
                    + (tick
                            ? ": prices are multiples of "
                                    + price(outcome.draft().instrument().tickSizeE8())
                            : "");
        }
        final StringBuilder text = new StringBuilder(order).append("accepted");
        outcome.trades()
                .forEach(trade -> text.append("; trades ")
                        .append(trade.lots())
                        .append(" lots at ")
                        .append(price(trade.priceE8())));
        return text.append(outcome.restingLots() == 0 ? "" : "; " + outcome.restingLots() + " lots are live after that")
                .toString();
    }

    private void compare(final WalletReport before, final WalletReport after) {
        final Currency currency = after.currency();
        final TextTable table = new TextTable(currency.name(), ">before", ">after", ">change");
        row(table, currency, "equity", before == null ? 0 : before.equityE12(), after.equityE12());
        row(table, currency, "margin balance", before == null ? 0 : before.balanceE12(), after.balanceE12());
        row(table, currency, "initial margin", before == null ? 0 : before.initialE12(), after.initialE12());
        row(table, currency, "of positions", before == null ? 0 : before.positionsE12(), after.positionsE12());
        row(table, currency, "of open orders", before == null ? 0 : before.ordersE12(), after.ordersE12());
        row(
                table,
                currency,
                "maintenance margin",
                before == null ? 0 : before.maintenanceE12(),
                after.maintenanceE12());
        row(table, currency, "available for orders", before == null ? 0 : before.availableE12(), after.availableE12());
        lines.addAll(table.lines());
    }

    private static void row(
            final TextTable table, final Currency currency, final String name, final long before, final long after) {
        table.row(name, amount(before, currency), amount(after, currency), amount(after - before, currency));
    }

    private static String percent(final double ratio) {
        return String.format(Locale.ROOT, "%+.2f %%", ratio * PERCENT);
    }

    private static String price(final long priceE8) {
        return BigDecimal.valueOf(priceE8, PRICE).stripTrailingZeros().toPlainString();
    }

    private static String amount(final long amountE12, final Currency currency) {
        final boolean dollars = currency == Currency.USD || currency == Currency.USDC;
        return rounded(amountE12, E12, dollars ? DOLLAR_DECIMALS : COIN_DECIMALS);
    }

    private static String rounded(final long value, final int places, final int shown) {
        return BigDecimal.valueOf(value, places)
                .setScale(shown, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
