package io.strikebook.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.feeder.FeederMain;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.SourceEndedDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feeder alone records; what it recorded is played by another one. */
class RecordCommandTest {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path folder;

    @Test
    void recordsAndPlaysTheSame() throws IOException {
        final Path config = Files.writeString(
                folder.resolve("config.yaml"), "time: live\nqueues:\n  blockSizeMb: 1\nfeeder:\n  source: simulator\n");
        final Path recording = folder.resolve("recording");

        final Cli recorded = Cli.command(recording, "record", "--config", config.toString(), "--seconds", "1");

        assertThat(recorded.code()).as(recorded.err()).isEqualTo(ExitCodes.DONE);
        assertThat(recorded.out()).contains("recorded in " + recording + ": ", " events");
        final List<ByteBuffer> frames = frames(Home.at(recording));
        assertThat(frames).hasSizeGreaterThan(400);

        final Home played = player(recording, "played");
        run(played, frames.size() + 3);
        final List<ByteBuffer> copied = frames(played);
        assertThat(copied.subList(0, frames.size())).isEqualTo(frames);
        assertThat(templateId(copied.get(frames.size()))).isEqualTo(SourceEndedDecoder.TEMPLATE_ID);

        run(played, copied.size() + 1);
        assertThat(frames(played).subList(0, copied.size()))
                .as("played again and compared")
                .isEqualTo(copied);
    }

    @Test
    void aHomeThatIsThereGoesOnWithItsOwnConfiguration() throws IOException {
        final Path config = Files.writeString(
                folder.resolve("config.yaml"), "queues:\n  blockSizeMb: 1\nfeeder:\n  source: simulator\n");
        final Path home = folder.resolve("home");
        assertThat(Cli.command(home, "record").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(Cli.command(home, "record").err())
                .contains(home + " is not a home yet: name the configuration to make it from with --config");
        final Path missing = folder.resolve("missing.yaml");
        final Cli noConfig = Cli.command(home, "record", "--config", missing.toString());
        assertThat(noConfig.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(noConfig.err()).contains(missing + ": cannot be read");
        assertThat(Cli.command(home, "record", "--seconds", "-1").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(home).doesNotExist();

        assertThat(Cli.command(home, "record", "--config", config.toString(), "--seconds", "1")
                        .code())
                .isEqualTo(ExitCodes.DONE);
        final Cli again = Cli.command(home, "record", "--config", config.toString());
        assertThat(again.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(again.err()).contains("exists and keeps the configuration it was made with");
        final int before = frames(Home.at(home)).size();
        assertThat(Cli.command(home, "record", "--seconds", "1").code()).isEqualTo(ExitCodes.DONE);
        assertThat(frames(Home.at(home)).size()).isGreaterThan(before);
    }

    @Test
    void whatCannotBePlayedIsRefused() {
        final Path missing = folder.resolve("missing");
        assertThat(failure(player(missing, "one")))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("no manifest at " + missing);
        final String text = "queues:\n  blockSizeMb: 1\n";
        final Home empty = Home.at(folder.resolve("empty"));
        HomeQueues.init(empty, HomeConfig.parse("test", text), text);
        assertThat(failure(player(empty.path(), "two"))).hasMessageStartingWith("nothing is recorded in ");
    }

    private Home player(final Path recording, final String name) {
        final String text = "time: recorded\nqueues:\n  blockSizeMb: 1\nfeeder:\n  source: recording\n"
                + "  pace: as-fast-as-possible\n  recording:\n    path: \"" + recording + "\"\n";
        final Home home = Home.at(folder.resolve(name));
        HomeQueues.init(home, HomeConfig.parse("test", text), text);
        return home;
    }

    private static Throwable failure(final Home home) {
        try (HostedProcess feeder = feeder(home)) {
            feeder.start();
            return feeder.failure();
        }
    }

    private static HostedProcess feeder(final Home home) {
        return new HostedProcess("feeder", new String[] {"--home", home.path().toString()}, FeederMain::agent);
    }

    /** Plays until so many frames are there. */
    private static void run(final Home home, final int frames) {
        final long fromNs = System.nanoTime();
        try (HostedProcess feeder = feeder(home)) {
            feeder.start();
            assertThat(feeder.failure()).isNull();
            do {
                for (int i = 0; i < 10_000; i++) {
                    feeder.doWork();
                }
                assertThat(System.nanoTime() - fromNs).isLessThan(DEADLINE_NS);
            } while (frames(home).size() < frames);
            assertThat(feeder.failure()).isNull();
        }
    }

    private static int templateId(final ByteBuffer frame) {
        return FrameLayout.templateId(new org.agrona.concurrent.UnsafeBuffer(frame), 0);
    }

    private static List<ByteBuffer> frames(final Home home) {
        final List<ByteBuffer> frames = new ArrayList<>();
        try (FrameCursor cursor =
                HomeQueues.transport(home.open(), System::nanoTime).cursor(home.queue(QueueNames.MARKET_DATA))) {
            while (cursor.next()) {
                final byte[] bytes = new byte[cursor.length()];
                cursor.buffer().getBytes(cursor.offset(), bytes);
                frames.add(ByteBuffer.wrap(bytes));
            }
        }
        return frames;
    }
}
