package io.strikebook.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.RecordedHome;
import io.strikebook.ipc.home.HomeLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of pruning; what goes and stays is tested where it is decided. */
class PruneCommandTest {
    @TempDir
    Path folder;

    @Test
    void saysOfEachFileWhyItStays() throws IOException {
        final RecordedHome venue = new RecordedHome(folder.resolve("home"));
        venue.listInstruments();
        final String home = venue.home().path().toString();
        for (final String[] arguments : new String[][] {{"prune", home, "--dry-run"}, {"prune", home}}) {
            final Cli cli = Cli.withoutHome(arguments);
            assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
            assertThat(cli.lines().get(0)).matches("QUEUE +FILE +FIRST +LAST +MIB +DECISION +REASON");
            assertThat(cli.lines().get(1)).matches("commands +\\d{8}L?\\.cq4 +1 +2 +1 +keep +the newest file");
            assertThat(cli.lines().get(2)).endsWith(" 0 of 1 files" + (arguments.length == 2 ? ", 0 MiB" : ""));
        }
        Files.writeString(venue.home().configFile(), "retention:\n  keep: all\n  keepFiles: 3\n");
        final Cli contradiction = Cli.withoutHome("prune", home);
        assertThat(contradiction.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(contradiction.err()).contains("keep: all says that nothing is deleted");
    }

    @Test
    void refusesWhatIsNoHomeOrIsInUse() {
        assertThat(Cli.withoutHome("prune", folder.toString()).code()).isEqualTo(ExitCodes.REFUSED);
        final RecordedHome venue = new RecordedHome(folder.resolve("home"));
        final HomeLock lock = venue.home().lock("home");
        try {
            final Cli cli = Cli.withoutHome("prune", venue.home().path().toString());
            assertThat(cli.code()).isEqualTo(ExitCodes.REFUSED);
            assertThat(cli.err()).contains("in use by pid");
        } finally {
            lock.close();
        }
    }
}
