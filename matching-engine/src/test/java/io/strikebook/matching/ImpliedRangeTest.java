package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Combinations of four legs in the largest ratios, at the largest prices and with the largest orders: sums neither wrap nor are passed on. */
class ImpliedRangeTest {
    private static final int ANN = 1;
    private static final int BOB = 2;
    private static final int CAT = 3;
    private static final long MOST_E8 = NumberRange.MAX_PRICE_E8;
    private static final long MOST_LOTS = InstrumentTerms.MAX_ORDER_LOTS_LIMIT;

    private static ListedCombination listed(final long tickE8, final int... ratios) {
        final long[] ticks = new long[ratios.length];
        Arrays.fill(ticks, tickE8);
        return new ListedCombination(tickE8, ticks, ratios);
    }

    private static List<String> implied(final ListedCombination venue) {
        final List<String> events = venue.harness.events().stream()
                .filter(event -> event.startsWith("implied"))
                .toList();
        venue.harness.engine.check();
        venue.harness.engine.rules().implied().check();
        return events;
    }

    /** The legs are worth 300 times the largest price, which is 2 to the 57: no order of the combination can ask for that, and none gets it. */
    @ParameterizedTest
    @CsvSource({"BUY", "SELL"})
    void whatNoOrderCanAskForIsNotOffered(final Side side) {
        try (ListedCombination venue = listed(1, 1, 100, 100, 99)) {
            final Side legs = side == Side.BUY ? Side.SELL : Side.BUY;
            for (int leg = 1; leg <= 4; leg++) {
                venue.commands.limit(ANN, leg, legs, MOST_E8, MOST_LOTS);
            }
            venue.commands.tick();
            venue.commands.skip(50_000_000L);
            venue.commands.tick();
            venue.commands.newOrder(
                    BOB,
                    venue.combo,
                    side,
                    OrderType.LIMIT,
                    TimeInForce.GOOD_TIL_CANCELLED,
                    side == Side.BUY ? MOST_E8 : 1,
                    MOST_LOTS,
                    false,
                    false);
            assertThat(venue.harness.events())
                    .noneMatch(event -> event.startsWith("implied"))
                    .contains(EventText.top(
                            venue.combo,
                            side == Side.BUY ? MOST_LOTS + "@" + MOST_E8 : "-",
                            side == Side.BUY ? "-" : MOST_LOTS + "@1"));
            venue.harness.engine.check();
        }
    }

    /** Each leg at the largest price, in ratios that sum to nothing: the price is 0, though half of the sum is 2 to the 56. */
    @Test
    void largePricesThatCancelOutTrade() {
        try (ListedCombination venue = listed(1, 1, 100, -100, -1)) {
            venue.commands.limit(ANN, 1, Side.SELL, MOST_E8, MOST_LOTS);
            venue.commands.limit(ANN, 2, Side.SELL, MOST_E8, MOST_LOTS);
            venue.commands.limit(BOB, 3, Side.BUY, MOST_E8, MOST_LOTS);
            venue.commands.limit(BOB, 4, Side.BUY, MOST_E8, MOST_LOTS);
            venue.harness.events();
            final long id = venue.commands.limit(CAT, venue.combo, Side.BUY, 0, MOST_LOTS);
            final long lots = MOST_LOTS / 100;
            assertThat(implied(venue))
                    .hasSize(5)
                    .startsWith(
                            ImpliedEventText.fill(id, id, CAT, venue.combo, Side.BUY, 0, lots, MOST_LOTS - lots, false))
                    .contains(ImpliedEventText.leg(
                            id + 2,
                            id,
                            1,
                            2,
                            id - (3L << 12),
                            ANN,
                            CAT,
                            Side.BUY,
                            MOST_E8,
                            100 * lots,
                            MOST_LOTS - 100 * lots));
        }
    }

    /** The price of the combination at the very edge, of either sign, and one beyond it. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void theEdgeOfPricesIsPartOfThem(final long beyond, final boolean trades) {
        try (ListedCombination venue = listed(1, 1, 1)) {
            venue.commands.limit(ANN, 1, Side.SELL, MOST_E8 - 5, MOST_LOTS);
            venue.commands.limit(ANN, 2, Side.SELL, 5 + beyond, MOST_LOTS);
            venue.commands.limit(CAT, venue.combo, Side.BUY, MOST_E8, MOST_LOTS);
            assertThat(implied(venue)).hasSize(trades ? 3 : 0);
        }
        try (ListedCombination venue = listed(1, 1, -2)) {
            venue.commands.limit(CAT, venue.combo, Side.BUY, -MOST_E8, MOST_LOTS / 2);
            venue.commands.limit(ANN, 1, Side.SELL, 1 + 1, MOST_LOTS);
            venue.commands.limit(BOB, 2, Side.BUY, MOST_E8 / 2 + 1 + beyond, MOST_LOTS);
            assertThat(implied(venue)).hasSize(trades ? 3 : 0);
        }
    }

    /** A lot that takes an order of each lot of each leg: as many turns as there are, and no more trade ids than a command has. */
    @Test
    void aLotOfAHundredOrdersOfEachLegTrades() {
        try (ListedCombination venue = listed(1, 1, 100, 100, 100)) {
            for (int i = 0; i < 100; i++) {
                for (int leg = 2; leg <= 4; leg++) {
                    venue.commands.limit(ANN, leg, Side.SELL, 7, 1);
                }
            }
            venue.commands.limit(BOB, 1, Side.SELL, 3, 1);
            venue.harness.events();
            final long id = venue.commands.limit(CAT, venue.combo, Side.BUY, 2_103, 2);
            assertThat(implied(venue))
                    .hasSize(302)
                    .startsWith(ImpliedEventText.fill(id, id, CAT, venue.combo, Side.BUY, 2_103, 1, 1, false));
        }
    }
}
