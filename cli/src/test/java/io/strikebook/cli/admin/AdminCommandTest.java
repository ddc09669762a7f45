package io.strikebook.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.JsonLine;
import io.strikebook.cli.RecordedHome;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.QueueNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are recorded gap-free whoever else writes, and their decisions told. */
@Timeout(120)
class AdminCommandTest {
    private static final String LIST_PERPETUAL = "list-instrument BTC-PERPETUAL --underlying BTC --kind perpetual"
            + " --settlement BTC --tick 0.5 --lot 10 --max-order-lots 1000000";

    private static final String LIKE_SPOT =
            " --kind spot --style linear --settlement USDC --tick 0.5 --lot 0.0001 --max-order-lots 1000000";

    @TempDir
    Path folder;

    private RecordedHome recorded;

    @BeforeEach
    void make() {
        recorded = new RecordedHome(folder.resolve("home"));
    }

    private Cli admin(final String command) {
        return Cli.command(recorded.home().path(), "admin", command.split(" "));
    }

    private List<String> recordedLines() {
        return Cli.run(recorded.home().path(), "tail", "admin", "--from", "1").lines();
    }

    @Test
    void requestOfAStoppedVenueIsRecordedForTheNextStart() throws InterruptedException {
        final Cli first = admin("create-account --account 7 --name alice --max-open-orders 500");
        assertThat(first.code()).as(first.err()).isEqualTo(ExitCodes.DONE);
        assertThat(first.err()).contains("recorded as request 1", "not running", "next start");
        assertThat(admin("deposit --account 7 --currency BTC --amount 1.5").err())
                .contains("request 2");
        assertThat(recordedLines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("1.0*", "CreateAccount", "name=alice", "maxOpenOrders=500"),
                        line -> assertThat(line).contains("2.0*", "Deposit", "amount=1.5 ", "currency=BTC"));
        try (LiveVenue venue = new LiveVenue(recorded.home())) {
            venue.awaitRunning();
            final Cli third = admin("set-limits --account 7 --max-open-orders 20 --max-order-lots 1000 --timeout 60");
            assertThat(third.code()).as(third.err()).isEqualTo(ExitCodes.DONE);
            assertThat(third.out()).contains("SetAccountLimitsCommand", "sourceSequence=3", "decision=ACCEPTED");
        }
        assertThat(admin("mass-cancel --account 7").err()).contains("recorded as request 4");
        assertThat(recordedLines()).hasSize(4);
    }

    @Test
    void everyRequestIsDecidedAndItsOwnerAnswers() throws InterruptedException {
        try (LiveVenue venue = new LiveVenue(recorded.home())) {
            venue.awaitRunning();
            assertAccepted("create-account --account 7 --name alice", "CreateAccountCommand", " Done ");
            assertAccepted("deposit --account 7 --currency USDC --amount 250.25", "amount=250.25", "AccountState");
            assertAccepted("withdraw --account 7 --currency USDC --amount 50", "WithdrawCommand", "cash=200.25 ");
            assertAccepted("set-limits --account 7 --max-open-orders 3", "SetAccountLimitsCommand", " Done ");
            assertAccepted(LIST_PERPETUAL, "ListInstrumentCommand", "instrument=BTC-PERPETUAL");
            assertRefused(
                    "list-combo ROLL --leg BTC-PERPETUAL:1 --leg 9:-1 --tick 0.5 --max-order-lots 100",
                    "UNKNOWN_INSTRUMENT");
            assertAccepted("create-account --account 8 --name bob");
            assertAccepted(
                    "transfer --account 7 --to 8 --currency USDC --amount 0.25", "TransferCommand", "cash=0.25 ");
            assertRefused(
                    "block-trade --account 7 --counterparty 8 --underlying BTC --leg buy:BTC-PERPETUAL:100000:65000.5",
                    "NO_MARK");
            assertAccepted("halt BTC-PERPETUAL", "phase=HALTED", "InstrumentPhaseChanged");
            assertAccepted("resume 1", "phase=OPEN", "InstrumentPhaseChanged");
            assertAccepted("phase BTC-PERPETUAL opening-auction", "phase=OPENING_AUCTION", "reason=OPERATOR");
            assertAccepted(
                    "schedule-opening BTC-PERPETUAL --auction 2100-01-01T07:55:00Z --open 2100-01-01T08:00:00Z",
                    "phase=PRE_OPEN",
                    "until=2100-01-01T07:55");
            assertAccepted("volatility-band BTC-PERPETUAL --width 500 --interruption-ms 5000", "VolatilityBandChanged");
            assertAccepted("market-mode BTC-PERPETUAL batch_auction --ms 100", "MarketModeChanged");
            assertAccepted(
                    "allocation BTC-PERPETUAL pro_rata --top-percent 40",
                    "SetAllocationCommand",
                    "rule=PRO_RATA",
                    "topOrderPercent=40",
                    "AllocationChanged");
            assertAccepted("allocation 1 price_time", "rule=PRICE_TIME", "topOrderPercent=0");
            assertAccepted(
                    "self-trade --account 7 cancel_maker --group 3",
                    "SetSelfTradePreventionCommand",
                    "groupId=3",
                    "mode=CANCEL_MAKER");
            assertAccepted("self-trade --account 7 none", "groupId=0", "mode=NONE");
            assertAccepted(
                    "index-source BTC deribit off", "SetIndexSourceCommand", "venue=deribit", "enabled=0", " Done ");
            assertAccepted("index-source ETH 2 on --weight 50", "constituentId=2", "weight=50", "enabled=1");
            requireScenarioSets();
            assertAccepted("kill-switch on --account 7", "SetKillSwitchCommand", "on=1");
            requireControls();
            assertAccepted("kill-switch off", "SetKillSwitchCommand", "on=0");
            assertAccepted("mass-cancel --account 7 --instrument BTC-PERPETUAL", "MassCancelCommand");
        }
    }

    private void requireScenarioSets() {
        assertAccepted(
                "scenario-set --underlying BTC --price-range 0.2",
                "SetScenarioSetCommand",
                "scenarioSetVersion=2",
                " Done ");
        assertAccepted(
                "scenario-set --underlying ETH --volatility-up 0.45 --volatility-down 0.3 --short-power 0.31"
                        + " --long-power 0.12 --least-shocked-up 0.55 --extended-factor 0.9 --least-roll-move 0.006"
                        + " --roll-move-risk 0.06",
                "scenarioSetVersion=3");
        assertAccepted(
                "scenario-set --underlying ETH --standard-margin 1.5 --volatility-rule hold",
                " standardMargin=1.5 ",
                "operatorsStandardMargin=1.5",
                "standardMarginBefore=1 ",
                "volatilityRule=HELD",
                "reason=OPERATOR",
                "scenarioSetVersion=4");
    }

    /** What accounts may do, of account 8 and a group that it is in. */
    private void requireControls() {
        assertAccepted("standing --account 8 close_only", "SetAccountStandingCommand", "standing=CLOSE_ONLY", " Done ");
        assertAccepted("order-limits --account 8 --max-value 500000 --max-distance -1", "SetRiskLimitsCommand");
        assertAccepted("position-limit BTC-PERPETUAL --account 8 --lots 1000", "SetPositionLimitCommand");
        assertAccepted("rate-limit --account 8 trading --per-second 5 --burst 20", "requestKind=TRADING", " Done ");
        assertRefused("kill-switch on --group 3", "UNKNOWN_GROUP");
        assertAccepted("risk-group --account 8 --group 3", "SetAccountGroupCommand", "riskGroupId=3", " Done ");
        assertAccepted("greek-limits --group 3 --underlying BTC --max-delta 250.5", "SetGreekLimitsCommand");
        assertAccepted("kill-switch on --group 3", "SetGroupKillSwitchCommand", "memberId=8");
    }

    private void assertAccepted(final String command, final String... shown) {
        final Cli cli = admin(command + " --timeout 60");
        assertThat(cli.code()).as(command + ": " + cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.err()).contains("accepted (command ");
        assertThat(cli.out()).contains("decision=ACCEPTED");
        for (final String part : shown) {
            assertThat(cli.out()).as(command).contains(part);
        }
    }

    @Test
    void marginModelOfAnIdleAccountChanges() throws InterruptedException {
        try (LiveVenue venue = new LiveVenue(recorded.home())) {
            venue.awaitRunning();
            assertAccepted("create-account --account 7 --name alice", "CreateAccountCommand");
            assertAccepted("deposit --account 7 --currency USDC --amount 250.25", "AccountState");
            assertAccepted(
                    "margin-model --account 7 portfolio",
                    "SetMarginModelCommand",
                    "model=PORTFOLIO",
                    "portfolioMargin");
        }
    }

    @Test
    void refusalsAreTold() throws InterruptedException {
        try (LiveVenue venue = new LiveVenue(recorded.home())) {
            venue.awaitRunning();
            assertRefused("deposit --account 7 --currency BTC --amount 1", "UNKNOWN_ACCOUNT");
            assertAccepted("create-account --account 7 --name alice");
            assertRefused("create-account --account 7 --name bob", "ALREADY_EXISTS");
            assertRefused("withdraw --account 7 --currency BTC --amount 1", "INSUFFICIENT");
            assertRefused("transfer --account 7 --to 8 --currency BTC --amount 1", "UNKNOWN_ACCOUNT");
            assertRefused("transfer --account 7 --to 7 --currency BTC --amount 1", "MALFORMED");
            assertRefused("halt 3", "UNKNOWN_INSTRUMENT");
            assertRefused("settle --underlying BTC --expiry 2020-12-25T08:00:00Z --price 90000", "UNKNOWN_INSTRUMENT");
            assertRefused("allocation 3 pro_rata", "UNKNOWN_INSTRUMENT");
            assertRefused("self-trade --account 8 cancel_both", "UNKNOWN_ACCOUNT");
            assertRefused("margin-model --account 8 portfolio", "UNKNOWN_ACCOUNT");
            assertRefused("schedule-opening 3 --open 2100-01-01T08:00:00Z", "UNKNOWN_INSTRUMENT");
            assertRefused("cancel --account 7 --instrument 0 --client-order 42", "UNKNOWN_");
            assertRefused(
                    LIST_PERPETUAL
                            .replace("--underlying BTC", "--underlying DOGE --style linear")
                            .replace("--settlement BTC", "--settlement USDC"),
                    "UNKNOWN_UNDERLYING");
        }
    }

    private void assertRefused(final String command, final String code) {
        final Cli cli = admin(command + " --timeout 60 --json");
        assertThat(cli.code()).as(command + ": " + cli.err()).isEqualTo(ExitCodes.FAILED);
        assertThat(cli.err()).contains("refused").contains(code);
        assertThat(cli.lines()).isNotEmpty().allSatisfy(JsonLine::parse);
    }

    @Test
    void twoWritersTakeTurns() throws InterruptedException {
        final int each = 15;
        final Queue<String> told = new ConcurrentLinkedQueue<>();
        final List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            final int account = 10 + writer;
            writers.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    told.add(admin("mass-cancel --account " + account + " --timeout 60")
                            .err());
                }
            }));
        }
        writers.forEach(Thread::start);
        for (final Thread writer : writers) {
            writer.join();
        }
        assertThat(told).hasSize(2 * each).doesNotHaveDuplicates().allMatch(line -> line.startsWith("recorded as"));
        final List<String> lines = recordedLines();
        assertThat(lines).hasSize(2 * each);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).strip()).startsWith((i + 1) + ".0*");
        }
        assertThat(lines.stream().filter(line -> line.contains("accountId=10"))).hasSize(each);
    }

    @Test
    void anotherWriterThatStaysIsNamed() {
        final HomeLock lock = recorded.home().lock("queue-" + QueueNames.ADMIN);
        final Cli cli = admin("mass-cancel --account 7 --timeout 0.1");
        lock.close();
        assertThat(cli.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(cli.err())
                .contains("in use by pid " + ProcessHandle.current().pid(), "queue-admin");
        assertThat(recordedLines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deposit --account 7 --currency DOGE --amount 1",
                "deposit --account 7 --currency BTC --amount 0.123456789",
                "deposit --account 7 --currency BTC --amount 1e30",
                "deposit --account 7 --currency BTC --amount much",
                "deposit --account 7 --currency BTC",
                "create-account --account 7 --name aliceinwonderlandandmuchmore",
                "kill-switch maybe",
                "index-source BTC deribit maybe",
                "index-source BTC 0 off",
                "index-source BTC two-words- on",
                "index-source DOGE 1 on",
                "index-source BTC 1 on --weight 101",
                "scenario-set --underlying BTC",
                "margin-model --account 7",
                "margin-model --account 7 cross",
                "scenario-set --price-range 0.2",
                "scenario-set --underlying DOGE --price-range 0.2",
                "scenario-set --underlying BTC --price-range 0.6",
                "scenario-set --underlying BTC --long-power -0.1",
                "scenario-set --underlying BTC --volatility-up 0.123456789",
                "settle --underlying BTC --expiry 2026-12-25T08:00:00Z --price 0",
                "settle --underlying BTC --expiry 2026-12-25T08:00:00Z --price 0.123456789",
                "settle --underlying BTC --expiry christmas --price 90000",
                "settle --underlying DOGE --expiry 2026-12-25T08:00:00Z --price 1",
                "settle --underlying BTC --price 90000",
                "cancel --account 7 --instrument 1",
                "halt BTC-PERPETUAL",
                "mass-cancel --account 7 --timeout -1",
                "list-instrument X --underlying BTC --kind option --settlement BTC --tick 1 --lot 1 --max-order-lots 1",
                "list-instrument X --underlying BTC --kind future --settlement BTC --tick 1 --lot 1 --max-order-lots 1"
                        + " --expiry tomorrow",
                "list-instrument SOL_USDC --underlying SOL" + LIKE_SPOT,
                "list-instrument BTC_USDC --underlying BTC --expiry 2026-12-25T08:00:00Z" + LIKE_SPOT,
                "list-instrument BTC_USDC --underlying BTC --strike 1" + LIKE_SPOT,
                "list-instrument BTC_USDC --underlying BTC --kind spot --style linear --settlement USDC --tick 0.001"
                        + " --lot 0.0001 --max-order-lots 1",
                "list-instrument BTC_USDC --underlying BTC --kind spot --settlement USDC --tick 0.5 --lot 0.0001"
                        + " --max-order-lots 1",
                "list-instrument BTC_BTC --underlying BTC --kind spot --style linear --settlement BTC --tick 0.5"
                        + " --lot 0.0001 --max-order-lots 1",
                "--timeout 3",
                "parameters"
            })
    void whatCannotBeMeantIsRefusedAndNotRecorded(final String command) {
        final Cli cli = admin(command);
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.USAGE);
        assertThat(cli.err()).isNotBlank();
        assertThat(recordedLines()).isEmpty();
    }

    @Test
    void spotIsListedAndShownAsSuch() {
        assertThat(admin("list-instrument BTC_USDC --underlying BTC" + LIKE_SPOT)
                        .code())
                .isEqualTo(ExitCodes.DONE);
        assertThat(admin("rate-limit --account 7 SPOT --per-second 5 --burst 20")
                        .err())
                .contains("request 2");
        assertThat(admin("mass-cancel --account 7 --kind SPOT").err()).contains("request 3");
        assertThat(recordedLines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("ListInstrument", "BTC_USDC", "SPOT"),
                        line -> assertThat(line).contains("SetRateLimit", "SPOT"),
                        line -> assertThat(line).contains("MassCancel"));
    }

    @Test
    void missingHomeIsRefused() {
        assertThat(Cli.run(folder.resolve("nowhere"), "admin", "mass-cancel", "--account", "1")
                        .code())
                .isEqualTo(ExitCodes.REFUSED);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }
}
