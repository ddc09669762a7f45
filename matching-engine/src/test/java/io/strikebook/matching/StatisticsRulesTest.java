package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.Side;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What traded in an instrument in a day, and when that is published. */
class StatisticsRulesTest extends EngineRules {
    private static final int OTHER_BOOK = 2;
    private static final long MS = 1_000_000L;
    private static final long HOUR = 3_600_000 * MS;

    /** An inverse perpetual of 1e-8 dollars per lot: so many lots at this price are a coin. */
    private static final long PRICE = 50;

    StatisticsRulesTest() {
        super(2);
    }

    @BeforeEach
    void toTheNextHour() {
        tickAfter(HOUR - Commands.START_NS % HOUR);
    }

    private void trade(final int book, final long price, final long lots) {
        commands.limit(1, book, Side.SELL, price, lots);
        commands.limit(2, book, Side.BUY, price, lots);
        harness.events();
    }

    /** What a tick at a time, counted from the start, says of statistics. */
    private List<String> tickAfter(final long ns) {
        commands.skip(ns);
        commands.tick();
        return harness.events().stream()
                .filter(event -> event.startsWith("statistics"))
                .toList();
    }

    private static long at(final long ns) {
        return HOUR - Commands.START_NS % HOUR + ns;
    }

    @Test
    void aTickOfTheNextTenthOfASecondTellsWhatTradedSince() {
        trade(BOOK, PRICE, 10);
        trade(BOOK, PRICE + 1, 5);
        trade(BOOK, PRICE - 2, 1);
        assertThat(tickAfter(at(50 * MS))).isEmpty();
        assertThat(tickAfter(at(100 * MS)))
                .containsExactly(ReferenceStatistics.text(
                        BOOK,
                        16,
                        coins(10, PRICE) + coins(5, PRICE + 1) + coins(1, PRICE - 2),
                        3,
                        PRICE + 1,
                        PRICE - 2,
                        PRICE - 2));
    }

    @Test
    void whatTradesOutsideTheBookCountsWithoutAPrice() {
        final BlockCommands blocks = new BlockCommands(commands);
        blocks.leg(BOOK, Side.BUY, PRICE + 40, 6).send(1, 2, 1, 7);
        harness.events();
        assertThat(tickAfter(at(100 * MS)))
                .containsExactly("statistics " + BOOK + " lots 6 value " + coins(6, PRICE + 40) + " trades 1");
        trade(BOOK, PRICE, 10);
        blocks.leg(BOOK, Side.BUY, PRICE - 40, 6).send(1, 2, 1, 8);
        harness.events();
        assertThat(tickAfter(at(200 * MS)))
                .containsExactly(ReferenceStatistics.text(
                        BOOK,
                        22,
                        coins(6, PRICE + 40) + coins(10, PRICE) + coins(6, PRICE - 40),
                        3,
                        PRICE,
                        PRICE,
                        PRICE));
    }

    @Test
    void whatDidNotTradeIsNotToldAgain() {
        trade(BOOK, PRICE, 10);
        trade(OTHER_BOOK, 7, 1);
        assertThat(tickAfter(at(100 * MS))).hasSize(2);
        trade(OTHER_BOOK, 7, 1);
        assertThat(tickAfter(at(200 * MS)))
                .singleElement()
                .asString()
                .startsWith("statistics " + OTHER_BOOK + " lots 2");
        assertThat(tickAfter(at(300 * MS))).isEmpty();
    }

    @Test
    void tradesDropOutHourByHourAfterADay() {
        trade(BOOK, PRICE, 10);
        tickAfter(at(HOUR));
        trade(BOOK, PRICE + 5, 4);
        assertThat(tickAfter(at(24 * HOUR - 100 * MS)))
                .singleElement()
                .asString()
                .contains("lots 14", "low 50");
        assertThat(tickAfter(at(24 * HOUR)))
                .containsExactly(
                        ReferenceStatistics.text(BOOK, 4, coins(4, PRICE + 5), 1, PRICE + 5, PRICE + 5, PRICE + 5));
        assertThat(tickAfter(at(25 * HOUR)))
                .containsExactly("statistics " + BOOK + " lots 0 value 0 trades 0 last " + (PRICE + 5));
        assertThat(tickAfter(at(26 * HOUR))).isEmpty();
    }

    @Test
    void aTradeADayLaterReplacesTheHourThatNoTickHasDropped() {
        trade(BOOK, PRICE, 10);
        commands.skip(at(24 * HOUR));
        trade(BOOK, PRICE, 3);
        assertThat(tickAfter(at(24 * HOUR + 100 * MS)))
                .singleElement()
                .asString()
                .contains("lots 3", "trades 1");
    }

    @Test
    void tradesOfOneCommandAtOnePriceAreWorthWhatTheyAreTogether() {
        commands.limit(1, BOOK, Side.SELL, 3, 1);
        commands.limit(1, BOOK, Side.SELL, 3, 1);
        commands.limit(2, BOOK, Side.BUY, 3, 2);
        harness.events();
        assertThat(tickAfter(at(100 * MS))).singleElement().asString().contains("value " + coins(2, 3) + " trades 2");
    }

    @Test
    void whatIsWorthMoreThanCanBeSaidStaysAtTheLargestNumber() {
        for (int i = 0; i < 3; i++) {
            trade(OTHER_BOOK, 1L << 49, 1L << 31);
        }
        assertThat(tickAfter(at(100 * MS)))
                .singleElement()
                .asString()
                .contains("value " + Long.MAX_VALUE + " trades 3");
    }

    /** Of so many lots of the perpetual, rounded to the nearest 1e-8. */
    private static long coins(final long lots, final long price) {
        return (lots * 100_000_000L + price / 2) / price;
    }
}
