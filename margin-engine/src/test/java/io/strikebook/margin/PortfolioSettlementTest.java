package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.Harness.Answer;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settlements of accounts under portfolio margin: what ended is in no book any more, and its expiry's number is free. */
class PortfolioSettlementTest {
    private static final long E8 = Harness.E8;
    private static final long EXPIRY_NS = Harness.option(OptionType.CALL, 9000).expiryNs();
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long ONE_COIN_SHORT_E12 = 137_931_034_000L + 10_000_000_000L;
    private static final int[] FLAT = new int[PortfolioFrames.SCENARIOS];

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();
    private final PortfolioFrames frames = new PortfolioFrames(venue);

    private void open() {
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 100 * E8);
        }
        frames.model(1, AccountMarginModel.PORTFOLIO);
        venue.marks(10_000 * E8, Harness.PERPETUAL, 10_000 * E8);
    }

    /** The newest state of the account, which is reported by now. */
    private Answer state() {
        return after(venue.run());
    }

    private Answer after(final List<Answer> earlier) {
        venue.timestampNs += 10_000_000;
        venue.tick();
        final List<Answer> states = new ArrayList<>(earlier);
        states.addAll(venue.run());
        states.removeIf(answer -> !answer.message().equals("state") || answer.accountId() != 1);
        return states.getLast();
    }

    private static String delivered(final List<Answer> answers) {
        return answers.stream()
                .map(Answer::message)
                .filter(message -> message.startsWith("delivered 1 "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasDeliveredIsOutOfEquityAndMargin() {
        open();
        frames.begin(1)
                .option(Harness.CALL, 5_000_000, 600_000_000)
                .array(Harness.CALL, 1_000, FLAT)
                .rollShock(EXPIRY_NS, 20_000_000_000L)
                .end();
        venue.trade(Harness.CALL, 1, Side.BUY, 2, 10, 5_000_000);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 1_000, 10_000 * E8);
        final Answer before = state();
        assertThat(before.initialE12()).isGreaterThan(ONE_COIN_SHORT_E12);
        venue.settle(SettlementKind.EXPIRY, EXPIRY_NS, 9_500 * E8);
        final List<Answer> answers = venue.run();
        // 500 dollars at 9,500, rounded down; 0.015 % of the coin; and 0.05 is what the option counted for until then.
        final long changeE12 = (5_263_157 - 15_000) * 10_000L - 50_000_000_000L;
        assertThat(delivered(answers)).isEqualTo("delivered 1 2 lots 10 amount 5263157 fee 15000 change " + changeE12);
        final Answer after = after(answers);
        assertThat(after.initialE12()).isEqualTo(ONE_COIN_SHORT_E12);
        assertThat(after.equityE12() - before.equityE12()).isEqualTo(changeE12);
        assertThat(after.balanceE12()).isEqualTo(after.equityE12());
    }

    @Test
    void theEndOfADayLeavesEquityAndMarginAsTheyWere() {
        open();
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 1_000, 8_000 * E8);
        final Answer before = state();
        venue.settle(SettlementKind.DAILY, EXPIRY_NS, 0);
        final Answer after = state();
        assertThat(after.cash() - before.cash()).isEqualTo(-25_000_000);
        assertThat(after.equityE12()).isEqualTo(before.equityE12());
        assertThat(after.initialE12()).isEqualTo(before.initialE12()).isEqualTo(ONE_COIN_SHORT_E12);
    }

    @Test
    void moreExpiriesFollowEachOtherThanThereAreNumbersFor() {
        open();
        final int more = 40;
        for (int i = 1; i <= more; i++) {
            final long expiryNs = EXPIRY_NS + i * HOUR_NS;
            final int id = Harness.LINEAR + i;
            venue.list(call("BTC-" + i, expiryNs));
            frames.begin(1)
                    .option(id, 2_500_000, 1_000_000_000)
                    .array(id, 1_000, FLAT)
                    .rollShock(expiryNs, i * 1_000_000_000L)
                    .end();
            venue.trade(id, 1, Side.SELL, 2, 10, 2_500_000);
            final Answer held = state();
            assertThat(held.flags()).as("expiry %d", i).isZero();
            assertThat(held.initialE12()).as("expiry %d", i).isEqualTo(975_000_000L * i);
            venue.timestampNs = expiryNs;
            venue.settle(SettlementKind.EXPIRY, expiryNs, 9_000 * E8);
            assertThat(state().initialE12()).isZero();
        }
    }

    private static InstrumentTerms call(final String symbol, final long expiryNs) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                InstrumentKind.OPTION,
                OptionType.CALL,
                ContractStyle.INVERSE,
                Currency.BTC,
                9_000 * E8,
                expiryNs,
                50_000L,
                E8 / 10,
                100_000);
    }

    @Test
    void noEpochIsAppliedWhileAStateIsOwed() {
        final int accounts = 400;
        for (int account = 1; account <= accounts; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, E8);
            if (account % 2 == 0) {
                frames.model(account, AccountMarginModel.PORTFOLIO);
            }
        }
        frames.begin(1)
                .option(Harness.CALL, 5_000_000, 600_000_000)
                .array(Harness.CALL, 1_000, FLAT)
                .end();
        for (int account = 1; account < accounts; account += 2) {
            venue.trade(Harness.CALL, account, Side.BUY, account + 1, 1, 5_000_000);
        }
        venue.timestampNs += 10_000_000;
        venue.tick();
        venue.run();
        venue.settle(SettlementKind.EXPIRY, EXPIRY_NS, 9_500 * E8);
        venue.marks(10_000 * E8);
        int reported = 0;
        boolean applied = false;
        for (int command = 0; command < accounts && !applied; command++) {
            venue.limits(1);
            for (final Answer answer : venue.run()) {
                reported += answer.message().equals("state") ? 1 : 0;
                applied |= answer.message().equals("epoch") && answer.epoch() == venue.epoch;
            }
        }
        assertThat(applied).isTrue();
        assertThat(reported).isGreaterThanOrEqualTo(accounts);
    }
}
