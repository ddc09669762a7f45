package io.strikebook.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.JsonLine;
import io.strikebook.cli.RecordedHome;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.QueueFiles;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.GroupAbortedEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of a recorded queue, and what is refused. */
class TailCommandTest {
    private static final int COMMANDS = 60;
    private static final long HOP_NS = 2_500;

    @TempDir
    Path folder;

    private RecordedHome recorded;

    /**
     * Commands 1, 2 list instruments, 3..60 are orders in turn for both, by accounts 5, 6, 7; each is filled against
     * account 9.
     */
    @BeforeEach
    void record() {
        recorded = new RecordedHome(folder.resolve("home"));
        recorded.together(() -> {
            recorded.listInstruments();
            for (int sequence = 3; sequence <= COMMANDS; sequence++) {
                recorded.clock(RecordedHome.START_NS + sequence * RecordedHome.SECOND);
                recorded.newOrder(sequence, sequence - 2, 1 + sequence % 2, 5 + sequence % 3);
                recorded.clock(RecordedHome.START_NS + sequence * RecordedHome.SECOND + HOP_NS * sequence);
                recorded.acceptedAndFilled(sequence, 1 + sequence % 2, 5 + sequence % 3, 9);
            }
        });
    }

    private Cli tail(final String... args) {
        return Cli.command(recorded.home().path(), "tail", args);
    }

    private static List<Long> sequences(final Cli cli) {
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        return cli.lines().stream()
                .map(line -> Long.parseLong(line.strip().split("\\.")[0]))
                .toList();
    }

    private static List<Long> range(final long from, final long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 60", "2, 59", "7, 54", "59, 2", "60, 1", "61, 1", "1000000, 1"})
    void printsTheLastFrames(final long frames, final long first) {
        assertThat(sequences(tail("commands", "-n", Long.toString(frames)))).isEqualTo(range(first, COMMANDS));
    }

    @Test
    void printsTenFramesByDefaultAndNoneOnRequest() {
        assertThat(sequences(tail("commands"))).isEqualTo(range(51, 60));
        assertThat(sequences(tail("commands", "-n", "0"))).isEmpty();
        assertThat(sequences(tail("marks"))).isEmpty();
    }

    @Test
    void beginsAtASequence() {
        assertThat(sequences(tail("commands", "--from", "58"))).isEqualTo(range(58, 60));
        assertThat(sequences(tail("commands", "--from", "3", "-n", "2"))).isEqualTo(range(3, 4));
        assertThat(sequences(tail("commands", "--from", "1"))).isEqualTo(range(1, 60));
        assertThat(sequences(tail("commands", "--from", "61"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:58Z, 58",
        "2026-03-01 00:00:57.000000001, 58",
        "00:00:58, 58",
        "2s, 58",
        "1772323258000000000, 58",
        "2026-03-01, 1",
        "1h, 1",
    })
    void beginsAtATime(final String since, final long first) {
        assertThat(sequences(tail("commands", "--since", since))).isEqualTo(range(first, COMMANDS));
    }

    @Test
    void beginsAfterTheEndWhereNothingIsThatNew() {
        assertThat(sequences(tail("commands", "--since", "2026-03-02"))).isEmpty();
    }

    @Test
    void filtersByMessageInstrumentAndAccount() {
        assertThat(sequences(tail("executions", "--type", "fill", "-n", "3"))).isEqualTo(range(58, 60));
        assertThat(sequences(tail("commands", "--type", "ListInstrumentCommand,TickCommand")))
                .isEqualTo(range(1, 2));
        assertThat(sequences(tail("commands", "--instrument", RecordedHome.FUTURE, "--from", "1")))
                .isEqualTo(LongStream.concat(
                                LongStream.of(2), LongStream.rangeClosed(3, 60).filter(sequence -> sequence % 2 == 1))
                        .boxed()
                        .toList());
        assertThat(sequences(tail("commands", "--instrument", "1", "-n", "2"))).isEqualTo(List.of(58L, 60L));
        assertThat(sequences(tail("commands", "--account", "7", "-n", "2"))).isEqualTo(List.of(56L, 59L));
        assertThat(tail("executions", "--account", "9", "--from", "1").lines())
                .hasSize(58)
                .allMatch(line -> line.contains(" Fill "));
        assertThat(sequences(tail("executions", "--account", "5", "--type", "Fill", "--from", "50", "-n", "1")))
                .isEqualTo(List.of(51L));
        final Cli nobody = tail("commands", "--account", "4711");
        assertThat(sequences(nobody)).isEmpty();
        assertThat(nobody.code()).isEqualTo(ExitCodes.DONE);
        assertThat(nobody.err())
                .isEqualToIgnoringNewLines(
                        "nothing to print: no frame of commands is what was asked for; it ends with sequence 60");
        assertThat(tail("commands", "--account", "-1").err()).startsWith("strikebook tail: --account: -1 is below 0");
        assertThat(tail("marks").err()).isEqualToIgnoringNewLines("nothing to print: marks is empty");
        assertThat(tail("commands", "-n", "0").err()).isEmpty();
    }

    @Test
    void lineHasNamesScalesTimeAndTheLastMark() {
        final List<String> lines = tail("executions", "--from", "59", "-n", "2").lines();
        assertThat(lines.get(0))
                .startsWith("         59.0    2026-03-01 00:00:59.000000 OrderAccepted ")
                .contains(" price=61234.5 ")
                .contains(" instrument=" + RecordedHome.FUTURE)
                .doesNotContain("\t");
        assertThat(lines.get(1))
                .startsWith("         59.1*   2026-03-01 00:00:59.000000 Fill          ")
                .contains(" price=61234.00000001 ")
                .contains(" makerAccountId=9");
        assertThat(tail("commands", "-n", "1").out()).contains(" source=load decision=ACCEPTED ", "flags=postOnly");
    }

    @Test
    void everyLineOfJsonParses() {
        final Cli cli = tail("executions", "--json", "--from", "1");
        assertThat(cli.lines()).hasSize(116).allSatisfy(JsonLine::parse);
        assertThat(JsonLine.parse(cli.lines().get(1)))
                .containsEntry("sequence", "3")
                .containsEntry("frameInGroup", "1")
                .containsEntry("last", true)
                .containsEntry("group", "whole")
                .containsEntry("time", "2026-03-01T00:00:03Z")
                .containsEntry("type", "Fill")
                .containsEntry("price", "61234.00000001")
                .containsEntry("instrument", RecordedHome.FUTURE)
                .containsEntry("takerSide", "BUY");
        assertThat(JsonLine.parse(tail("commands", "--json", "-n", "1").lines().get(0)))
                .containsEntry("orderType", "LIMIT")
                .extracting("envelope")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("decision", "ACCEPTED")
                .containsEntry("source", "load");
    }

    @Test
    void hopsAreJoinedBySequence() {
        final Cli cli = tail("executions", "--latency", "--json", "--type", "Fill", "--from", "40", "-n", "2");
        assertThat(JsonLine.parse(cli.lines().get(0))).containsEntry("latencyNs", Long.toString(40 * HOP_NS));
        assertThat(JsonLine.parse(cli.lines().get(1))).containsEntry("latencyNs", Long.toString(41 * HOP_NS));
        assertThat(cli.err()).contains("latency executions after commands: 2 groups, p50 100.0 ");
        final Cli commands = tail("commands", "--latency", "-n", "1");
        assertThat(commands.err()).contains("0 groups").contains("1 without an input");
        assertThat(tail("admin", "--latency").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void marksComeAfterTheMarketDataThatTheirEpochNames() {
        recorded.clock(RecordedHome.START_NS + 1_000_000);
        recorded.group(QueueNames.MARKET_DATA, 1, publication -> recorded.accepted(publication, 1, 1, 5));
        recorded.clock(RecordedHome.START_NS + 1_000_700);
        recorded.group(QueueNames.MARKS, 1, publication -> recorded.epoch(publication, 1, 61_000_00000000L));
        recorded.clock(RecordedHome.START_NS + 1_009_000);
        recorded.group(QueueNames.MARKS, 2, publication -> recorded.epoch(publication, 7, 61_000_00000000L));
        final Cli cli = tail("marks", "--latency", "--json", "--type", "IndexPrice");
        assertThat(cli.lines())
                .satisfiesExactly(
                        line -> assertThat(JsonLine.parse(line))
                                .containsEntry("latencyNs", "700")
                                .containsEntry("underlying", "BTC")
                                .containsEntry("price", "61000"),
                        line -> assertThat(JsonLine.parse(line)).containsEntry("latencyNs", null));
    }

    @Test
    void abortedAndUnfinishedGroupsAreMarked() {
        appendPartOfGroup(61, false);
        assertThat(tail("executions", "-n", "2").lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("         60.1*"),
                        line -> assertThat(line).startsWith("?        61.0 "));
        appendPartOfGroup(61, true);
        assertThat(tail("executions", "-n", "2").lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("X        61.0 "),
                        line -> assertThat(line).startsWith("X        61.1*").contains("GroupAborted"));
        assertThat(JsonLine.parse(
                        tail("executions", "-n", "1", "--json").lines().get(0)))
                .containsEntry("group", "aborted");
    }

    /** First frame of a group as one document, or the frame that aborts it as another. */
    private void appendPartOfGroup(final long sequence, final boolean aborted) {
        try (GroupSink sink = recorded.transport().sink(recorded.home().queue(QueueNames.EXECUTIONS))) {
            if (aborted) {
                recorded.transport()
                        .head(recorded.home().queue(QueueNames.EXECUTIONS))
                        .abortUnfinishedGroup(sink);
                return;
            }
            final UnsafeBuffer frame = new UnsafeBuffer(new byte[FrameLayout.HEADER_LENGTH]);
            new GroupAbortedEncoder().wrapAndApplyHeader(frame, 0, new FrameHeaderEncoder());
            new FrameHeaderEncoder()
                    .wrap(frame, 0)
                    .templateId(1)
                    .frameLength(FrameLayout.HEADER_LENGTH)
                    .frameInGroup(0)
                    .sequence(sequence)
                    .timestampNs(RecordedHome.START_NS + 100 * RecordedHome.SECOND);
            sink.append(frame, 0, FrameLayout.HEADER_LENGTH, sequence, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 1", "8, 1", "0, 4", "16, 2"})
    void corruptFrameIsNamedAfterEverythingBeforeIt(final int byteOfFrame, final int bits) throws IOException {
        flip(QueueNames.COMMANDS, 59, byteOfFrame, bits);
        final Cli cli = tail("commands", "--from", "57");
        assertThat(cli.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(cli.lines()).hasSize(2).last().asString().startsWith("         58.0*");
        assertThat(cli.err()).contains("corrupt frame in", "queues/commands", "after sequence");
        assertThat(tail("commands", "-n", "5").code()).isEqualTo(ExitCodes.FAILED);
        final Cli others = tail("executions", "-n", "1");
        assertThat(others.code()).isEqualTo(ExitCodes.DONE);
        assertThat(others.out()).contains(RecordedHome.PERPETUAL);
    }

    private void flip(final String queue, final long sequence, final int byteOfFrame, final int bits)
            throws IOException {
        try (Stream<Path> files = Files.list(recorded.home().queue(queue))) {
            final Path file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            final byte[] bytes = Files.readAllBytes(file);
            final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i + 32 < bytes.length; i += 4) {
                if (view.getLong(i + 16) == sequence
                        && view.getLong(i + 24) == RecordedHome.START_NS + sequence * RecordedHome.SECOND) {
                    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                        access.seek(i + byteOfFrame);
                        access.write(bytes[i + byteOfFrame] ^ bits);
                    }
                    return;
                }
            }
        }
        throw new AssertionError("sequence " + sequence + " is not in " + queue);
    }

    @Test
    void namesWhatItDoesNotUnderstand() {
        final Cli type = tail("executions", "--type", "Fil");
        assertThat(type.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(type.err()).contains("no message 'Fil'", "OrderAccepted, Rejected, Fill, OrderCancelled");
        final Cli instrument = tail("executions", "--instrument", "BTC-PERP");
        assertThat(instrument.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(instrument.err()).contains("no instrument 'BTC-PERP'", RecordedHome.PERPETUAL);
        final Cli since = tail("executions", "--since", "yesterday");
        assertThat(since.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(since.err()).contains("'yesterday' is no time");
        assertThat(tail("executions", "--since", "1h", "--from", "3").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(tail("executions", "-n", "-1").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(tail().code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void missingHomeOrQueueIsRefused() throws IOException {
        final Cli home = Cli.run(folder.resolve("nowhere"), "tail", "commands");
        assertThat(home.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(home.err()).contains("no manifest");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        final Cli queue = tail("orders-nobody");
        assertThat(queue.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(queue.err()).contains("no queue 'orders-nobody'", "orders-load");
        Files.delete(recorded.home().queue(QueueNames.MARGIN).resolve("metadata.cq4t"));
        final Cli missing = tail("margin");
        assertThat(missing.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(missing.err()).contains("queue margin is missing");
    }

    @Test
    void idsStayWhereTheQueueThatNamesThemIsGone() throws IOException {
        Files.delete(recorded.home().queue(QueueNames.COMMANDS).resolve("metadata.cq4t"));
        final Cli cli = tail("executions", "-n", "1");
        assertThat(cli.code()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.out()).contains(" instrumentId=1 ");
        assertThat(cli.err()).contains("names of instruments are incomplete");
    }

    @Test
    void endsQuietlyWhenTheReaderOfThePipeDoes() {
        final OutputStream closed = new OutputStream() {
            @Override
            public void write(final int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        final java.io.StringWriter err = new java.io.StringWriter();
        final int code = Cli.run(
                recorded.home().path(), new PrintWriter(closed), new PrintWriter(err), "tail", "commands", "-f");
        assertThat(code).isEqualTo(ExitCodes.DONE);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void followsAcrossDocumentsUntilTheLimit() throws InterruptedException {
        final Cli[] followed = new Cli[1];
        final Thread follower =
                new Thread(() -> followed[0] = tail("commands", "-f", "--from", "60", "-n", "3"), "follower");
        follower.start();
        recorded.newOrder(61, 59, 1, 5);
        recorded.newOrder(62, 60, 2, 5);
        follower.join(TimeUnit.MINUTES.toMillis(2));
        assertThat(follower.isAlive()).isFalse();
        assertThat(sequences(followed[0])).isEqualTo(range(60, 62));
    }

    @Test
    void readsAQueueOfManyGroupsFromItsEnd() {
        try (Publication margin =
                new GroupBuffer(recorded.transport().sink(recorded.home().queue(QueueNames.MARGIN)))) {
            for (long sequence = 1; sequence <= 50_000; sequence++) {
                margin.beginGroup(sequence, RecordedHome.START_NS + sequence);
                recorded.accepted(margin, sequence, 1 + (int) (sequence % 2), sequence == 100 ? 77 : 5);
                margin.endGroup();
            }
        }
        assertThat(sequences(tail("margin", "-n", "2", "--instrument", "1"))).isEqualTo(List.of(49_998L, 50_000L));
        assertThat(sequences(tail("margin", "--account", "77"))).isEqualTo(List.of(100L));
        assertThat(sequences(tail("margin", "--from", "25000", "-n", "1"))).isEqualTo(List.of(25_000L));
        assertThat(sequences(tail("margin", "--since", "1772323200000031000", "-n", "1")))
                .isEqualTo(List.of(31_000L));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4_096, 300_000, -1, -7, -30, -150, -1_500})
    void fileThatWasCutShortIsReadUpToTheCutAndNamed(final long cut) throws IOException {
        final Path file = file();
        final long size = cut > 0 ? cut : end(file) + cut;
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(size);
        }
        final Cli all = requireDamage("it ends at byte " + size, "--from", "1");
        assertThat(all.lines()).hasSizeBetween(cut > 0 ? 0 : 30, cut > 0 ? 0 : COMMANDS - 1);
        requireDamage("it ends at byte " + size);
        requireDamage("it ends at byte " + size, "-n", "3", "--json");
        requireDamage("it ends at byte " + size, "--since", "1s");
        final Cli names = tail("executions", "--from", "60");
        assertThat(names.code()).isEqualTo(ExitCodes.DONE);
        assertThat(names.err()).startsWith(cut > 0 ? "names of instruments are incomplete: " : "");
    }

    /** A document begins in the page, so that what is behind it looks as if it were not there. */
    @Test
    void aPageThatWasLostIsNoEnd() throws IOException {
        final Path file = file();
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.seek((end(file) / 4_096 - 1) * 4_096L);
            content.write(new byte[4_096]);
        }
        assertThat(requireDamage("but byte ", "--from", "1").lines()).isEmpty();
        requireDamage("but byte ");
    }

    private Cli requireDamage(final String what, final String... options) throws IOException {
        final String[] args =
                Stream.concat(Stream.of("commands"), Stream.of(options)).toArray(String[]::new);
        final Cli damaged = tail(args);
        assertThat(damaged.code()).as(damaged.err()).isEqualTo(ExitCodes.FAILED);
        assertThat(damaged.err())
                .startsWith("strikebook tail: commands: corrupt frame in "
                        + recorded.home().queue("commands"))
                .contains(file().getFileName().toString(), what)
                .hasLineCount(1);
        return damaged;
    }

    private Path file() throws IOException {
        return QueueFiles.namesOf(recorded.home().queue("commands")).get(0);
    }

    /** Behind the last byte that is not zero. */
    private static int end(final Path file) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
