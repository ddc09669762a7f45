package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.Test;

/**
 * The published vectors of standard margin: index 10,000, mark 0.025, strike 9,000; the numbers are USD per unit. An order is let
 * through by exactly the balance that the vector says, and by nothing less.
 */
class MarginVectorsTest {
    private static final int CALL = 1;
    private static final int PUT = 2;
    private static final long USD_E12 = 100_000_000L;
    private static final long PRICE_E8 = 2_500_000L;
    private static final long UNIT = 10;

    @Test
    void buyOrderNeedsItsPremium() {
        needs(250, 0, CALL, 0, Side.BUY, UNIT);
        needs(250, 0, PUT, 0, Side.BUY, UNIT);
    }

    @Test
    void shortOrderNeedsInitialMargin() {
        needs(1750, 0, CALL, 0, Side.SELL, UNIT);
        needs(1250, 0, PUT, 0, Side.SELL, UNIT);
    }

    @Test
    void openBuyBesideLongCall() {
        needs(25, 0, CALL, UNIT, Side.BUY, 1);
    }

    @Test
    void openBuyBesideShortPutIsPaidByTheMarginItReleases() {
        needs(1250, 1250, PUT, -UNIT, Side.BUY, 1);
    }

    @Test
    void openBuysBeyondShortPutNeedThePremiumOfTheExcess() {
        needs(1300, 1250, PUT, -UNIT, Side.BUY, UNIT, 2);
    }

    /** All orders together need exactly {@code totalUsd}, of which {@code positionUsd} is the position's own initial margin. */
    private static void needs(
            final long totalUsd,
            final long positionUsd,
            final int instrument,
            final long position,
            final Side side,
            final long... lots) {
        assertThat(last(totalUsd * USD_E12, positionUsd, instrument, position, side, lots))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(last(totalUsd * USD_E12 - 1, positionUsd, instrument, position, side, lots))
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    private static RejectCode last(
            final long balanceE12,
            final long positionUsd,
            final int instrument,
            final long position,
            final Side side,
            final long[] lots) {
        final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.list(SequencerFixture.option("BTC-1-9000-P", OptionType.PUT, 9_000));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(10_000L * 100_000_000L, PRICE_E8, PRICE_E8);
        venue.accountState(venue.lastCommand - 1, 1, SequencerFixture.BTC_E12, 0);
        venue.accountState(venue.lastCommand, 2, SequencerFixture.BTC_E12, 0);
        if (position != 0) {
            final Side own = position > 0 ? Side.BUY : Side.SELL;
            venue.order(1, instrument, own, PRICE_E8, Math.abs(position));
            final long maker = venue.lastOrderId();
            venue.order(2, instrument, own == Side.BUY ? Side.SELL : Side.BUY, PRICE_E8, Math.abs(position));
            venue.executions(venue.lastCommand)
                    .fill(maker, venue.lastOrderId(), Math.abs(position))
                    .endExecutions();
        } else {
            venue.cancel(1, 0, 0, 1);
        }
        venue.accountState(venue.lastCommand, 1, balanceE12, positionUsd * USD_E12);
        RejectCode code = RejectCode.NULL_VAL;
        for (final long quantity : lots) {
            code = venue.order(1, instrument, side, PRICE_E8, quantity);
        }
        return code;
    }
}
