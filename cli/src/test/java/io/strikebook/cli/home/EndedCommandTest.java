package io.strikebook.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.RecordedHome;
import io.strikebook.ipc.process.StrikebookProcess;
import java.nio.file.Path;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code down} says of processes that ran. */
class EndedCommandTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeHome() {
        home = new RecordedHome(folder.resolve("home")).home().path();
    }

    @Test
    void saysNothingOfWhatNeverRan() {
        final Cli ended = Cli.run(home, "ended", "margin", "risk");
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCodes.DONE);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void namesWhatFailedAndWhatStopped() {
        run("margin", new AgentTerminationException());
        assertThat(Cli.run(home, "ended", "margin", "risk").out().strip()).isEqualTo("margin    stopped");
        run("risk", new IllegalStateException("tested"));
        final Cli ended = Cli.run(home, "ended", "margin", "risk");
        assertThat(ended.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(ended.lines())
                .containsExactly("margin    stopped", "risk      failed; see " + home.resolve("log/risk.out"));
        assertThat(Cli.run(home, "ended", "--quiet", "margin", "risk").lines()).hasSize(1);
    }

    @Test
    void shardsOfMatchingAreAlignedWithTheOthers() {
        run("margin", new AgentTerminationException());
        assertThat(Cli.run(home, "ended", "margin", "matching-0").lines()).containsExactly("margin      stopped");
    }

    private void run(final String role, final RuntimeException end) {
        StrikebookProcess.run(role, new String[] {"--home", home.toString()}, context -> new Agent() {
            @Override
            public int doWork() {
                throw end;
            }

            @Override
            public String roleName() {
                return role;
            }
        });
    }
}
