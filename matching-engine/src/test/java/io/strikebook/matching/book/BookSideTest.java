package io.strikebook.matching.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.matching.Commands;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Levels of one side against a sorted map, thousands deep; and that the callable checks do find broken links. */
class BookSideTest {
    private static final long SEED = 5;

    private final StateHash stateHash = new StateHash();
    private final LiveOrders orders = new LiveOrders(100_000, 10, new PositionMirror(stateHash), new Links(stateHash));
    private final OrderBook book = new OrderBook(new Instrument(1, 1, Commands.terms(1)), new LevelPool(), stateHash);
    private long nextId = 1;

    @ParameterizedTest
    @EnumSource(names = {"BUY", "SELL"})
    void thousandsOfLevelsStaySorted(final Side side) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final TreeMap<Long, Long> lotsByPrice = new TreeMap<>();
        final List<Order> live = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            if (live.size() < 5_000 || random.nextBoolean()) {
                final Order order = rest(side, random.nextInt(-9_000, 9_000), 1 + random.nextInt(9));
                live.add(order);
                lotsByPrice.merge(order.priceE8(), order.remainingLots(), Long::sum);
                if (i % 100 == 0) {
                    book.check();
                }
            } else {
                final int index = random.nextInt(live.size());
                final Order order = live.get(index);
                live.set(index, live.get(live.size() - 1));
                live.remove(live.size() - 1);
                lotsByPrice.merge(order.priceE8(), -order.remainingLots(), (a, b) -> a + b == 0 ? null : a + b);
                book.remove(order);
                orders.end(order);
            }
        }
        assertThat(lotsByPrice).hasSizeGreaterThan(3_000);
        PriceLevel level = book.best(side);
        for (final long price : side == Side.BUY ? lotsByPrice.descendingKeySet() : lotsByPrice.keySet()) {
            assertThat(level.priceE8()).isEqualTo(price);
            assertThat(level.lots()).isEqualTo(lotsByPrice.get(price));
            level = level.worse();
        }
        assertThat(level).isNull();
        book.check();
        orders.check();
    }

    @Test
    void theHashReturnsToWhereItWasWhenEverythingIsGone() {
        final long empty = stateHash.value();
        final Order order = rest(Side.BUY, 100, 5);
        book.fill(order, 2);
        book.shrink(order, 1);
        book.fill(order, 1);
        orders.end(order);
        assertThat(stateHash.value()).isEqualTo(empty);
    }

    @Test
    void checksFindACrossedBookWrongLotsAndALostOrder() {
        final Order bid = rest(Side.BUY, 100, 5);
        final Order ask = rest(Side.SELL, 100, 5);
        assertThatThrownBy(book::check).hasMessage("book 1 is crossed: bid 100, ask 100");
        book.remove(ask);
        assertThatThrownBy(orders::check).hasMessageStartingWith("list of account 1 is broken at order");
        orders.end(ask);
        bid.remainingLots(bid.remainingLots() + 1);
        assertThatThrownBy(book::check).hasMessage("level 100 has 1 orders with 6 lots, but says 1 with 5");
    }

    @Test
    void aReleasedOrderCannotBeUsed() {
        final Order order = rest(Side.BUY, 100, 5);
        book.remove(order);
        orders.end(order);
        assertThatThrownBy(() -> book.rest(order)).hasMessage("an order was used after its release");
        assertThatThrownBy(() -> book.fill(order, 1)).hasMessage("an order was used after its release");
    }

    @Test
    void moreOrdersThanTheVenueAllowsAreABrokenInvariant() {
        final LiveOrders two = new LiveOrders(2, 10, new PositionMirror(stateHash), new Links(stateHash));
        create(two, Side.BUY, 1, 1);
        create(two, Side.BUY, 1, 1);
        assertThatThrownBy(() -> create(two, Side.BUY, 1, 1)).hasMessageContaining("preTrade.maxLiveOrders");
    }

    private Order rest(final Side side, final long price, final long lots) {
        final Order order = create(orders, side, price, lots);
        orders.add(order);
        book.rest(order);
        return order;
    }

    private Order create(final LiveOrders target, final Side side, final long price, final long lots) {
        return target.create(
                nextId++,
                new OrderTerms()
                        .accountId(1)
                        .instrumentId(1)
                        .side(side)
                        .orderType(OrderType.LIMIT)
                        .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                        .priceE8(price)
                        .quantityLots(lots));
    }
}
