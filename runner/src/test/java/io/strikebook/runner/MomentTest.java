package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.orderflow.race.RaceConfig;
import io.strikebook.runner.OrderOutcome.Trade;
import io.strikebook.runner.account.AccountReader;
import io.strikebook.runner.account.AccountReport;
import io.strikebook.runner.account.CrossReport;
import io.strikebook.runner.account.LegReport;
import io.strikebook.runner.account.MarkDetails;
import io.strikebook.runner.account.PositionReport;
import io.strikebook.runner.account.WalletReport;
import io.strikebook.runner.whatif.LiquidationPrice;
import io.strikebook.runner.whatif.LiquidationSearch;
import io.strikebook.runner.whatif.MarketMove;
import io.strikebook.runner.whatif.Revaluation;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Accounts as they were after any command, of both margin models and with little money; and orders that are tried there. */
@Timeout(300)
class MomentTest {
    private static final long SEED = Long.getLong("strikebook.mix.seed", 59);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Home home;
    private static Home race;

    @BeforeAll
    static void record() throws Exception {
        final String threeCoins = "deposit: 300000000\n";
        try (RecordedVenue venue = RecordedVenue.withEverything(folder.resolve("home"), SEED, 2, threeCoins)) {
            venue.trade(9_000);
            venue.stop();
            home = venue.home();
        }
        race = Home.at(folder.resolve("race"));
        new RaceRecorder(race, RaceConfig.defaults(SEED)).run(1, second -> {});
    }

    private static Moment at(final Recording recording, final long sequence) {
        return Moment.at(recording, sequence, command -> {}, line -> {});
    }

    private static Map<Integer, AccountReport> reports(final Moment moment) {
        final AccountReader reader = new AccountReader(moment, MarkDetails.at(moment));
        final Map<Integer, AccountReport> reports = new TreeMap<>();
        for (int i = 0; i < moment.margin().wallets().accountCount(); i++) {
            final int accountId = moment.margin().wallets().accountId(i);
            reports.put(accountId, reader.read(accountId));
        }
        return reports;
    }

    @Test
    void whateverTheRunBeginsWithTheAccountsAreTheSame() {
        try (Recording recording = new Recording(home)) {
            final long last = recording.lastAnsweredCommand();
            final long sequence = last * 2 / 3;
            final Map<Integer, AccountReport> fromTheFirst = reports(at(recording, sequence));
            final SnapshotMaker maker = new SnapshotMaker(recording, line -> {});
            maker.make(last / 2, (command, positions) -> {});
            assertThat(reports(at(recording, sequence)).toString()).isEqualTo(fromTheFirst.toString());
            assertThat(reports(at(recording, 1)).values())
                    .hasSize(1)
                    .allMatch(account -> account.wallets().isEmpty());
        }
    }

    @Test
    void whatIsSaidOfAnAccountAddsUp() {
        try (Recording recording = new Recording(home)) {
            final Moment moment = at(recording, recording.lastAnsweredCommand());
            final List<AccountReport> reports = List.copyOf(reports(moment).values());
            assertThat(reports).anyMatch(account -> account.model() == AccountMarginModel.PORTFOLIO);
            int legs = 0;
            int positions = 0;
            int withOrders = 0;
            int acrossCurrencies = 0;
            for (final AccountReport account : reports) {
                for (final WalletReport wallet : account.wallets()) {
                    legs += wallet.legs().size();
                    positions += wallet.positions().size();
                    withOrders += wallet.ordersE12() > 0 ? 1 : 0;
                    addsUp(account.model(), wallet);
                }
                if (account.cross() != null) {
                    addsUp(account);
                    acrossCurrencies++;
                }
            }
            assertThat(legs).isGreaterThan(3);
            assertThat(positions).isGreaterThan(20);
            assertThat(withOrders).isPositive();
            assertThat(acrossCurrencies).isPositive();
        }
    }

    /** Without haircuts. What is available is of the sequencer's newest state, not of now. */
    private static void addsUp(final AccountReport account) {
        final CrossReport cross = account.cross();
        assertThat(cross.collateralE8()).isEqualTo(cross.equityE8());
        assertThat(cross.maintenanceE8()).isLessThanOrEqualTo(cross.initialE8());
        assertThat(cross.belowMaintenance()).isEqualTo(cross.collateralE8() < cross.maintenanceE8());
    }

    private static void addsUp(final AccountMarginModel model, final WalletReport wallet) {
        final boolean together = model == AccountMarginModel.CROSS_PORTFOLIO;
        final boolean portfolio = together || model == AccountMarginModel.PORTFOLIO;
        assertThat(wallet.cashE12() + wallet.unrealisedE12() + wallet.optionsE12())
                .isEqualTo(wallet.equityE12());
        assertThat(wallet.balanceE12())
                .isEqualTo(portfolio ? wallet.equityE12() : wallet.equityE12() - wallet.optionsE12());
        long initialE12 = 0;
        long maintenanceE12 = 0;
        for (final LegReport leg : wallet.legs()) {
            initialE12 += leg.initialE12();
            maintenanceE12 += leg.maintenanceE12();
            assertThat(leg.worstScenario().isEmpty()).isEqualTo(leg.worstCaseE12() == 0);
            assertThat(leg.riskMatrixE12())
                    .isBetween(
                            leg.worstCaseE12() + leg.rollShockE12() + leg.deltaShockE12() - 1_000,
                            leg.worstCaseE12() + leg.rollShockE12() + leg.deltaShockE12() + 1_000);
        }
        long profitE12 = 0;
        for (final PositionReport position : wallet.positions()) {
            initialE12 += position.initialE12();
            maintenanceE12 += position.maintenanceE12();
            profitE12 += position.instrument().isOption() ? 0 : position.profitE12();
            assertThat(position.averageE8()).isPositive();
        }
        assertThat(together ? 0 : initialE12).isEqualTo(wallet.positionsE12());
        assertThat(together ? 0 : maintenanceE12).isEqualTo(wallet.maintenanceE12());
        assertThat(profitE12).isEqualTo(wallet.unrealisedE12());
    }

    @Test
    void atALiquidationPriceTheAccountIsBelowAndJustBeforeItIsNot() {
        int found = 0;
        try (Recording recording = new Recording(home)) {
            final Moment moment = at(recording, recording.lastAnsweredCommand());
            final MarkDetails details = MarkDetails.at(moment);
            final Map<Integer, AccountReport> before = reports(moment);
            for (int slot = 0; slot < moment.margin().wallets().size(); slot++) {
                final Wallet wallet = moment.margin().wallets().get(slot);
                for (final LiquidationPrice price : new LiquidationSearch(moment, details, wallet).find()) {
                    found += price.fall() == 0 ? 0 : edge(moment, details, wallet, price.underlyingId(), price.fall());
                    found += price.rise() == 0 ? 0 : edge(moment, details, wallet, price.underlyingId(), price.rise());
                }
            }
            assertThat(reports(moment)).hasToString(before.toString());
        }
        assertThat(found).isGreaterThan(5);
    }

    private static int edge(
            final Moment moment,
            final MarkDetails details,
            final Wallet wallet,
            final int underlyingId,
            final double move) {
        final Revaluation revaluation = new Revaluation(
                moment,
                details,
                reportsOf(moment, wallet).stream()
                        .map(position -> position.instrument().instrumentId())
                        .collect(Collectors.toSet()),
                wallet.isPortfolio());
        final MarketMove none = MarketMove.none(revaluation.underlyings());
        revaluation.move(none.with(underlyingId, move, 0, 0));
        revaluation.value(wallet);
        assertThat(wallet.flags() & Wallet.BELOW_MAINTENANCE).isNotZero();
        revaluation.move(none.with(underlyingId, move * 0.999, 0, 0));
        revaluation.value(wallet);
        assertThat(wallet.flags() & Wallet.BELOW_MAINTENANCE).isZero();
        revaluation.restore();
        revaluation.value(wallet);
        return 1;
    }

    private static List<PositionReport> reportsOf(final Moment moment, final Wallet wallet) {
        return new AccountReader(moment, MarkDetails.at(moment))
                .read(wallet.accountId()).wallets().stream()
                        .filter(report -> wallet.cross() != null || report.currency() == wallet.currency())
                        .flatMap(report -> report.positions().stream())
                        .toList();
    }

    /** In a recording in which margin never lags, what is tried meets what the order itself met. */
    @Test
    void anOrderThatIsTriedIsDecidedAndTradesAsItDid() {
        int traded = 0;
        try (Recording recording = new Recording(race)) {
            for (final RecordedOrder order : orders(recording)) {
                final Moment moment = at(recording, order.sequence - 1);
                final OrderOutcome outcome = moment.send(order.accountId, order.draft(moment));
                assertThat(outcome.code()).as("order %d", order.sequence).isEqualTo(order.code);
                assertThat(outcome.trades()).as("order %d", order.sequence).isEqualTo(order.trades);
                traded += outcome.trades().size();
            }
        }
        assertThat(traded).isGreaterThan(3);
    }

    private static final class RecordedOrder {
        private long sequence;
        private int accountId;
        private int instrumentId;
        private Side side;
        private OrderType type;
        private TimeInForce timeInForce;
        private long lots;
        private long priceE8;
        private RejectCode code;
        private final List<Trade> trades = new ArrayList<>();

        OrderDraft draft(final Moment moment) {
            return new OrderDraft(
                    moment.sequencer().instrument(instrumentId), side, lots, type, priceE8, timeInForce, false, false);
        }
    }

    /** Some of the orders of a recording, with what they traded on arrival. */
    private static List<RecordedOrder> orders(final Recording recording) {
        final List<RecordedOrder> orders = new ArrayList<>();
        final NewOrderCommandDecoder command = new NewOrderCommandDecoder();
        final Subscription commands = recording.subscription(QueueNames.COMMANDS);
        while (commands.poll((buffer, offset, length) -> {
            if (FrameLayout.templateId(buffer, offset) == NewOrderCommandDecoder.TEMPLATE_ID) {
                command.wrap(
                        buffer,
                        offset + FrameLayout.HEADER_LENGTH,
                        FrameLayout.blockLength(buffer, offset),
                        FrameLayout.version(buffer, offset));
                final RecordedOrder order = new RecordedOrder();
                order.sequence = FrameLayout.sequence(buffer, offset);
                order.accountId = command.accountId();
                order.instrumentId = command.instrumentId();
                order.side = command.side();
                order.type = command.orderType();
                order.timeInForce = command.timeInForce();
                order.lots = command.quantityLots();
                order.priceE8 = command.orderType() == OrderType.MARKET ? 0 : command.priceE8();
                order.code = command.envelope().decision();
                orders.add(order);
            }
        })) {
            continue;
        }
        final List<RecordedOrder> some = new ArrayList<>();
        for (int i = 0; i < orders.size(); i += Math.max(1, orders.size() / 12)) {
            some.add(orders.get(i));
        }
        assertThat(some).hasSizeGreaterThan(8);
        addTrades(recording, some);
        return some;
    }

    private static void addTrades(final Recording recording, final List<RecordedOrder> orders) {
        final FillDecoder fill = new FillDecoder();
        final Subscription executions = recording.subscription(QueueNames.EXECUTIONS);
        while (executions.poll((buffer, offset, length) -> {
            if (FrameLayout.templateId(buffer, offset) == FillDecoder.TEMPLATE_ID) {
                fill.wrap(
                        buffer,
                        offset + FrameLayout.HEADER_LENGTH,
                        FrameLayout.blockLength(buffer, offset),
                        FrameLayout.version(buffer, offset));
                final long sequence = FrameLayout.sequence(buffer, offset);
                orders.stream()
                        .filter(order -> order.sequence == sequence)
                        .forEach(order -> order.trades.add(new Trade(fill.quantityLots(), fill.priceE8())));
            }
        })) {
            continue;
        }
    }

    @Test
    void whatIsTriedIsRefusedByTheVenuesOwnCodes() {
        try (Recording recording = new Recording(race)) {
            final Moment moment = at(recording, recording.lastAnsweredCommand());
            final Instrument perpetual = moment.instrument("BTC-PERPETUAL").orElseThrow();
            final long markE8 = moment.margin().marks().markE8(perpetual.instrumentId());
            final long onTickE8 = markE8 / perpetual.tickSizeE8() * perpetual.tickSizeE8();
            assertThat(code(moment, perpetual, 1, onTickE8 + 1)).isEqualTo(RejectCode.BAD_TICK);
            assertThat(code(moment, perpetual, 1, onTickE8 * 3)).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
            assertThat(code(moment, perpetual, Integer.MAX_VALUE, onTickE8)).isEqualTo(RejectCode.ORDER_TOO_LARGE);
            assertThat(code(moment, perpetual, 1, onTickE8)).isEqualTo(RejectCode.ACCEPTED);
        }
    }

    private static RejectCode code(
            final Moment moment, final Instrument instrument, final long lots, final long priceE8) {
        return moment.send(
                        1,
                        new OrderDraft(
                                instrument,
                                Side.BUY,
                                lots,
                                OrderType.LIMIT,
                                priceE8,
                                TimeInForce.GOOD_TIL_CANCELLED,
                                false,
                                false))
                .code();
    }

    @Test
    void anOrderThatRestsCountsAndOneThatTradesIsAPosition() {
        try (Recording recording = new Recording(race)) {
            final Moment moment = at(recording, recording.lastAnsweredCommand());
            final Instrument perpetual = moment.instrument("BTC-PERPETUAL").orElseThrow();
            final long markE8 = moment.margin().marks().markE8(perpetual.instrumentId());
            final long lowE8 = markE8 * 99 / 100 / perpetual.tickSizeE8() * perpetual.tickSizeE8();
            final WalletReport before = reports(moment).get(1).wallets().get(0);
            assertThat(Ledger.indexOf(before.currency())).isZero();
            assertThat(code(moment, perpetual, 100, lowE8)).isEqualTo(RejectCode.ACCEPTED);
            moment.tick();
            final WalletReport after = reports(moment).get(1).wallets().get(0);
            assertThat(after.ordersE12()).isGreaterThan(before.ordersE12());
            assertThat(after.availableE12()).isLessThan(before.availableE12());
            assertThat(after.positionsE12()).isEqualTo(before.positionsE12());
        }
    }
}
