package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.Harness.Answer;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an account's state is reported, and how re-marking is sliced. */
class ReportingTest {
    private static final long E8 = Harness.E8;
    private static final long E12 = 1_000_000_000_000L;
    private static final long PRICE = 10_000 * E8;
    private static final long INTERVAL_NS = 1_000_000L;

    @Test
    void isDueAfterSoManyCommandsThatChangedTheAccount() {
        final Harness venue = venue(3, 2);
        for (int i = 0; i < 2; i++) {
            venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1, PRICE);
            assertThat(venue.run()).extracting(Answer::message).containsExactly("done");
        }
        venue.rest(Harness.PERPETUAL, 1);
        assertThat(venue.run()).extracting(Answer::message).containsExactly("done");
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1, PRICE);
        final List<Answer> answers = venue.run();
        assertThat(answers).extracting(Answer::message).containsExactly("state", "state");
        assertThat(answers).extracting(Answer::accountId).containsExactly(1, 2);
        assertThat(answers).extracting(Answer::sequence).containsOnly(venue.sequence);
    }

    @Test
    void isDueAfterSoMuchTimeWhateverTheCommand() {
        final Harness venue = venue(32, 3);
        venue.trade(Harness.PERPETUAL, 3, Side.BUY, 2, 1, PRICE);
        venue.timestampNs += INTERVAL_NS - 1;
        venue.tick();
        assertThat(venue.run()).extracting(Answer::message).containsExactly("done", "interest");
        venue.timestampNs++;
        venue.tick();
        final List<Answer> answers = venue.run();
        assertThat(answers).extracting(Answer::message).containsExactly("state", "state");
        assertThat(answers).extracting(Answer::accountId).containsExactly(2, 3);
        venue.timestampNs += 10 * INTERVAL_NS;
        venue.tick();
        assertThat(venue.run()).extracting(Answer::message).containsExactly("done");
        venue.trade(Harness.PERPETUAL, 3, Side.BUY, 2, 1, PRICE);
        assertThat(venue.run()).extracting(Answer::message).containsExactly("state", "state");
    }

    @Test
    void longestWaitingAccountIsReportedFirst() {
        final Harness venue = venue(32, 4);
        venue.timestampNs += 10 * INTERVAL_NS;
        venue.trade(Harness.PERPETUAL, 4, Side.BUY, 3, 1, PRICE);
        venue.timestampNs += INTERVAL_NS / 2;
        venue.trade(Harness.PERPETUAL, 2, Side.BUY, 1, 1, PRICE);
        assertThat(venue.run()).hasSize(4);
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1, PRICE);
        venue.trade(Harness.PERPETUAL, 4, Side.BUY, 3, 1, PRICE);
        venue.timestampNs += INTERVAL_NS;
        venue.tick();
        assertThat(venue.run())
                .filteredOn(answer -> answer.message().equals("state"))
                .extracting(Answer::accountId)
                .containsExactly(3, 4, 1, 2);
    }

    @Test
    void changedFlagIsReportedAtOnce() {
        final Harness venue = venue(32, 2);
        venue.marks(PRICE, Harness.PERPETUAL, PRICE);
        venue.tick();
        venue.run();
        // 10 coins of cash carry at most some 198 coins' worth at 2 % and 0.005 % per coin, and twice that for
        // maintenance
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 300_000, PRICE);
        final List<Answer> answers = venue.run();
        assertThat(answers)
                .extracting(Answer::message)
                .as("margin calls, each before its state")
                .containsExactly("liquidation", "state", "liquidation", "state");
        assertThat(answers)
                .filteredOn(answer -> answer.message().equals("state"))
                .extracting(Answer::flags)
                .containsExactly(Wallet.BELOW_INITIAL, Wallet.BELOW_INITIAL);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 300_000, PRICE);
        assertThat(venue.run()).extracting(Answer::flags).containsExactly(0, 0);
    }

    @Test
    void remarkIsSlicedAndFinishedBeforeTheNewestLaterEpoch() {
        final Harness venue = new Harness(Harness.parameters(32, INTERVAL_NS, 2)).listAll();
        for (int account = 1; account <= 6; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 10 * E8);
        }
        for (int account = 1; account <= 6; account += 2) {
            venue.trade(Harness.PERPETUAL, account, Side.BUY, account + 1, 1_000, PRICE);
        }
        venue.timestampNs += INTERVAL_NS;
        venue.tick();
        venue.run();
        venue.marks(PRICE, Harness.PERPETUAL, PRICE + 100 * E8);
        venue.tick();
        assertThat(venue.run()).extracting(Answer::accountId).containsExactly(1, 2);
        venue.marks(PRICE, Harness.PERPETUAL, PRICE + 200 * E8);
        venue.marks(PRICE, Harness.PERPETUAL, PRICE + 300 * E8);
        venue.tick();
        assertThat(venue.run()).extracting(Answer::accountId).containsExactly(3, 4);
        venue.tick();
        final List<Answer> last = venue.run();
        assertThat(last).extracting(Answer::message).containsExactly("state", "state", "epoch");
        assertThat(last).extracting(Answer::epoch).containsExactly(3L, 3L, 1L);
        venue.tick();
        final List<Answer> next = venue.run();
        assertThat(next).extracting(Answer::message).containsExactly("state", "state");
        assertThat(next).extracting(Answer::accountId).containsExactly(1, 2);
        venue.tick();
        final List<Answer> done = venue.run();
        assertThat(done).extracting(Answer::message).containsExactly("epoch");
        assertThat(done.getLast().epoch()).isEqualTo(3);
    }

    @Test
    void whoTradesAtNewMarksBeforeThePassComesIsReportedBeforeTheirEpochIsApplied() {
        final Harness venue = new Harness(Harness.parameters(32, INTERVAL_NS, 1)).listAll();
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 10 * E8);
        }
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1_000, PRICE);
        venue.timestampNs += INTERVAL_NS;
        venue.tick();
        venue.run();
        venue.marks(PRICE, Harness.PERPETUAL, PRICE + 100 * E8);
        venue.tick();
        assertThat(venue.run()).extracting(Answer::accountId).containsExactly(1);
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1, PRICE + 100 * E8);
        final List<Answer> answers = venue.run();
        assertThat(answers).extracting(Answer::message).containsExactly("state", "epoch");
        assertThat(answers.getFirst().accountId()).isEqualTo(2);
        assertThat(answers.getFirst().epoch()).isEqualTo(1);
    }

    @Test
    void smallMovesAreNotReported() {
        final Harness venue = venue(32, 2);
        venue.marks(PRICE, Harness.PERPETUAL, PRICE);
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1, PRICE);
        venue.timestampNs += INTERVAL_NS;
        venue.tick();
        venue.run();
        venue.marks(PRICE, Harness.PERPETUAL, PRICE + 1_000_000);
        venue.tick();
        assertThat(venue.run()).extracting(Answer::message).containsExactly("epoch");
        venue.marks(PRICE, Harness.PERPETUAL, PRICE + 100 * E8);
        venue.tick();
        assertThat(venue.run()).extracting(Answer::message).containsExactly("state", "state", "epoch");
    }

    /** The published vectors, in USD: an account that is short one option of one coin. */
    @ParameterizedTest
    @CsvSource({Harness.CALL + ", 1750, 1000", Harness.PUT + ", 1250, 1000"})
    void shortOptionIsChargedAsPublished(final int instrument, final long initialUsd, final long maintenanceUsd) {
        final Harness venue = venue(1, 2);
        venue.marks(PRICE, Harness.CALL, 2_500_000, Harness.PUT, 2_500_000);
        venue.trade(instrument, 1, Side.SELL, 2, 10, 2_500_000);
        final List<Answer> states = venue.run();
        final Answer seller = states.stream()
                .filter(state -> state.accountId() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(seller.initialE12() * 10_000).isEqualTo(initialUsd * E12);
        assertThat(seller.maintenanceE12() * 10_000).isEqualTo(maintenanceUsd * E12);
        final Answer buyer = states.stream()
                .filter(state -> state.accountId() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(buyer.initialE12()).isZero();
        assertThat(buyer.maintenanceE12()).isZero();
    }

    private static Harness venue(final int stateCommands, final int accounts) {
        final Harness venue = new Harness(Harness.parameters(
                        stateCommands,
                        INTERVAL_NS,
                        VenueParameters.defaults().margin().remarkAccountsPerCommand()))
                .listAll();
        for (int account = 1; account <= accounts; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 10 * E8);
        }
        venue.run();
        return venue;
    }
}
