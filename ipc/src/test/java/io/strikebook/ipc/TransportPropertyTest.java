package io.strikebook.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.recovery.FrameCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.agrona.concurrent.UnsafeBuffer;

/** Whatever is published, both transports hand out the same frames, and a seek lands where a scan would. */
class TransportPropertyTest {
    /** One step of a script: a group of these frame lengths, flushed or not. */
    record Step(int gap, List<Integer> frameLengths, boolean flush) {}

    @Provide
    Arbitrary<List<Step>> scripts() {
        final Arbitrary<Integer> length = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(32, 300)),
                Tuple.of(1, Arbitraries.integers().between(10_000, 60 * 1024)));
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        length.list().ofMinSize(1).ofMaxSize(8),
                        Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
    void bothTransportsHandOutWhatWasPublished(@ForAll("scripts") final List<Step> script) throws IOException {
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.SMALL, System::nanoTime);
        final Path folder = Files.createTempDirectory("strikebook-transport");
        final MemoryQueue memory = new MemoryQueue();
        transport.create(folder);
        try (Subscription mapped = transport.subscription(folder);
                Subscription inMemory = memory.subscription();
                FrameCursor mappedFrames = transport.cursor(folder);
                FrameCursor frames = memory.cursor();
                Publication toMapped = new GroupBuffer(transport.sink(folder));
                Publication toMemory = memory.publication()) {
            final List<Long> sequences = publish(script, toMapped, toMemory);
            final long hash = hashOfAll(inMemory, sequences.size());
            assertThat(hash).isEqualTo(toMemory.producedHash()).isEqualTo(toMapped.producedHash());
            assertThat(hashOfAll(mapped, sequences.size())).isEqualTo(hash);
            assertThat(hashOfAll(mappedFrames)).isEqualTo(hash);
            assertThat(hashOfAll(frames)).isEqualTo(hash);
            seekEverywhere(mapped, sequences);
        } finally {
            delete(folder);
        }
    }

    private static List<Long> publish(final List<Step> script, final Publication toMapped, final Publication toMemory) {
        final List<Long> sequences = new ArrayList<>();
        long sequence = 0;
        for (final Step step : script) {
            sequence += step.gap();
            sequences.add(sequence);
            final int[] lengths =
                    step.frameLengths().stream().mapToInt(Integer::intValue).toArray();
            TestGroups.group(toMapped, sequence, lengths);
            TestGroups.group(toMemory, sequence, lengths);
            if (step.flush()) {
                toMapped.flush();
            }
        }
        toMapped.flush();
        toMemory.flush();
        return sequences;
    }

    private static long hashOfAll(final Subscription subscription, final int groups) {
        final long[] hash = {FrameHash.EMPTY};
        int polled = 0;
        while (subscription.poll(
                (buffer, offset, length) -> hash[0] = FrameHash.update(hash[0], buffer, offset, length))) {
            polled++;
        }
        assertThat(polled).isEqualTo(groups);
        return hash[0];
    }

    private static long hashOfAll(final FrameCursor cursor) {
        long hash = FrameHash.EMPTY;
        while (cursor.next()) {
            final UnsafeBuffer buffer = cursor.buffer();
            hash = FrameHash.update(hash, buffer, cursor.offset(), cursor.length());
        }
        return hash;
    }

    private static void seekEverywhere(final Subscription subscription, final List<Long> sequences) {
        final long last = sequences.get(sequences.size() - 1);
        for (long after = 0; after <= last; after++) {
            final long target = after;
            subscription.seekAfter(after);
            assertThat(subscription.peek())
                    .isEqualTo(sequences.stream()
                            .filter(sequence -> sequence > target)
                            .findFirst()
                            .orElse(Subscription.NONE));
        }
    }

    private static void delete(final Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
