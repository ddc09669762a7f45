package io.strikebook.matching.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a price costs where many orders trail: those that fire, and those that change their group, which few do. */
class TrailingOrdersTest {
    private static final int ORDERS = 1_024;
    private static final int LOG_ORDERS = 10;

    private final StateHash hash = new StateHash();
    private final LiveOrders live = new LiveOrders(2 * ORDERS, 4, new PositionMirror(hash), new Links(hash));
    private final WaitingOrders waiting = new WaitingOrders(2, hash);
    private final List<Order> trailing = new ArrayList<>();
    private long lastId;

    @Test
    void aRisingPriceTouchesNoOrderThatSawAllOfIt() {
        for (int i = 0; i < ORDERS; i++) {
            add(Side.SELL, 10_000 + i);
        }
        for (int price = 1; price <= 1_000; price++) {
            price(price);
        }
        assertThat(waiting.trailingMoves()).isZero();
        assertThat(trailing.get(3).details().trigger.priceE8()).isEqualTo(1_000 - 10_003);
        waiting.check();
    }

    @Test
    void ordersThatCameAtEveryPriceMeetInAsManyMovesAsHalvings() {
        for (int i = 0; i < ORDERS; i++) {
            add(Side.SELL, 1_000_000);
            price(ORDERS - i);
        }
        assertThat(waiting.trailingMoves()).isZero();
        for (int price = 1; price <= ORDERS + 1; price++) {
            price(price);
        }
        assertThat(waiting.trailingMoves()).isBetween((long) ORDERS / 2, (long) ORDERS * LOG_ORDERS);
        for (final Order order : trailing) {
            assertThat(order.details().trigger.priceE8()).isEqualTo(ORDERS + 1 - 1_000_000);
        }
        waiting.check();
    }

    @Test
    void theSumOfMovesStaysSmallWhateverThePriceDoes() {
        final SplittableRandom random = new SplittableRandom(7);
        long price = 1_000_000;
        for (int i = 0; i < ORDERS; i++) {
            add(random.nextBoolean() ? Side.SELL : Side.BUY, 10_000_000);
            price += random.nextInt(-500, 501);
            price(price);
        }
        for (int i = 0; i < 10 * ORDERS; i++) {
            price += random.nextInt(-500, 501);
            price(price);
        }
        assertThat(waiting.trailingMoves()).isLessThanOrEqualTo((long) ORDERS * LOG_ORDERS);
        waiting.check();
    }

    @Test
    void theOneNextToItsPriceFiresAndNoOther() {
        add(Side.SELL, 30);
        add(Side.SELL, 10);
        price(100);
        add(Side.SELL, 5);
        price(96);
        assertThat(fired()).isEmpty();
        price(91);
        assertThat(fired()).containsExactly(3L);
        price(90);
        assertThat(fired()).containsExactly(2L);
        price(70);
        assertThat(fired()).containsExactly(1L);
        waiting.check();
    }

    private List<Long> fired() {
        final List<Long> ids = new ArrayList<>();
        for (Order order = waiting.nextFired(); order != null; order = waiting.nextFired()) {
            ids.add(order.orderId());
        }
        return ids;
    }

    private void price(final long priceE8) {
        waiting.price(1, TriggerReference.MARK, priceE8);
    }

    private void add(final Side side, final long offsetE8) {
        final OrderTerms terms = new OrderTerms()
                .clear()
                .accountId(1)
                .instrumentId(1)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                .priceE8(1)
                .quantityLots(1);
        terms.withDetails()
                .trigger()
                .set(TriggerKind.TRAILING, TriggerReference.MARK, Trigger.NO_PRICE, offsetE8, false);
        final Order order = live.create(++lastId, terms);
        live.add(order);
        waiting.add(order);
        trailing.add(order);
    }
}
