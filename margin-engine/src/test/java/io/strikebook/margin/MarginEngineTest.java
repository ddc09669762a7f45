package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.margin.Harness.Answer;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginEngineTest {
    private static final long E8 = Harness.E8;
    private static final long E12 = 1_000_000_000_000L;

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();

    @Test
    void answersEveryCommandWithOneGroup() {
        venue.account(1);
        venue.limits(1);
        venue.rest(Harness.PERPETUAL, 1);
        venue.tick();
        final List<Answer> answers = venue.run();
        assertThat(answers).extracting(Answer::message).containsOnly("done");
        assertThat(answers).extracting(Answer::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void depositAndWithdrawalMoveMoneyAndReportAtOnce() {
        venue.account(1);
        venue.deposit(1, Currency.BTC, 5 * E8);
        venue.withdraw(1, Currency.BTC, 2 * E8);
        final List<Answer> answers = venue.run();
        final Answer last = answers.getLast();
        assertThat(answers.subList(5, 7)).extracting(Answer::message).containsOnly("state");
        assertThat(last.cash()).isEqualTo(3 * E8);
        assertThat(last.balanceE12()).isEqualTo(3 * E12);
        assertThat(last.availableE12()).isEqualTo(3 * E12);
        assertThat(venue.engine.core().ledger().balance(Ledger.external(0))).isEqualTo(-3 * E8);
    }

    @Test
    void refusesWhatIsNotThere() {
        venue.account(1);
        venue.deposit(1, Currency.BTC, E8);
        venue.withdraw(1, Currency.BTC, E8 + 1);
        venue.deposit(1, Currency.BTC, Long.MAX_VALUE);
        venue.deposit(9, Currency.BTC, E8, RejectCode.UNKNOWN_ACCOUNT);
        final List<Answer> answers = venue.run();
        assertThat(answers)
                .filteredOn(answer -> answer.message().equals("rejected"))
                .extracting(Answer::code)
                .containsExactly(
                        RejectCode.INSUFFICIENT_FUNDS, RejectCode.ARITHMETIC_OVERFLOW, RejectCode.UNKNOWN_ACCOUNT);
        assertThat(answers.get(7).cash()).isEqualTo(E8);
    }

    @Test
    void inverseFutureRealisesAgainstClearing() {
        fund(Currency.BTC, 10 * E8);
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1000, 10_000 * E8);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 1000, 12_500 * E8);
        final List<Answer> answers = venue.run();
        // 10,000 USD: 1 coin in, 0.8 coins out; the taker pays 0.05 % of both.
        assertThat(cash(1)).isEqualTo(10 * E8 + 20_000_000 - 50_000 - 40_000);
        assertThat(cash(2)).isEqualTo(10 * E8 - 20_000_000);
        assertThat(venue.engine.core().ledger().balance(Ledger.houseFees(0))).isEqualTo(90_000);
        assertThat(venue.engine.core().ledger().balance(Ledger.clearing(0))).isZero();
        assertThat(venue.engine.core().positions().openCount()).isZero();
        assertThat(answers.getLast().message()).isIn("state", "done");
    }

    @Test
    void flipRealisesTheClosedPartAndOpensTheRest() {
        fund(Currency.BTC, 10 * E8);
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 100, 10_000 * E8);
        venue.trade(Harness.PERPETUAL, 2, Side.BUY, 1, 300, 20_000 * E8);
        venue.run();
        final var position = venue.engine.core().positions().find(0, Harness.PERPETUAL);
        assertThat(position.lots()).isEqualTo(-200);
        assertThat(position.costE12()).isEqualTo(-E12 / 10);
        // 1,000 USD bought at 10,000 and sold at 20,000: 0.05 coins; taker's fee 0.05 % of 0.1 coin
        assertThat(cash(1)).isEqualTo(10 * E8 + 5_000_000 - 5_000);
    }

    @Test
    void optionPremiumGoesFromBuyerToSeller() {
        fund(Currency.BTC, 10 * E8);
        venue.marks(10_000 * E8, Harness.CALL, 2_500_000);
        venue.timestampNs += 1_000_000;
        venue.trade(Harness.CALL, 1, Side.BUY, 2, 10, 2_500_000);
        final List<Answer> answers = venue.run();
        assertThat(cash(1)).isEqualTo(10 * E8 - 2_500_000 - 30_000);
        assertThat(cash(2)).isEqualTo(10 * E8 + 2_500_000 - 30_000);
        final Answer seller =
                answers.stream().filter(a -> a.accountId() == 2).toList().getLast();
        assertThat(seller.equityE12()).isEqualTo(seller.balanceE12() - E12 / 40);
    }

    @Test
    void unrealisedProfitFollowsTheMark() {
        fund(Currency.USDC, 1_000_000_000_000L);
        venue.marks(10_000 * E8, Harness.LINEAR, 10_000 * E8);
        venue.trade(Harness.LINEAR, 1, Side.BUY, 2, 1000, 10_000 * E8);
        venue.run();
        venue.marks(11_000 * E8, Harness.LINEAR, 11_000 * E8);
        venue.tick();
        final List<Answer> answers = venue.run();
        assertThat(answers).extracting(Answer::message).containsExactly("state", "state", "epoch", "interest");
        assertThat(answers.get(0).balanceE12()).isEqualTo((1_000_000 - 5 + 1000) * E12);
        assertThat(answers.get(1).balanceE12()).isEqualTo((1_000_000 - 1000) * E12);
    }

    @Test
    void unknownAccountOrInstrumentInAFillStops() {
        venue.account(1);
        venue.run();
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 77, 1, 10_000 * E8);
        assertThatThrownBy(venue::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("77");
    }

    @Test
    void wrongExecutionsGroupStops() {
        venue.newOrder(Harness.PERPETUAL, 1, Side.BUY, 1, E8);
        final long needed = venue.sequence;
        venue.sequence++;
        venue.executedNothing();
        assertThatThrownBy(venue::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Long.toString(needed))
                .hasMessageContaining(Long.toString(needed + 1));
    }

    @Test
    void waitsForMarksAndExecutions() {
        venue.run();
        venue.newOrder(Harness.PERPETUAL, 1, Side.BUY, 1, E8);
        assertThat(venue.run()).isEmpty();
        venue.executedNothing();
        assertThat(venue.run()).hasSize(1);
        venue.epoch = 1;
        venue.tick();
        assertThat(venue.run()).isEmpty();
        venue.epoch = 0;
        venue.marks(10_000 * E8);
        assertThat(venue.run()).extracting(Answer::message).containsExactly("epoch");
    }

    @Test
    void whatFiredIsAskedForInItsGroupWithNumbersThatGoOn() {
        fund(Currency.BTC, E8);
        venue.run();
        final long before = venue.engine.stateHash();
        venue.fires(1, 70, 50);
        venue.tick();
        venue.fires(2, 60);
        assertThat(venue.run())
                .filteredOn(answer -> answer.message().startsWith("request"))
                .extracting(Answer::sequence, Answer::message, Answer::accountId, Answer::epoch)
                .containsExactly(
                        tuple(venue.sequence - 2, "request 1", 1, 50L),
                        tuple(venue.sequence - 2, "request 2", 1, 70L),
                        tuple(venue.sequence, "request 3", 2, 60L));
        assertThat(venue.engine.stateHash()).isNotEqualTo(before);
    }

    @Test
    void checkpointIsAnsweredWithHashes() {
        fund(Currency.BTC, E8);
        venue.checkpoint();
        final Answer answer = venue.run().getLast();
        assertThat(answer.message()).isEqualTo("checkpoint");
        assertThat(answer.stateHash()).isEqualTo(venue.engine.stateHash());
        assertThat(answer.consumedHash()).isEqualTo(venue.engine.consumedHash()).isNotEqualTo(FrameHash.EMPTY);
        assertThat(answer.producedHash()).isNotEqualTo(FrameHash.EMPTY);
    }

    private void fund(final Currency currency, final long amount) {
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
            venue.deposit(account, currency, amount);
        }
    }

    private long cash(final int accountId) {
        return venue.engine.core().wallets().find(accountId, Currency.BTC).cash();
    }
}
