package io.strikebook.ipc.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots are whole or not loaded. */
class SnapshotStoreTest {
    private static final SnapshotFile.Identity IDENTITY = new SnapshotFile.Identity("home-1", "matching", 77);

    @TempDir
    Path folder;

    private final List<String> words = new ArrayList<>();
    private SnapshotStore store;

    @BeforeEach
    void makeStore() {
        store = new SnapshotStore(folder.resolve("snapshots"), "home-1", words::add);
    }

    @Test
    void readsBackWhatWasWritten() {
        final Path file = folder.resolve("x.state");
        SnapshotFile.write(file, IDENTITY, state(5));
        final SnapshotInput input = SnapshotFile.read(file, IDENTITY);
        input.section("book", 1);
        assertThat(input.getLong()).isEqualTo(5);
        assertThat(input.getString()).isEqualTo("text");
        input.end();
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aVerifiedSetIsBoundToItsBytes() throws IOException {
        final SnapshotSet older = store.write(5, Map.of("margin", state(1), "risk", state(2)));
        final SnapshotSet newer = store.write(9, Map.of("margin", state(3), "risk", state(4)));
        assertThat(store.newestVerified(100)).isEmpty();
        store.markVerified(older, "test");
        store.markVerified(newer, "test");
        assertThat(store.newestVerified(100).orElseThrow().sequence()).isEqualTo(9);
        assertThat(store.newestVerified(8).orElseThrow().sequence()).isEqualTo(5);

        SnapshotFile.write(
                newer.folder().resolve("risk.state"), new SnapshotFile.Identity("home-1", "risk", 9), state(5));
        assertThat(store.whole(9))
                .as("a state of the right kind, but another one")
                .isPresent();
        assertThat(store.newestVerified(100).orElseThrow().sequence()).isEqualTo(5);
        assertThat(words).anyMatch(line -> line.contains("its state of risk is not the one verified"));

        Files.copy(
                newer.folder().resolve("verified"),
                older.folder().resolve("verified"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(store.newestVerified(100)).as("marker of another set").isEmpty();
    }

    @Test
    void refusesEveryFlippedBitAndEveryCut() throws IOException {
        final Path file = folder.resolve("x.state");
        SnapshotFile.write(file, IDENTITY, state(5));
        final byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            final byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            Files.write(file, flipped);
            assertThatThrownBy(() -> SnapshotFile.read(file, IDENTITY)).isInstanceOf(SnapshotException.class);
            Files.write(file, Arrays.copyOf(whole, i));
            assertThatThrownBy(() -> SnapshotFile.read(file, IDENTITY))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("x.state");
        }
    }

    @Test
    void refusesWhatBelongsElsewhere() {
        final Path file = folder.resolve("x.state");
        SnapshotFile.write(file, IDENTITY, state(5));
        refused(file, new SnapshotFile.Identity("home-2", "matching", 77), "home is home-1, expected home-2");
        refused(file, new SnapshotFile.Identity("home-1", "margin", 77), "role is matching, expected margin");
        refused(file, new SnapshotFile.Identity("home-1", "matching", 78), "sequence is 77, expected 78");
        refused(folder.resolve("y.state"), IDENTITY, "cannot be read");
    }

    @Test
    void givesTheNewestSetNotBeyondASequence() {
        write(100);
        write(200);
        write(300);
        assertThat(store.sequences()).containsExactly(100L, 200L, 300L);
        assertThat(store.newest("margin", 299).orElseThrow().sequence()).isEqualTo(200);
        assertThat(store.newest("margin", 300).orElseThrow().sequence()).isEqualTo(300);
        assertThat(store.newest("margin", 99)).isEmpty();
        final SnapshotInput input = store.newest("matching", 250).orElseThrow().open("matching");
        input.section("book", 1);
        assertThat(input.getLong()).isEqualTo(200);
        assertThat(words).isEmpty();
        store.keepNewest(1);
        assertThat(store.sequences()).containsExactly(300L);
    }

    @Test
    void passesOverADamagedSetWithAWord() throws IOException {
        write(100);
        write(200);
        write(300);
        final Path newest = store.newest("margin", 300).orElseThrow().folder();
        final byte[] bytes = Files.readAllBytes(newest.resolve("margin.state"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest.resolve("margin.state"), bytes);
        Files.delete(store.newest("matching", 200).orElseThrow().folder().resolve("complete"));
        assertThat(store.newest("matching", 300).orElseThrow().sequence()).isEqualTo(100);
        assertThat(words).hasSize(2);
        assertThat(words.get(0)).contains("margin.state: damaged");
        assertThat(words.get(1)).contains("complete: cannot be read");
    }

    @Test
    void ignoresASetThatWasNotFinishedAndWritesItAgain() throws IOException {
        final Path unfinished = folder.resolve("snapshots/000000000000000400.tmp");
        Files.createDirectories(unfinished);
        Files.writeString(unfinished.resolve("matching.state"), "half");
        assertThat(store.newest("matching", Long.MAX_VALUE)).isEmpty();
        write(400);
        assertThat(store.newest("matching", 400).orElseThrow().sequence()).isEqualTo(400);
    }

    @Test
    void replacesADamagedSetAndKeepsAWholeOne() throws IOException {
        write(500);
        final Path margin = folder.resolve("snapshots/000000000000000500/margin.state");
        store.write(500, Map.of("margin", state(7)));
        assertThat(store.newest("matching", 500)).isPresent();
        Files.writeString(margin, "not a state");
        assertThat(store.newest("margin", 500)).isEmpty();
        write(500);
        assertThat(store.newest("margin", 500)).isPresent();
    }

    @Test
    void hasNothingInAnEmptyHome() {
        assertThat(store.newest("matching", 1)).isEmpty();
    }

    private void write(final long sequence) {
        store.write(sequence, Map.of("matching", state(sequence), "margin", state(-sequence)));
    }

    private static SnapshotOutput state(final long value) {
        return new SnapshotOutput().section("book", 1).putLong(value).putString("text");
    }

    private static void refused(final Path file, final SnapshotFile.Identity expected, final String message) {
        assertThatThrownBy(() -> SnapshotFile.read(file, expected))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(message);
    }
}
