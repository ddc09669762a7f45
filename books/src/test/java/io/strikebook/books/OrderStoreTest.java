package io.strikebook.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Records and their ids against a map of the JDK. */
class OrderStoreTest {
    private static final long LARGEST = 1L << 31;

    private final OrderStore orders = new OrderStore();

    @Test
    void ordersAreFoundUntilTheyEndWhateverElseComesAndGoes() {
        final SplittableRandom random = new SplittableRandom(3);
        final Map<Long, Integer> places = new HashMap<>();
        final List<Long> ids = new ArrayList<>();
        long nextId = 1;
        for (int i = 0; i < 200_000; i++) {
            if (ids.size() < 20_000 && random.nextInt(5) < 3) {
                nextId += random.nextInt(3) == 0 ? 1 << 12 : 3L << 12;
                places.put(nextId, orders.addFound(nextId));
                ids.add(nextId);
            } else if (!ids.isEmpty()) {
                final int index = random.nextInt(ids.size());
                final long id = ids.set(index, ids.get(ids.size() - 1));
                ids.remove(ids.size() - 1);
                assertThat(orders.find(id)).isEqualTo(places.get(id));
                orders.removeFound(places.remove(id));
                assertThat(orders.find(id)).isZero();
            }
        }
        assertThat(orders.size()).isEqualTo(places.size());
        places.forEach((id, place) -> {
            assertThat(orders.find(id)).isEqualTo(place);
            assertThat(orders.orderId(place)).isEqualTo(id);
        });
    }

    @Test
    void eachFieldKeepsWhatItWasSetTo() {
        final int place = orders.add(7);
        orders.lots(place, LARGEST, LARGEST - 1);
        orders.links(place, 1, 2);
        orders.next(place, Integer.MAX_VALUE);
        orders.previous(place, 3);
        orders.level(place, 4);
        orders.extras(place, 5);
        orders.level(place, 6);
        assertThat(orders.shownLots(place)).isEqualTo(LARGEST);
        assertThat(orders.hiddenLots(place)).isEqualTo(LARGEST - 1);
        assertThat(orders.next(place)).isEqualTo(Integer.MAX_VALUE);
        assertThat(orders.previous(place)).isEqualTo(3);
        assertThat(orders.level(place)).isEqualTo(6);
        assertThat(orders.extras(place)).isEqualTo(5);
        assertThat(orders.orderId(place)).isEqualTo(7);
    }

    @Test
    void anOrderThatIsNotFoundByItsIdCannotEndAsIfItWere() {
        final int place = orders.add(7);
        assertThat(orders.find(7)).isZero();
        assertThatThrownBy(() -> orders.removeFound(place)).hasMessageContaining("order 7 is not found by its id");
    }
}
