package io.strikebook.matching.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.order.OrderIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against a map, with ids as they are given out: commands' sequences shifted by 12, some with an ordinal; some stay for long. */
class OrderIndexTest {
    private static final int STEPS = 400_000;
    private static final int MOST = 20_000;

    @Test
    void doesWhatAMapDoes() {
        final SplittableRandom random = new SplittableRandom(8);
        final OrderIndex index = new OrderIndex();
        final Map<Long, Order> map = new HashMap<>();
        final List<Long> ids = new ArrayList<>();
        long sequence = 0;
        for (int i = 0; i < STEPS; i++) {
            if (ids.isEmpty() || ids.size() < MOST && random.nextInt(100) < 55) {
                final int ordinal = random.nextInt(4) == 0 ? 1 + random.nextInt(OrderIds.MAX_ORDINAL) : 0;
                sequence += 1 + random.nextInt(3);
                final Order order = new Order();
                order.orderId = OrderIds.of(sequence, ordinal);
                index.add(order);
                map.put(order.orderId, order);
                ids.add(order.orderId);
            } else {
                final int at = random.nextInt(ids.size());
                final long id = ids.set(at, ids.get(ids.size() - 1));
                ids.remove(ids.size() - 1);
                assertThat(index.remove(id)).isSameAs(map.remove(id));
                assertThat(index.get(id)).isNull();
                assertThat(index.remove(id)).isNull();
            }
            assertThat(index.size()).isEqualTo(map.size());
            if (!ids.isEmpty()) {
                final long id = ids.get(random.nextInt(ids.size()));
                assertThat(index.get(id)).isSameAs(map.get(id));
            }
        }
        for (final long id : ids) {
            assertThat(index.get(id)).isSameAs(map.get(id));
        }
        assertThat(index.get(1)).isNull();
    }

    @Test
    void ordersOfManyCommandsAgoAreFoundBesideTheRing() {
        final OrderIndex index = new OrderIndex();
        final List<Order> orders = new ArrayList<>();
        // all of them belong into one place of the ring, however large it gets for so few
        for (int i = 0; i < 1_000; i++) {
            final Order order = new Order();
            order.orderId = OrderIds.of((long) i << 20, 0);
            index.add(order);
            orders.add(order);
        }
        orders.forEach(order -> assertThat(index.get(order.orderId)).isSameAs(order));
        for (int i = 999; i >= 0; i -= 2) {
            assertThat(index.remove(orders.get(i).orderId)).isSameAs(orders.get(i));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(index.get(orders.get(i).orderId)).isSameAs(i % 2 == 0 ? orders.get(i) : null);
        }
        assertThat(index.size()).isEqualTo(500);
    }
}
