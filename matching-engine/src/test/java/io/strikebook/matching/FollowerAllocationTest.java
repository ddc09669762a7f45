package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.strikebook.books.BookFollower;
import io.strikebook.books.BookListener;
import io.strikebook.books.FollowedBook;
import io.strikebook.schemas.Side;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Whoever follows books allocates nothing once they were as large before, is told what anyone may know, and notices what is missing. */
class FollowerAllocationTest {
    private static final int COMMANDS = 60_000;
    private static final int ROUNDS = 10;

    @Test
    void followingAllocatesNothingOnceBooksWereAsLargeBefore() {
        final EngineHarness harness = new EngineHarness();
        final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        harness.recordInto(recorded);
        final RandomSession session = new RandomSession(4);
        int grown = 0;
        for (int i = 0; i < COMMANDS; i++) {
            session.next(harness.commands);
            harness.events();
            grown = i < COMMANDS * 9 / 10 ? recorded.size() : grown;
        }
        harness.close();
        final UnsafeBuffer frames = new UnsafeBuffer(recorded.toByteArray());
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && allocated > 0; round++) {
            final BookFollower follower = new BookFollower();
            follower.onFrames(frames, 0, grown);
            final long before = threads.getCurrentThreadAllocatedBytes();
            follower.onFrames(frames, grown, frames.capacity() - grown);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated)
                .as("bytes allocated by %d commands", COMMANDS / 10)
                .isZero();
    }

    @Test
    void theListenerIsToldWhatAnyoneMayKnow() {
        final List<String> told = new ArrayList<>();
        final EngineHarness harness = EngineHarness.followedBy(new Teller(told));
        final Commands commands = harness.commands;
        commands.list(1);
        final ReferenceMatching.Entry iceberg = ReferenceMatching.Entry.limit(1, 1, Side.SELL, 100, 9);
        iceberg.detailed = true;
        iceberg.label = "mine";
        iceberg.display = 2;
        final long maker = commands.newOrder(iceberg);
        final long taker = commands.limit(2, 1, Side.BUY, 101, 3);
        commands.cancel(1, 1, maker);
        harness.events();
        assertThat(told)
                .containsExactly(
                        "listed TEST-1",
                        "end 1",
                        "added sell " + maker + " 2@100",
                        "end 2",
                        "removed sell " + maker + " @100",
                        "added sell " + maker + " 2@100",
                        "trade " + (taker) + " buys 2@100",
                        "changed sell " + maker + " 1@100",
                        "trade " + (taker + 1) + " buys 1@100",
                        "end 3",
                        "removed sell " + maker + " @100",
                        "end 4");
        harness.close();
    }

    @Test
    void aMissingFrameIsNoticed() {
        final EngineHarness harness = new EngineHarness();
        final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        harness.commands.list(1);
        harness.events();
        harness.recordInto(recorded);
        harness.commands.limit(1, 1, Side.BUY, 100, 5);
        harness.events();
        final byte[] order = recorded.toByteArray();
        harness.close();
        assertThatThrownBy(() -> new BookFollower().onFrames(new UnsafeBuffer(order), 0, order.length))
                .hasMessage("instrument 1 was not listed; executions are followed from their first frame");
    }

    /** What is told, as text. */
    private static final class Teller implements BookListener {
        private final List<String> told;

        private Teller(final List<String> told) {
            this.told = told;
        }

        @Override
        public void onListed(final FollowedBook book) {
            told.add("listed " + book.instrument().terms().symbol());
        }

        @Override
        public void onAdded(
                final FollowedBook book, final boolean buy, final long orderId, final long price, final long lots) {
            told.add("added " + side(buy) + orderId + ' ' + lots + '@' + price);
        }

        @Override
        public void onChanged(
                final FollowedBook book,
                final boolean buy,
                final long previousId,
                final long orderId,
                final long price,
                final long lots) {
            told.add("changed " + side(buy) + orderId + ' ' + lots + '@' + price);
        }

        @Override
        public void onRemoved(final FollowedBook book, final boolean buy, final long orderId, final long price) {
            told.add("removed " + side(buy) + orderId + " @" + price);
        }

        @Override
        public void onTrade(
                final FollowedBook book,
                final long tradeId,
                final boolean takerBuys,
                final long price,
                final long lots,
                final long timestampNs) {
            told.add("trade " + tradeId + (takerBuys ? " buys " : " sells ") + lots + '@' + price);
        }

        @Override
        public void onGroupEnd(final long sequence, final long timestampNs) {
            told.add("end " + sequence);
        }

        private static String side(final boolean buy) {
            return buy ? "buy " : "sell ";
        }
    }
}
