package io.strikebook.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.DepositCommandDecoder;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.TickCommandDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardedExecutionsTest {
    private static final int SHARDS = 3;
    private static final int ORDER = NewOrderCommandDecoder.TEMPLATE_ID;
    private static final int TICK = TickCommandDecoder.TEMPLATE_ID;

    private final List<MemoryQueue> queues =
            IntStream.range(0, SHARDS).mapToObj(shard -> new MemoryQueue()).toList();
    private final List<Publication> publications =
            queues.stream().map(MemoryQueue::publication).toList();
    private final ShardedExecutions executions = new ShardedExecutions(
            new CommandOwnership(SHARDS),
            queues.stream().map(MemoryQueue::subscription).toList());
    private final List<String> seen = new ArrayList<>();

    /** The time of a frame says which shard wrote it. */
    private final FrameHandler handler = (buffer, offset, length) ->
            seen.add(FrameLayout.sequence(buffer, offset) + "/" + FrameLayout.timestampNs(buffer, offset));

    private void answer(final int shard, final long... sequences) {
        final Publication publication = publications.get(shard);
        for (final long sequence : sequences) {
            publication.beginGroup(sequence, shard);
            new DoneEncoder().wrapAndApplyHeader(publication.buffer(), publication.claim(64), new FrameHeaderEncoder());
            publication.commit(FrameLayout.HEADER_LENGTH + DoneEncoder.BLOCK_LENGTH);
            publication.endGroup();
        }
        publication.flush();
    }

    @Test
    void aCommandForAllIsAnsweredOnceEveryShardHasAndIsReadInTheirOrder() {
        answer(2, 1);
        answer(0, 1);
        assertThat(executions.isAnswered(1, TICK, 0)).isFalse();
        assertThat(seen).isEmpty();
        answer(1, 1);
        assertThat(executions.isAnswered(1, TICK, 0)).isTrue();
        executions.pollAnswer(TICK, 0, handler);
        assertThat(seen).containsExactly("1/0", "1/1", "1/2");
        assertThat(executions.isTaken(1, TICK, 0)).isTrue();
    }

    @Test
    void aCommandOfAnUnderlyingWaitsForItsShardAlone() {
        answer(0, 4);
        assertThat(executions.isAnswered(1, ORDER, 2)).isFalse();
        answer(1, 1);
        assertThat(executions.isAnswered(1, ORDER, 2)).isTrue();
        executions.pollAnswer(ORDER, 2, handler);
        assertThat(seen).containsExactly("1/1");
        assertThat(executions.isAnswered(2, DepositCommandDecoder.TEMPLATE_ID, 0))
                .as("nobody answers it")
                .isTrue();
        executions.pollAnswer(DepositCommandDecoder.TEMPLATE_ID, 0, handler);
        assertThat(seen).hasSize(1);
        assertThat(executions.isTaken(4, ORDER, 1)).isFalse();
    }

    @Test
    void anAnswerToAnotherCommandIsABrokenPromise() {
        answer(1, 3);
        assertThatThrownBy(() -> executions.isAnswered(2, ORDER, 2))
                .hasMessage("executions group 3 of shard 1 where that of command 2 belongs");
        answer(0, 2);
        assertThatThrownBy(() -> executions.isAnswered(2, TICK, 0)).hasMessageContaining("of shard 1");
    }

    @Test
    void upToASequenceGroupsComeBySequenceAndThenByShard() {
        answer(2, 2, 5, 7, 9);
        answer(0, 1, 5, 9);
        answer(1, 5, 8, 9);
        assertThat(executions.pollTo(8, handler)).isEqualTo(7);
        assertThat(seen).containsExactly("1/0", "2/2", "5/0", "5/1", "5/2", "7/2", "8/1");
        executions.seekAfter(5);
        seen.clear();
        assertThat(executions.pollTo(Long.MAX_VALUE, handler)).isEqualTo(5);
        assertThat(seen).containsExactly("7/2", "8/1", "9/0", "9/1", "9/2");
    }

    @Test
    void thereIsOneQueueForEachShard() {
        assertThatThrownBy(() -> new ShardedExecutions(
                        new CommandOwnership(2), List.of(queues.get(0).subscription())))
                .hasMessage("1 queues of executions for 2 shards");
    }
}
