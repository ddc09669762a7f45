package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.QueueNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody writes into the reserve: a process does not start on a full disk, and one that runs pauses instead of dying of SIGBUS. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DiskNearlyFullTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void countsFromInjectedFreeSpace() throws IOException {
        final long[] free = {1_000};
        final DiskWatch disk = new DiskWatch(folder, 500, 100, () -> free[0]);
        assertThat(disk.isLow()).isFalse();
        disk.check();
        assertThat(disk.isLow()).isFalse();
        assertThat(disk.isNear()).isTrue();
        assertThat(disk.allowanceBytes()).isEqualTo(900 / 8);
        free[0] = 499;
        disk.check();
        assertThat(disk.isLow()).isTrue();
        assertThat(disk.isFull()).isFalse();
        free[0] = 100;
        disk.check();
        assertThat(disk.isFull()).isTrue();
        assertThat(disk.allowanceBytes()).isZero();
        assertThat(disk.refusal())
                .isEqualTo(folder + ": disk nearly full: 100 bytes free, 100 are kept in reserve"
                        + " (disk.reserveMb); free some space on it");
        free[0] = 510;
        disk.check();
        assertThat(disk.isLow()).as("hardly more than the minimum").isTrue();
        free[0] = 562;
        disk.check();
        assertThat(disk.isLow()).isFalse();
        free[0] = 510;
        disk.check();
        assertThat(disk.isLow()).isFalse();
        free[0] = 3_000;
        disk.check();
        assertThat(disk.isNear()).isFalse();
    }

    @Test
    void refusesToStart() throws IOException {
        final String config = "disk:\n  reserveMb: 1000000000\n";
        final Home home = Home.at(folder);
        HomeQueues.init(home, HomeConfig.parse("test", config), config);
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        final PrintStream before = System.err;
        System.setErr(new PrintStream(said, true));
        try {
            assertThat(StrikebookProcess.run("matching", new String[] {"--home", folder.toString()}, context -> idle()))
                    .isEqualTo(StrikebookProcess.REFUSED);
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString())
                .startsWith("matching: " + folder + ": disk nearly full: ")
                .endsWith("free some space on it\n");
    }

    @Test
    void pausesOnAFullFileSystemAndGoesOnWhenThereIsRoom() throws Exception {
        final Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.toString())
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0,
                "no small file system: mount is not permitted here");
        Process process = null;
        try {
            final Path ballast = Files.write(disk.resolve("ballast"), new byte[22 * MEGABYTE]);
            final String config = "queues:\n  blockSizeMb: 1\ndisk:\n  minimumFreeMb: 16\n  reserveMb: 8\n"
                    + "matching:\n  answerLength: 4096\n";
            final Home home = Home.at(disk.resolve("home"));
            final ChronicleTransport transport = HomeQueues.transport(
                    HomeQueues.init(home, HomeConfig.parse("test", config), config), System::nanoTime);
            final int commands = 5_000;
            try (Publication publication = new GroupBuffer(transport.sink(home.queue(QueueNames.COMMANDS)))) {
                for (int sequence = 1; sequence <= commands; sequence++) {
                    TestGroups.group(publication, sequence, 64);
                }
            }
            process = ChildProcess.start(folder.resolve("out.txt"), EchoMain.class, home.path());
            final Process running = process;
            await(running, () -> !ErrorLog.read(home.errorLog(EchoMain.ROLE)).isEmpty());
            assertThat(ErrorLog.read(home.errorLog(EchoMain.ROLE)).get(0).text())
                    .contains("matching pauses: " + home.path() + ": disk nearly full: ");
            final long answered =
                    transport.head(home.queue(QueueNames.EXECUTIONS)).sequence();
            assertThat(answered).isBetween(100L, commands - 1L);
            assertThat(disk.toFile().getUsableSpace()).isGreaterThan(4L * MEGABYTE);
            final long beat = mark(home).heartbeatMs();
            await(running, () -> mark(home).heartbeatMs() > beat + 100);
            assertThat(transport.head(home.queue(QueueNames.EXECUTIONS)).sequence())
                    .isEqualTo(answered);
            Files.delete(ballast);
            await(
                    running,
                    () -> transport.head(home.queue(QueueNames.EXECUTIONS)).sequence() == commands);
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(StrikebookProcess.CLEAN);
            try (var executions = transport.subscription(home.queue(QueueNames.EXECUTIONS))) {
                final List<String> found = TestGroups.pollAll(executions);
                assertThat(found).hasSize(commands).doesNotHaveDuplicates();
            }
        } finally {
            if (process != null) {
                process.destroyForcibly().waitFor();
            }
            new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
        }
    }

    private static ProcessMark mark(final Home home) {
        return MarkFileReader.read(home.markFile(EchoMain.ROLE)).orElseThrow();
    }

    private void await(final Process process, final BooleanSupplier condition) {
        Await.until(
                condition,
                () -> !process.isAlive(),
                () -> process + "\n"
                        + MarkFileReader.readAll(Home.at(folder.resolve("disk").resolve("home"))) + "\n"
                        + ChildProcess.said(folder.resolve("out.txt")));
    }

    private static Agent idle() {
        throw new IllegalStateException("built although its start should have been refused");
    }
}
