package io.strikebook.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.RecordedHome;
import io.strikebook.ipc.chronicle.QueueFiles;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessState;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.schemas.FrameHeaderEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Homes before a start: after a clean stop, and after a crash of the machine with and without damage. */
class CheckCommandTest {
    private static final int MARK_STATE = 12;
    private static final int MARK_BOOT_ID = 320 + Integer.BYTES;

    @TempDir
    Path folder;

    private RecordedHome venue;

    @BeforeEach
    void record() {
        venue = new RecordedHome(folder.resolve("home"));
        venue.listInstruments();
        venue.newOrder(3, 1, 1, 7);
        venue.group(QueueNames.orders("load"), 1, publication -> {
            final int offset = publication.claim(64);
            new FrameHeaderEncoder()
                    .wrap(publication.buffer(), offset)
                    .templateId(9_999)
                    .schemaId(FrameHeaderEncoder.SCHEMA_ID);
            publication.commit(FrameLayout.HEADER_LENGTH);
        });
        venue.acceptedAndFilled(3, 1, 7, 8);
    }

    @Test
    void saysNothingOfAHomeThatWasStopped() throws IOException {
        runOnce();
        final Cli cli = check();
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void looksAtEveryQueueAfterACrashOfTheMachine() throws IOException {
        crash();
        final Cli cli = check();
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines())
                .containsExactly(
                        "margin was running when the machine went down; looking at every queue",
                        "all queues fit together, or will once their processes have started");
    }

    @Test
    void refusesWhatIsDamagedAndRepairsItWhenAsked() throws IOException {
        venue.acceptedAndFilled(9, 1, 7, 8);
        crash();

        final Cli refused = check();
        assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.out())
                .contains("executions: it ends with 9 but commands ends with 3; repair: cut executions after 3");
        assertThat(refused.err())
                .contains("is damaged in 1 place; 'strikebook check --repair --home " + folder.resolve("home") + "'");
        assertThat(venue.home().aside()).doesNotExist();

        final Cli repaired = check("--repair");
        assertThat(repaired.code()).as(repaired.err()).isEqualTo(ExitCodes.DONE);
        assertThat(repaired.out())
                .contains("executions cut after 3; all that was recorded is in "
                        + venue.home().aside());

        assertThat(check().code()).isEqualTo(ExitCodes.DONE);
        assertThat(check("--repair").out()).contains("nothing was moved or cut");
    }

    @Test
    void looksWithoutACrashWhereAnswersAreAheadOfCommands() {
        venue.acceptedAndFilled(9, 1, 7, 8);
        final Cli cli = check();
        assertThat(cli.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(cli.out()).contains("commands ends before its answers", "cut executions after 3");
    }

    /** Without a word of a crash: an incomplete copy. */
    @Test
    void looksWhereAFileWasCutShort() throws IOException {
        final Path file =
                QueueFiles.namesOf(venue.home().queue(QueueNames.EXECUTIONS)).get(0);
        final byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        Files.write(file, Arrays.copyOf(bytes, end - 9));
        final Cli cli = check();
        assertThat(cli.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(cli.out())
                .contains(
                        file.getFileName() + ")",
                        "was cut short: it ends at byte " + (end - 9),
                        "repair: cut executions after ");
        final Cli repaired = check("--repair");
        assertThat(repaired.code()).as(repaired.err()).isEqualTo(ExitCodes.DONE);
        assertThat(check().code()).isEqualTo(ExitCodes.DONE);
    }

    @Test
    void cannotRepairAnInputThatIsLost() throws IOException {
        venue.newOrder(4, 2, 1, 7);
        crash();
        for (final Cli cli : new Cli[] {check(), check("--repair")}) {
            assertThat(cli.code()).isEqualTo(ExitCodes.REFUSED);
            assertThat(cli.out()).contains("orders-load: commands has its request 2 but it ends with 1");
            assertThat(cli.err()).contains("no repair can be made");
        }
    }

    private Cli check(final String... options) {
        final String[] args = new String[options.length + 1];
        args[0] = "check";
        System.arraycopy(options, 0, args, 1, options.length);
        return Cli.run(venue.home().path(), args);
    }

    private void runOnce() {
        final int code = StrikebookProcess.run(
                "margin", new String[] {"--home", venue.home().path().toString()}, context -> new EndingAgent());
        assertThat(code).isEqualTo(StrikebookProcess.CLEAN);
    }

    /** The mark of a process that ran in another boot of the machine and was not stopped. */
    private void crash() throws IOException {
        runOnce();
        final Path file = venue.home().markFile("margin");
        final byte[] mark = Files.readAllBytes(file);
        ByteBuffer.wrap(mark).order(ByteOrder.LITTLE_ENDIAN).putInt(MARK_STATE, ProcessState.RUNNING.code());
        mark[MARK_BOOT_ID] = (byte) (mark[MARK_BOOT_ID] == '0' ? '1' : '0');
        Files.write(file, mark);
    }

    private static final class EndingAgent implements Agent {
        @Override
        public int doWork() {
            throw new AgentTerminationException();
        }

        @Override
        public String roleName() {
            return "ending";
        }
    }
}
