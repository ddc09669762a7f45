package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.books.BookFollower;
import io.strikebook.books.FollowedBook;
import io.strikebook.books.FollowedLevel;
import io.strikebook.books.OrderCursor;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.matching.rules.ImpliedTop;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Books that were rebuilt from the executions alone are the engine's own after every command, order by order, whatever commands there were;
 * and so are the tops that it published, also those of somebody who was told what stood in them somewhere in between. {@code -Dstrikebook.matching.commands=N} runs N commands per seed.
 */
class FollowedBooksTest {
    private static final int COMMANDS = Integer.getInteger("strikebook.matching.commands", 20_000);
    private static final int CHECK_EVERY = 64;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void areTheEnginesOwnAfterEveryCommand(final long seed) {
        EngineHarness harness = new EngineHarness();
        final RandomSession session = new RandomSession(seed);
        final SplittableRandom restarts = new SplittableRandom(seed);
        for (int i = 0; i < COMMANDS; i++) {
            session.next(harness.commands);
            final List<String> events = harness.events();
            assertSame(harness, seed);
            for (final String event : events) {
                assertThat(!event.startsWith("top ") || tops(harness.follower).contains(event))
                        .as("seed %d, command %d: %s", seed, harness.engine.lastSequence(), event)
                        .isTrue();
            }
            if (i % CHECK_EVERY == 0) {
                harness.follower.check();
            }
            if (restarts.nextInt(2_000) == 0) {
                final EngineHarness restored =
                        restarts.nextBoolean() ? harness.restored() : harness.restoredAndSeeded();
                harness.close();
                harness = restored;
                harness.follower.check();
                assertSame(harness, seed);
            }
        }
        assertThat(harness.follower.liveOrders()).isEqualTo(harness.engine.liveOrders() + harness.engine.liveQuotes());
        harness.close();
    }

    private static void assertSame(final EngineHarness harness, final long seed) {
        for (int id = 1; id <= harness.engine.books().lastId(); id++) {
            final OrderBook book = harness.engine.books().get(id);
            final FollowedBook followed = harness.follower.book(id);
            assertThat(followed.phase()).isEqualTo(book.phase());
            if (book.isCombo()) {
                final ImpliedTop top = harness.engine.books().impliedTops().published(id);
                assertThat(new long[] {
                            followed.impliedBidE8(),
                            followed.impliedBidLots(),
                            followed.impliedAskE8(),
                            followed.impliedAskLots()
                        })
                        .containsExactly(top.bidE8(), top.bidLots(), top.askE8(), top.askLots());
            }
            for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
                final List<Long> own = own(book, side);
                final List<Long> theirs = followed(harness.follower, followed, side);
                if (!own.equals(theirs)) {
                    assertThat(theirs)
                            .as("%s side of %d, seed %d, command %d", side, id, seed, harness.engine.lastSequence())
                            .isEqualTo(own);
                }
            }
        }
    }

    /** Price, lots and orders of each level, then id and shown lots of each order. */
    private static List<Long> own(final OrderBook book, final Side side) {
        final List<Long> all = new ArrayList<>();
        for (PriceLevel level = book.best(side); level != null; level = level.worse()) {
            all.add(level.priceE8());
            all.add(level.lots());
            all.add((long) level.orders());
            for (Order order = level.first(); order != null; order = order.nextInLevel()) {
                all.add(order.orderId());
                all.add(order.shownLots());
            }
        }
        return all;
    }

    private static List<Long> followed(final BookFollower follower, final FollowedBook book, final Side side) {
        final List<Long> all = new ArrayList<>();
        final OrderCursor cursor = follower.cursor();
        for (FollowedLevel level = book.best(side); level != null; level = level.worse()) {
            all.add(level.priceE8());
            all.add(level.lots());
            all.add((long) level.orders());
            cursor.at(level);
            while (cursor.next()) {
                all.add(cursor.orderId());
                all.add(cursor.shownLots());
            }
        }
        return all;
    }

    private static List<String> tops(final BookFollower follower) {
        final List<String> tops = new ArrayList<>();
        for (int id = 1; id <= follower.lastInstrument(); id++) {
            tops.add(EventText.top(
                    id,
                    top(follower.book(id).best(Side.BUY)),
                    top(follower.book(id).best(Side.SELL))));
        }
        return tops;
    }

    private static String top(final FollowedLevel level) {
        return level == null ? "-" : EventText.side(level.priceE8(), level.lots());
    }
}
