package io.strikebook.cli.account;

import io.strikebook.cli.print.JsonText;
import io.strikebook.runner.OrderOutcome;
import io.strikebook.runner.account.AccountReport;
import io.strikebook.runner.account.LegReport;
import io.strikebook.runner.account.PositionReport;
import io.strikebook.runner.account.WalletReport;
import io.strikebook.runner.whatif.LiquidationPrice;
import io.strikebook.schemas.Currency;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An account as one JSON object. */
final class AccountJson {
    private static final int PRICE = 8;
    private static final int AMOUNT = 12;

    private AccountJson() {}

    static String of(final AccountState state) {
        final JsonText json = new JsonText()
                .number("command", state.sequence())
                .text("time", Instant.ofEpochSecond(0, state.timestampNs()).toString())
                .number("marksEpoch", state.marksEpoch());
        account(json, state.now(), state, state.liquidation());
        if (state.after() != null) {
            json.objects(
                    "orders",
                    state.outcomes().stream().map(AccountJson::outcome).toList());
            json.object("after", account(new JsonText(), state.after(), state, state.liquidationAfter()));
        }
        return json.toString();
    }

    private static JsonText account(
            final JsonText json,
            final AccountReport account,
            final AccountState state,
            final Map<Currency, List<LiquidationPrice>> liquidation) {
        if (account.cross() != null) {
            json.object("cross", CrossText.json(account.cross()));
        }
        return json.number("account", account.accountId())
                .text("standing", account.standing().name())
                .flag("killed", account.killed())
                .number("riskGroup", account.riskGroup())
                .text("marginModel", account.model().name())
                .number("openOrders", account.openOrders())
                .objects(
                        "currencies",
                        account.wallets().stream()
                                .map(wallet ->
                                        wallet(wallet, state, liquidation.getOrDefault(wallet.currency(), List.of())))
                                .toList());
    }

    private static JsonText wallet(
            final WalletReport wallet, final AccountState state, final List<LiquidationPrice> liquidation) {
        return new JsonText()
                .text("currency", wallet.currency().name())
                .number("cash", wallet.cashE12(), AMOUNT)
                .number("unrealised", wallet.unrealisedE12(), AMOUNT)
                .number("options", wallet.optionsE12(), AMOUNT)
                .number("equity", wallet.equityE12(), AMOUNT)
                .number("marginBalance", wallet.balanceE12(), AMOUNT)
                .number("initialMargin", wallet.initialE12(), AMOUNT)
                .number("initialOfPositions", wallet.positionsE12(), AMOUNT)
                .number("initialOfOrders", wallet.ordersE12(), AMOUNT)
                .number("initialOfProtection", wallet.protectionE12(), AMOUNT)
                .number("initialOfSpot", wallet.spotE12(), AMOUNT)
                .number("maintenanceMargin", wallet.maintenanceE12(), AMOUNT)
                .number("available", wallet.availableE12(), AMOUNT)
                .flag("belowInitial", wallet.belowInitial())
                .flag("belowMaintenance", wallet.belowMaintenance())
                .objects(
                        "positions",
                        wallet.positions().stream().map(AccountJson::position).toList())
                .objects("legs", wallet.legs().stream().map(AccountJson::leg).toList())
                .objects(
                        "liquidation",
                        liquidation.stream()
                                .map(price -> liquidation(price, state.underlyings()))
                                .toList());
    }

    private static JsonText position(final PositionReport position) {
        final JsonText json = new JsonText()
                .text("instrument", position.instrument().terms().symbol())
                .number("lots", position.lots())
                .number(
                        "amount",
                        position.lots() * position.instrument().terms().lotSizeE8(),
                        PRICE)
                .number("averagePrice", position.averageE8(), PRICE);
        return (position.marked() ? json.number("mark", position.markE8(), PRICE) : json.nothing("mark"))
                .number("profit", position.profitE12(), AMOUNT)
                .number("value", position.valueE12(), AMOUNT)
                .number("delta", position.deltaE9(), 9)
                .number("initialMargin", position.initialE12(), AMOUNT)
                .number("maintenanceMargin", position.maintenanceE12(), AMOUNT);
    }

    private static JsonText leg(final LegReport leg) {
        return new JsonText()
                .text("underlying", leg.underlying())
                .flag("inverse", leg.inverse())
                .number("worstCase", leg.worstCaseE12(), AMOUNT)
                .text("worstScenario", leg.worstScenario())
                .flag("extended", leg.extended())
                .number("rollShock", leg.rollShockE12(), AMOUNT)
                .number("deltaShock", leg.deltaShockE12(), AMOUNT)
                .number("contingencies", leg.contingenciesE12(), AMOUNT)
                .number("riskMatrix", leg.riskMatrixE12(), AMOUNT)
                .number("initialMargin", leg.initialE12(), AMOUNT)
                .number("maintenanceMargin", leg.maintenanceE12(), AMOUNT);
    }

    private static JsonText liquidation(final LiquidationPrice price, final List<String> underlyings) {
        final JsonText json = new JsonText()
                .text("underlying", underlyings.get(price.underlyingId() - 1))
                .number("index", price.indexE8(), PRICE)
                .flag("already", price.already());
        if (price.fallToE8() == 0) {
            json.nothing("fallTo");
        } else {
            json.number("fallTo", price.fallToE8(), PRICE);
        }
        return price.riseToE8() == 0 ? json.nothing("riseTo") : json.number("riseTo", price.riseToE8(), PRICE);
    }

    private static JsonText outcome(final OrderOutcome outcome) {
        return new JsonText()
                .text("order", OrderText.of(outcome.draft()))
                .number("lots", outcome.draft().lots())
                .text("decision", outcome.code().name())
                .objects(
                        "trades",
                        outcome.trades().stream()
                                .map(trade -> new JsonText()
                                        .number("lots", trade.lots())
                                        .number("price", trade.priceE8(), PRICE))
                                .toList())
                .number("restingLots", outcome.restingLots());
    }
}
