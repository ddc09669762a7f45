package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ErrorLog;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.CreateAccountDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewOrderDecoder;
import io.strikebook.schemas.NewOrderEncoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What real processes do with what is wrong: they refuse to start, or stop and name the place, or go on as documented;
 * and nothing that was recorded is changed.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BadInputTest {
    private static final int STRANGE_REQUESTS = 5_000;

    @Test
    void everyRoleRefusesAHomeOrConfigurationThatIsWrong() throws IOException {
        try (VenueProcesses venue = VenueProcesses.create("refuses", new VenueConfig())) {
            final Map<String, Long> before = frames(venue);
            final Path unknownKeys = venue.home().path().resolveSibling("unknown-keys.yaml");
            Files.writeString(
                    unknownKeys,
                    "feeder:\n  colour: red\npricer:\n  colour: red\nrisk:\n  colour: red\nmatching:\n  colour: red\n"
                            + "margin:\n  colour: red\nload:\n  colour: red\n");
            for (final Role role : Role.values()) {
                assertThat(venue.runToEnd(role, "--config", unknownKeys.toString()))
                        .as(venue.output(role))
                        .isEqualTo(StrikebookProcess.BAD_USAGE);
                assertThat(venue.output(role))
                        .contains(unknownKeys.toString(), "colour")
                        .doesNotContain("\tat ");
            }
            refuseEditedManifest(venue, "schemaVersion: ", "schemaVersion: 9", "schema");
            refuseEditedManifest(venue, "homeId: \"", "homeId: \"0", "is not this home's");
            final Path queue = venue.home().queue(QueueNames.COMMANDS);
            final Path hidden = queue.resolveSibling("hidden");
            Files.move(queue, hidden);
            refuse(venue, "queue commands is missing");
            Files.move(hidden, queue);
            assertThat(frames(venue)).isEqualTo(before);
            venue.start(Role.MARGIN);
            venue.awaitRunning(Role.MARGIN);
            venue.stop(Role.MARGIN);
            venue.succeeded();
        }
    }

    private static void refuseEditedManifest(
            final VenueProcesses venue, final String what, final String by, final String complaint) throws IOException {
        final Path manifest = venue.home().manifestFile();
        final String right = Files.readString(manifest);
        Files.writeString(manifest, right.replace(what, by));
        refuse(venue, complaint);
        Files.writeString(manifest, right);
    }

    private static void refuse(final VenueProcesses venue, final String complaint) {
        for (final Role role : List.of(Role.RISK, Role.MARGIN)) {
            assertThat(venue.runToEnd(role)).as(venue.output(role)).isEqualTo(StrikebookProcess.REFUSED);
            assertThat(venue.output(role)).contains(complaint).doesNotContain("\tat ");
        }
    }

    @Test
    void aDamagedFrameStopsItsReadersAndNothingElseChanges() throws IOException {
        try (VenueProcesses venue = VenueProcesses.create("damaged", new VenueConfig())) {
            venue.startAll();
            venue.await("orders", () -> venue.written(Role.MARGIN) > 10_000);
            venue.stopAll();
            final Map<String, Long> before = frames(venue);
            final byte[] order = someOrder(venue, venue.head(Role.RISK) / 2);
            final long sequence =
                    ByteBuffer.wrap(order).order(ByteOrder.LITTLE_ENDIAN).getLong(16);
            final Path file = queueFile(venue.home(), QueueNames.COMMANDS);
            final long at = find(file, order);

            flip(file, at + 3, 0x40);
            for (final Role role : List.of(Role.RISK, Role.MATCHING, Role.MARGIN)) {
                expectFailure(venue, role, "corrupt frame in", "queues/commands", "after sequence " + (sequence - 1));
            }
            flip(file, at + 3, 0x40);

            flip(file, at + FrameLayout.HEADER_LENGTH + 32 + NewOrderDecoder.quantityLotsEncodingOffset(), 0x40);
            expectFailure(venue, Role.MATCHING, "executions diverges at sequence " + sequence + " frame 0");
            flip(file, at + FrameLayout.HEADER_LENGTH + 32 + NewOrderDecoder.quantityLotsEncodingOffset(), 0x40);

            assertThat(frames(venue)).isEqualTo(before);
            venue.startAll();
            final long recovered = venue.head(Role.MARGIN);
            venue.await("the venue to go on", () -> venue.written(Role.MARGIN) > recovered + 5_000);
            venue.stopAll();
            HomeAudit.of(venue.home());
            Recordings.requireIdentical(venue.home());
            venue.succeeded();
        }
    }

    private static void expectFailure(final VenueProcesses venue, final Role role, final String... words) {
        assertThat(venue.runToEnd(role)).as(venue.output(role)).isEqualTo(StrikebookProcess.FAILED);
        final List<ErrorLog.Entry> errors = venue.takeErrors(role);
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).text()).contains(words);
    }

    @Test
    void strangeRequestsAreRefused() {
        try (VenueProcesses venue = VenueProcesses.create("strange", new VenueConfig().orderSource("desk"))) {
            venue.startAll();
            venue.await("orders", () -> venue.written(Role.MARGIN) > 5_000 && venue.written(Role.LOAD) > 2_000);
            writeStrangeRequests(venue, new Random(7));
            final long then = venue.written(Role.MARGIN);
            venue.await("the venue to go on", () -> venue.written(Role.MARGIN) > then + 2 * STRANGE_REQUESTS);
            venue.stopAll();
            final HomeAudit.Report report = HomeAudit.of(venue.home());
            assertThat(report.requests()).containsEntry(QueueNames.orders("desk"), (long) STRANGE_REQUESTS);
            assertThat(report.strange()).isBetween(STRANGE_REQUESTS / 10L, STRANGE_REQUESTS / 2L);
            Recordings.requireIdentical(venue.home());
            venue.succeeded();
        }
    }

    private static void writeStrangeRequests(final VenueProcesses venue, final Random random) {
        final String queue = QueueNames.orders("desk");
        final HomeLock lock = venue.home().lock("queue-" + queue);
        try (Publication requests =
                new GroupBuffer(venue.transport().sink(venue.home().queue(queue)))) {
            for (int i = 1; i <= STRANGE_REQUESTS; i++) {
                requests.beginGroup(i, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
                writeStrangeRequest(requests, random);
                requests.endGroup();
                if (random.nextInt(16) == 0) {
                    requests.flush();
                }
            }
        } finally {
            lock.close();
        }
    }

    /**
     * Any request of orders with any values, some of them sound; now and then another template, or a block that is cut.
     */
    private static void writeStrangeRequest(final Publication requests, final Random random) {
        final int offset = requests.claim(FrameLayout.HEADER_LENGTH + NewOrderEncoder.BLOCK_LENGTH);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final ByteBuffer block =
                ByteBuffer.allocate(NewOrderEncoder.BLOCK_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3; i++) {
            block.putLong(strangeLong(random));
        }
        block.putInt(random.nextInt(12) - 1).putInt(random.nextInt(200) - 2);
        for (int i = 0; i < 4; i++) {
            block.put((byte) random.nextInt(random.nextBoolean() ? 3 : 256));
        }
        requests.buffer().putBytes(body, block.array());
        final int kind = random.nextInt(10);
        final int template = kind == 0
                ? random.nextInt(0x10000)
                : kind == 1 ? CreateAccountDecoder.TEMPLATE_ID : NewOrderDecoder.TEMPLATE_ID + random.nextInt(4);
        final int length = kind == 2 ? random.nextInt(8) : NewOrderEncoder.BLOCK_LENGTH;
        new FrameHeaderEncoder()
                .wrap(requests.buffer(), offset)
                .blockLength(length)
                .templateId(template)
                .schemaId(NewOrderEncoder.SCHEMA_ID)
                .version(random.nextInt(4));
        requests.commit(FrameLayout.HEADER_LENGTH + length);
    }

    private static long strangeLong(final Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> Long.MIN_VALUE;
            case 2 -> Long.MAX_VALUE;
            case 3 -> -random.nextInt(1_000);
            case 4 -> random.nextInt(1_000) * 50_000_000L;
            default -> random.nextInt(100);
        };
    }

    /** Hash of all frames of each queue. */
    private static Map<String, Long> frames(final VenueProcesses venue) {
        final Map<String, Long> hashes = new LinkedHashMap<>();
        for (final String queue : venue.manifest().queues()) {
            long hash = FrameHash.EMPTY;
            try (FrameCursor cursor = venue.transport().cursor(venue.home().queue(queue))) {
                while (cursor.next()) {
                    hash = FrameHash.update(hash, cursor.buffer(), cursor.offset(), cursor.length());
                }
            }
            hashes.put(queue, hash);
        }
        return hashes;
    }

    /** The first accepted new order after a sequence. */
    private static byte[] someOrder(final VenueProcesses venue, final long after) {
        try (FrameCursor cursor = venue.transport().cursor(venue.home().queue(QueueNames.COMMANDS))) {
            cursor.seekAfter(after);
            while (cursor.next()) {
                final byte[] frame = new byte[cursor.length()];
                cursor.buffer().getBytes(cursor.offset(), frame);
                final boolean accepted = frame[FrameLayout.HEADER_LENGTH + 26] == 0;
                if (FrameLayout.templateId(cursor.buffer(), cursor.offset()) == NewOrderCommandDecoder.TEMPLATE_ID
                        && accepted) {
                    return frame;
                }
            }
        }
        throw new AssertionError("no order after " + after);
    }

    private static Path queueFile(final Home home, final String queue) throws IOException {
        try (Stream<Path> files = Files.list(home.queue(queue))) {
            final List<Path> data =
                    files.filter(file -> file.toString().endsWith(".cq4")).toList();
            assertThat(data).as("files of " + queue).hasSize(1);
            return data.get(0);
        }
    }

    private static long find(final Path file, final byte[] frame) throws IOException {
        final byte[] content = Files.readAllBytes(file);
        final List<Long> found = new ArrayList<>();
        for (int start = 0; start <= content.length - frame.length; start += Integer.BYTES) {
            if (content[start] == frame[0]
                    && Arrays.equals(content, start, start + frame.length, frame, 0, frame.length)) {
                found.add((long) start);
            }
        }
        assertThat(found).as("places of a frame in " + file).hasSize(1);
        return found.get(0);
    }

    private static void flip(final Path file, final long at, final int bits) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(at);
            final int value = access.read();
            access.seek(at);
            access.write(value ^ bits);
        }
    }
}
