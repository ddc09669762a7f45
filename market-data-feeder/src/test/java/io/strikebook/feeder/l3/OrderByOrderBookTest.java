package io.strikebook.feeder.l3;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.feeder.BookLevels;
import io.strikebook.schemas.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.agrona.collections.LongArrayList;

class OrderByOrderBookTest {
    private static final long TICK_E8 = 25_000_000;

    private OrderByOrderBook book = new OrderByOrderBook(TICK_E8);

    /** One entry, or the end of an event. */
    record Step(int kind, long id, boolean bid, int tick, long quantityE8) {
        private Side side() {
            return bid ? Side.BUY : Side.SELL;
        }

        private long priceE8() {
            return tick * TICK_E8;
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(30, 0), Tuple.of(20, 1), Tuple.of(20, 2), Tuple.of(15, 3), Tuple.of(1, 4)),
                        Arbitraries.longs().between(-20, 20),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(-70, 70),
                        Arbitraries.longs().between(-1, 12))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(300);
    }

    @Property(tries = 400)
    void agreesWithItsSlowTwin(@ForAll("steps") final List<Step> steps) {
        book = new OrderByOrderBook(TICK_E8);
        final SimpleOrderBook twin = new SimpleOrderBook();
        final TreeMap<Long, Long> followedBids = new TreeMap<>();
        final TreeMap<Long, Long> followedAsks = new TreeMap<>();
        for (final Step step : steps) {
            switch (step.kind) {
                case 0 ->
                    assertThat(book.add(step.id, step.side(), step.priceE8(), step.quantityE8))
                            .isEqualTo(twin.add(step.id, step.side(), step.priceE8(), step.quantityE8));
                case 1 ->
                    assertThat(book.modify(step.id, step.priceE8(), step.quantityE8))
                            .isEqualTo(twin.modify(step.id, step.priceE8(), step.quantityE8));
                case 2 ->
                    assertThat(book.reduce(step.id, step.quantityE8)).isEqualTo(twin.reduce(step.id, step.quantityE8));
                case 3 -> settle(twin, followedBids, followedAsks);
                default -> {
                    book.clear();
                    twin.clear();
                }
            }
        }
        settle(twin, followedBids, followedAsks);
    }

    /** What whoever reads only changed levels has is what is there. */
    private void settle(
            final SimpleOrderBook twin,
            final TreeMap<Long, Long> followedBids,
            final TreeMap<Long, Long> followedAsks) {
        final BookLevels changes = new BookLevels();
        if (book.settle(changes)) {
            followedBids.clear();
            followedAsks.clear();
        }
        final Set<String> seen = new HashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            assertThat(seen.add(changes.side(i) + "@" + changes.priceE8(i))).isTrue();
            final TreeMap<Long, Long> side = changes.side(i) == Side.BUY ? followedBids : followedAsks;
            if (changes.quantityE8(i) == 0) {
                side.remove(changes.priceE8(i));
            } else {
                side.put(changes.priceE8(i), changes.quantityE8(i));
            }
        }
        book.checkInvariants();
        assertThat(followedBids).isEqualTo(twin.levels(Side.BUY));
        assertThat(followedAsks).isEqualTo(twin.levels(Side.SELL));
        final BookLevels levels = new BookLevels();
        book.copyLevels(Integer.MAX_VALUE, levels);
        assertThat(SimpleOrderBook.text(levels)).isEqualTo(twin.text());
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            for (final long priceE8 : twin.levels(side).keySet()) {
                final LongArrayList ids = new LongArrayList();
                book.copyOrderIds(side, priceE8, ids);
                assertThat(ids).isEqualTo(twin.ids(side, priceE8));
            }
        }
        final TreeMap<Long, Long> bids = twin.levels(Side.BUY);
        final TreeMap<Long, Long> asks = twin.levels(Side.SELL);
        assertThat(book.crossed()).isEqualTo(!bids.isEmpty() && !asks.isEmpty() && bids.lastKey() >= asks.firstKey());
    }

    @Example
    void aPriceBetweenTwoTicksIsRefusedAndChangesNothing() {
        assertThat(book.add(1, Side.BUY, TICK_E8, 5)).isEqualTo(EntryResult.DONE);
        assertThat(book.add(2, Side.BUY, TICK_E8 + 1, 5)).isEqualTo(EntryResult.OFF_GRID);
        assertThat(book.modify(1, TICK_E8 - 1, 5)).isEqualTo(EntryResult.OFF_GRID);
        assertThat(book.orders()).isEqualTo(1);
        assertThat(book.priceE8(1)).isEqualTo(TICK_E8);
    }

    @Example
    void aLevelThatWouldNotFitIsRefused() {
        assertThat(book.add(1, Side.SELL, TICK_E8, Long.MAX_VALUE)).isEqualTo(EntryResult.DONE);
        assertThat(book.add(2, Side.SELL, TICK_E8, 1)).isEqualTo(EntryResult.TOO_LARGE);
        assertThat(book.add(2, Side.SELL, 2 * TICK_E8, 1)).isEqualTo(EntryResult.DONE);
        assertThat(book.modify(2, TICK_E8, 1)).isEqualTo(EntryResult.TOO_LARGE);
        assertThat(book.openE8(2)).isEqualTo(1);
    }

    @Example
    void anOrderThatComesAndGoesWithinAnEventLeavesAnEmptyLevel() {
        book.add(1, Side.BUY, TICK_E8, 5);
        book.settle(new BookLevels());
        book.add(2, Side.BUY, 3 * TICK_E8, 7);
        book.reduce(2, 7);
        final BookLevels changes = new BookLevels();

        assertThat(book.settle(changes)).isFalse();

        assertThat(changes.size()).isEqualTo(1);
        assertThat(changes.priceE8(0)).isEqualTo(3 * TICK_E8);
        assertThat(changes.quantityE8(0)).isZero();
        book.checkInvariants();
    }
}
