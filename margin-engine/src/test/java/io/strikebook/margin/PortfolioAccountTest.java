package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.Harness.Answer;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounts under portfolio margin; figures worked out by hand from the published formulas. */
class PortfolioAccountTest {
    private static final long E8 = Harness.E8;
    private static final long EXPIRY_NS = Harness.option(OptionType.CALL, 9000).expiryNs();

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();
    private final PortfolioFrames frames = new PortfolioFrames(venue);

    @Test
    void shortPerpetualNeedsItsWorstBucketAndTheRollShock() {
        fund(2 * E8);
        frames.model(1, AccountMarginModel.PORTFOLIO);
        venue.marks(50_000 * E8, Harness.PERPETUAL, 50_000 * E8);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 5_000, 50_000 * E8);
        final Answer state = lastState(1);
        // One coin short: 0.16 / 1.16 is lost at +16 %, to the ninth decimal, and 1 % of the delta is held for the
        // roll.
        assertThat(state.initialE12()).isEqualTo(137_931_034_000L + 10_000_000_000L);
        assertThat(state.maintenanceE12()).isEqualTo((137_931_034_000L + 10_000_000_000L) * 8 / 10);
        assertThat(state.flags()).isZero();
        assertThat(state.balanceE12()).isEqualTo(state.equityE12());
        assertThat(state.availableE12()).isEqualTo(state.equityE12() - state.initialE12());
    }

    @Test
    void whatHedgesLowersTheMargin() {
        fund(2 * E8);
        frames.model(1, AccountMarginModel.PORTFOLIO);
        venue.marks(10_000 * E8, Harness.PERPETUAL, 10_000 * E8);
        final int[] hedges = new int[PortfolioFrames.SCENARIOS];
        // A short call of one coin that loses when the price rises by what a long perpetual of one coin gains.
        for (int i = 0; i < hedges.length; i++) {
            final double move = i < 27 ? (i / 3 - 4) * 0.04 : i < 29 ? -0.16 : 0.16;
            hedges[i] = (int) Math.round(move / (1 + move) * 1e9);
        }
        frames.begin(1)
                .option(Harness.CALL, 2_500_000, 1_000_000_000)
                .array(Harness.CALL, 1_000, hedges)
                .rollShock(EXPIRY_NS, 20_000_000_000L)
                .end();
        venue.trade(Harness.CALL, 1, Side.SELL, 2, 10, 2_500_000);
        final long alone = lastState(1).initialE12();
        venue.timestampNs += 1_000_000;
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1_000, 10_000 * E8);
        final Answer hedged = lastState(1);
        // Net transaction delta of the call is 1 less its price of 0.025, of the perpetual 1: both roll, the scenarios
        // cancel to rounding.
        assertThat(alone).isEqualTo(137_931_034_000L + 19_500_000_000L);
        assertThat(hedged.initialE12()).isEqualTo(19_500_000_000L + 10_000_000_000L);
        assertThat(hedged.initialE12()).isLessThan(alone / 5);
    }

    @Test
    void anOptionWithoutAnArrayIsMoreThanCanBeCounted() {
        fund(2 * E8);
        frames.model(1, AccountMarginModel.PORTFOLIO);
        venue.marks(10_000 * E8, Harness.CALL, 2_500_000);
        venue.trade(Harness.CALL, 1, Side.SELL, 2, 10, 2_500_000);
        assertThat(lastState(1).flags()).isEqualTo(3);
        frames.begin(1)
                .array(Harness.CALL, 1_000, new int[PortfolioFrames.SCENARIOS])
                .end();
        venue.tick();
        assertThat(lastState(1).flags()).isZero();
    }

    /** A book takes some eleven lots of these: the first three options fit, then the first takes the room of the others. */
    @Test
    void whatBooksCannotTakeDoesNotDependOnWhatWasTradedFirst() {
        final int other = 5;
        venue.list(Harness.option(OptionType.CALL, 9_100));
        fund(2 * E8);
        frames.model(1, AccountMarginModel.PORTFOLIO);
        final int[] values = new int[PortfolioFrames.SCENARIOS];
        Arrays.fill(values, 2_000_000_000);
        frames.begin(1);
        for (final int id : new int[] {Harness.CALL, Harness.PUT, other}) {
            frames.option(id, 2_500_000, 0).array(id, 1_000_000_000, values);
        }
        frames.end();
        venue.trade(Harness.CALL, 1, Side.BUY, 2, 1, 2_500_000);
        venue.trade(Harness.PUT, 1, Side.BUY, 2, 4, 2_500_000);
        venue.trade(other, 1, Side.BUY, 2, 4, 2_500_000);
        assertThat(lastState(1).flags()).isZero();
        venue.trade(Harness.CALL, 1, Side.BUY, 2, 8, 2_500_000);
        assertThat(lastState(1).flags()).isEqualTo(3);
        venue.engine.requireConsistent();
        venue.trade(Harness.CALL, 1, Side.SELL, 2, 8, 2_500_000);
        assertThat(lastState(1).flags()).isZero();
        venue.engine.requireConsistent();
    }

    @Test
    void modelChangesOnlyWhereTheInitialMarginIsThere() {
        fund(E8 / 10);
        venue.marks(50_000 * E8, Harness.PERPETUAL, 50_000 * E8);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 5_000, 50_000 * E8);
        final Answer standard = lastState(1);
        frames.model(1, AccountMarginModel.PORTFOLIO);
        final List<Answer> refused = venue.run();
        assertThat(refused.getFirst().code()).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(refused.getLast().initialE12()).isEqualTo(standard.initialE12());
        venue.deposit(1, Currency.BTC, E8);
        frames.model(1, AccountMarginModel.PORTFOLIO);
        assertThat(lastState(1).initialE12()).isEqualTo(147_931_034_000L);
        frames.model(1, AccountMarginModel.STANDARD);
        final Answer back = lastState(1);
        assertThat(back.initialE12()).isEqualTo(standard.initialE12());
        assertThat(back.maintenanceE12()).isEqualTo(standard.maintenanceE12());
    }

    @Test
    void aScenarioSetIsInForceFromItsEpochOn() {
        fund(2 * E8);
        frames.model(1, AccountMarginModel.PORTFOLIO);
        venue.marks(50_000 * E8, Harness.PERPETUAL, 50_000 * E8);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 5_000, 50_000 * E8);
        frames.scenarios(2, 25_000_000, 2_000_000);
        venue.deposit(1, Currency.BTC, 1);
        assertThat(lastState(1).initialE12()).isEqualTo(147_931_034_000L);
        frames.begin(2).end();
        venue.tick();
        assertThat(lastState(1).initialE12()).isEqualTo(200_000_000_000L + 20_000_000_000L);
    }

    @Test
    void ratesOfStandardMarginAreInForceFromTheSameEpochOn() {
        fund(2 * E8);
        venue.marks(50_000 * E8, Harness.PERPETUAL, 50_000 * E8);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 5_000, 50_000 * E8);
        final Answer before = lastState(1);
        // a coin of futures: 2 % and 0.005 %, 1 % and the same
        assertThat(before.initialE12()).isEqualTo(20_050_000_000L);
        assertThat(before.maintenanceE12()).isEqualTo(10_050_000_000L);
        frames.scenarios(2, 25_000_000, 2_000_000, 150_000_000);
        venue.deposit(1, Currency.BTC, 1);
        assertThat(lastState(1).initialE12()).isEqualTo(20_050_000_000L);
        frames.begin(2).end();
        venue.tick();
        final Answer raised = lastState(1);
        assertThat(raised.initialE12()).isEqualTo(30_075_000_000L);
        assertThat(raised.maintenanceE12()).isEqualTo(15_075_000_000L);
        assertThat(raised.availableE12()).isEqualTo(before.availableE12() + 10_000L - 10_025_000_000L);
        frames.scenarios(3, 25_000_000, 2_000_000, 140_000_000);
        frames.begin(3).end();
        venue.tick();
        assertThat(lastState(1).initialE12()).isEqualTo(28_070_000_000L);
        venue.engine.requireConsistent();
    }

    @Test
    void legsOfOneCurrencyAddUp() {
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
            venue.deposit(account, Currency.USDC, 1_000_000_000_000L);
        }
        frames.model(1, AccountMarginModel.PORTFOLIO);
        venue.marks(50_000 * E8, Harness.LINEAR, 50_000 * E8);
        venue.trade(Harness.LINEAR, 1, Side.BUY, 2, 1_000, 50_000 * E8);
        // One coin long and linear: 16 % of 50,000 dollars at -16 %, and 1 % for the roll.
        assertThat(lastState(1).initialE12()).isEqualTo(8_500_000_000_000_000L);
    }

    private void fund(final long amount) {
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, account == 1 ? amount : 1_000 * E8);
        }
    }

    /** The newest state of an account, which is reported by now. */
    private Answer lastState(final int accountId) {
        venue.timestampNs += 10_000_000;
        venue.tick();
        final List<Answer> states = venue.run().stream()
                .filter(answer -> answer.message().equals("state") && answer.accountId() == accountId)
                .toList();
        assertThat(states)
                .as("no state of %d in %s", accountId, Arrays.asList(states))
                .isNotEmpty();
        return states.getLast();
    }
}
