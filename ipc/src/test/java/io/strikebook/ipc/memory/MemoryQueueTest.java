package io.strikebook.ipc.memory;

import static io.strikebook.ipc.TestGroups.frame;
import static io.strikebook.ipc.TestGroups.group;
import static io.strikebook.ipc.TestGroups.longGroup;
import static io.strikebook.ipc.TestGroups.name;
import static io.strikebook.ipc.TestGroups.pollAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.QueueHead;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryQueueTest {
    private final MemoryQueue queue = new MemoryQueue();
    private final Publication publication = queue.publication();

    @Test
    void handlerMayWriteToTheQueueItReads() {
        final Subscription subscription = queue.subscription();
        group(publication, 1, 40, 20_000, 44);
        publication.flush();
        final long[] next = {2};
        final StringBuilder seen = new StringBuilder();
        assertThat(subscription.poll((buffer, offset, length) -> {
                    final String before = name(buffer, offset, length);
                    for (int i = 0; i < 20; i++) {
                        group(publication, next[0]++, 10_000, 10_000);
                        publication.flush();
                    }
                    assertThat(name(buffer, offset, length)).isEqualTo(before);
                    seen.append(before).append(' ');
                }))
                .isTrue();
        assertThat(seen.toString()).isEqualTo("1/0+40 1/1+20000 1/2+44! ");
        assertThat(subscription.peek()).isEqualTo(2);
        assertThat(pollAll(subscription)).hasSize(120).endsWith("61/0+10000", "61/1+10000!");
    }

    @Test
    void halfOfALongGroupIsSeenByCursorsOnly() {
        final Subscription subscription = queue.subscription();
        final FrameCursor cursor = queue.cursor();
        publication.beginGroup(1, 1);
        for (int i = 0; i < 10; i++) {
            frame(publication, 10_000, i);
        }
        assertThat(subscription.peek()).isEqualTo(Subscription.NONE);
        int frames = 0;
        while (cursor.next()) {
            frames++;
        }
        assertThat(frames).isEqualTo(6);
        publication.endGroup();
        publication.flush();
        assertThat(pollAll(subscription)).hasSize(10).endsWith("1/9+10000!");
    }

    @Test
    void abortedGroupIsDropped() {
        final Subscription subscription = queue.subscription();
        publication.beginGroup(1, 1);
        for (int i = 0; i < 10; i++) {
            frame(publication, 10_000, i);
        }
        new QueueHead(0, 0, 1, 6, 1).abortUnfinishedGroup(queue);
        final Publication restarted = queue.publication();
        restarted.resume(1, 0);
        group(restarted, 2, 40);
        restarted.flush();
        assertThat(pollAll(subscription)).containsExactly("2/0+40!");
    }

    @Test
    void slowReaderKeepsItsFramesAndSeekSkips() {
        final Subscription slow = queue.subscription();
        final Subscription fast = queue.subscription();
        for (int sequence = 1; sequence <= 40; sequence++) {
            group(publication, sequence, longGroup(3));
            publication.flush();
            assertThat(pollAll(fast)).hasSize(3);
        }
        slow.seekAfter(38);
        assertThat(slow.position()).isEqualTo(38);
        assertThat(slow.peek()).isEqualTo(39);
        assertThat(pollAll(slow)).hasSize(6);
        slow.close();
        assertThat(List.of(fast.peek(), fast.position())).containsExactly(-1L, 40L);
    }
}
