package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.runner.Verification.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What verification must find: one flipped bit anywhere in a frame, a wrong engine, a missing end. */
@Timeout(300)
class DivergenceTest {
    private static final int FLIPS_PER_QUEUE = 4;
    private static final int PAGE = 4_096;
    private static final long TURNS = 12_000;

    @TempDir
    private static Path folder;

    private static Home home;
    private Path flippedFile;
    private long flippedAt;
    private int flippedBit;

    @BeforeAll
    static void record() throws Exception {
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("home"), 11)) {
            venue.trade(TURNS);
            venue.stop();
            home = venue.home();
        }
    }

    @AfterEach
    void mend() throws IOException {
        if (flippedFile != null) {
            flip(flippedFile, flippedAt, flippedBit);
            flippedFile = null;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "orders-load", "marks", "commands", "executions", "margin"})
    void aFlippedBitIsFound(final String queue) throws IOException {
        expectFlipsFound(queue, false);
    }

    @Test
    void aFlippedBitInMarketDataIsFoundWhereMarksAreComputedAgain() throws IOException {
        expectFlipsFound(QueueNames.MARKET_DATA, true);
    }

    private void expectFlipsFound(final String queue, final boolean fromMarketData) throws IOException {
        final Random random = new Random(queue.hashCode());
        for (int i = 0; i < FLIPS_PER_QUEUE; i++) {
            final byte[] frame = someFrame(queue, random);
            final int at = random.nextInt(frame.length);
            flippedFile = queueFile(queue);
            flippedAt = find(flippedFile, frame) + at;
            flippedBit = random.nextInt(8);
            flip(flippedFile, flippedAt, flippedBit);
            final Verification verification = verify(home, null, fromMarketData);
            assertThat(verification.outcome())
                    .as("bit %d of byte %d of a frame of %s: %s", flippedBit, at, queue, verification.summary())
                    .isEqualTo(Outcome.DIVERGED);
            assertThat(verification.divergence()).as("names the place").matches("(?s).*\\d.*");
            mend();
        }
    }

    /** In the middle of what was recorded, so that others rely on what is gone. */
    @ParameterizedTest
    @ValueSource(strings = {"orders-load", "marks", "commands", "executions", "margin"})
    void aFileThatWasCutShortOrLostAPageIsNamed(final String queue) throws Exception {
        final Path file = queueFile(queue);
        final Path whole = Files.copy(file, folder.resolve("whole-" + queue));
        final long at = find(file, someFrame(queue, new Random(5)));
        try {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.setLength(at + 5);
            }
            assertThat(damage())
                    .contains(home.queue(queue).toString(), file.getFileName().toString())
                    .contains("was cut short: it ends at byte " + (at + 5));
            Files.copy(whole, file, StandardCopyOption.REPLACE_EXISTING);
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.seek(at & -PAGE);
                bytes.write(new byte[PAGE]);
            }
            assertThat(damage())
                    .as("a hole between documents, or frames that differ")
                    .containsAnyOf(file.getFileName().toString(), "diverges at sequence");
        } finally {
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(verify(home, null, false).outcome()).isEqualTo(Outcome.IDENTICAL);
    }

    /** What is said, before the first command or later. */
    private static String damage() {
        try {
            final Verification verification = verify(home, null, false);
            assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.DIVERGED);
            return verification.divergence();
        } catch (final CorruptFrameException e) {
            return e.getMessage();
        }
    }

    @Test
    void aWrongEngineIsFound() {
        final VenueParameters right;
        try (Recording recording = new Recording(home)) {
            right = recording.manifest().venue();
        }
        final VenueParameters.Fees fees = right.fees();
        final VenueParameters wrong = new VenueParameters(
                right.underlyings(),
                right.autoListing(),
                right.sequencing(),
                right.preTrade(),
                new VenueParameters.Fees(
                        fees.optionRateE8() + 1,
                        fees.optionCapE8(),
                        fees.futureMakerRateE8(),
                        fees.futureTakerRateE8()),
                right.margin(),
                right.marks());
        final Verification verification = verify(home, wrong, false);
        assertThat(verification.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(verification.divergence()).startsWith("margin diverges at sequence");
        assertThat(verification.frames()).isPresent();
    }

    @Test
    void aMissingEndIsIncomplete() throws Exception {
        final Home cut;
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("cut"), 13)) {
            venue.trade(6_000);
            cut = venue.home();
        }
        final Verification verification = verify(cut, null, false);
        assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(verification.missingTotal()).isPositive();
        assertThat(verification.summary()).startsWith("incomplete (" + verification.missingTotal() + ")");
    }

    @Test
    void theBeginningOfAHomeThatRunsIsIdentical() throws Exception {
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("running"), 23)) {
            venue.trade(4_000);
            try (Recording recording = new Recording(venue.home())) {
                final long answered = recording.lastAnsweredCommand();
                assertThat(answered).isPositive();
                final Verifier verifier =
                        new Verifier(recording, recording.manifest().venue(), true, answered);
                venue.trade(2_000);
                final Verification verification = verifier.run(sequence -> {});
                assertThat(verification.outcome()).as(verification.summary()).isEqualTo(Outcome.IDENTICAL);
                assertThat(verification.commands()).isEqualTo(answered);
            }
        }
    }

    private static Verification verify(
            final Home what, final VenueParameters parameters, final boolean fromMarketData) {
        try (Recording recording = new Recording(what)) {
            return new Verifier(
                            recording, parameters == null ? recording.manifest().venue() : parameters, fromMarketData)
                    .run(sequence -> {});
        }
    }

    /** A frame of the first half of a queue, so that a checkpoint follows it. */
    private static byte[] someFrame(final String queue, final Random random) {
        try (Recording recording = new Recording(home)) {
            final FrameCursor count = recording.cursor(queue);
            int frames = 0;
            while (count.next()) {
                frames++;
            }
            final int chosen = random.nextInt(Math.max(1, frames / 2));
            final FrameCursor cursor = recording.cursor(queue);
            for (int i = 0; i <= chosen; i++) {
                cursor.next();
            }
            final byte[] frame = new byte[cursor.length()];
            cursor.buffer().getBytes(cursor.offset(), frame);
            return frame;
        }
    }

    private static Path queueFile(final String queue) throws IOException {
        try (Stream<Path> files = Files.list(home.queue(queue))) {
            final List<Path> data =
                    files.filter(file -> file.toString().endsWith(".cq4")).toList();
            assertThat(data).hasSize(1);
            return data.get(0);
        }
    }

    private static long find(final Path file, final byte[] frame) throws IOException {
        final byte[] content = Files.readAllBytes(file);
        for (int start = 0; start <= content.length - frame.length; start += Integer.BYTES) {
            if (content[start] == frame[0]
                    && Arrays.equals(content, start, start + frame.length, frame, 0, frame.length)) {
                return start;
            }
        }
        throw new AssertionError("frame not found in " + file);
    }

    private static void flip(final Path file, final long at, final int bit) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(at);
            final int value = access.read();
            access.seek(at);
            access.write(value ^ 1 << bit);
        }
    }
}
