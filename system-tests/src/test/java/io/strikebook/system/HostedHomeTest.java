package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.ExitCodes;
import io.strikebook.ipc.home.QueueNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A home that is recorded on one thread has every shard of matching. */
@Isolated("feeders write to this JVM's standard error")
class HostedHomeTest {
    private static final int SHARDS = 2;

    @TempDir
    Path folder;

    @Test
    void everyShardAnswersAndTheRecordingIsIdentical() throws IOException {
        final Path capture = RecordedCapture.write(folder.resolve("capture.gz"));
        final Path config = Files.writeString(
                folder.resolve("venue.yaml"),
                RecordedCapture.config(capture) + "venue:\n  matchingShards: " + SHARDS + "\n");
        final HostedHome venue = new HostedHome(folder.resolve("home"));
        assertThat(venue.cli("init", "--quiet", "--config", config.toString()))
                .isEqualTo(new HostedHome.Outcome(ExitCodes.DONE, ""));
        venue.record();
        final long commands = head(venue, QueueNames.COMMANDS);
        assertThat(commands).isGreaterThan(10);
        final List<String> shards = QueueNames.executions(SHARDS);
        assertThat(shards)
                .hasSize(SHARDS)
                .allSatisfy(queue -> assertThat(head(venue, queue))
                        .as("the last command, a checkpoint, is for all")
                        .isEqualTo(commands));
        assertThat(HostedHome.command("replay", venue.home().path().toString(), "--verify")
                        .said())
                .startsWith("identical");
    }

    private static long head(final HostedHome venue, final String queue) {
        return venue.transport().head(venue.home().queue(queue)).sequence();
    }
}
