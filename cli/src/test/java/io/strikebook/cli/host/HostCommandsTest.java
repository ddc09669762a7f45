package io.strikebook.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.RecordedHome;
import io.strikebook.ipc.host.HostFact;
import io.strikebook.ipc.host.HostFact.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandsTest {
    @TempDir
    Path folder;

    @Test
    void hostNeverFails() {
        final Cli here = Cli.withoutHome("host", folder.resolve("home").toString());
        final Cli nowhere = Cli.withoutHome("host", "--root", folder.toString());

        assertThat(here.code()).as(here.err()).isEqualTo(ExitCodes.DONE);
        assertThat(here.lines().get(0)).startsWith("WHAT").contains("FOUND", "VERDICT", "WHAT TO DO");
        assertThat(here.out()).contains("kernel", "home's file system");
        assertThat(here.err()).startsWith("there is no home at " + folder.resolve("home") + " yet");
        new RecordedHome(folder.resolve("home"));
        assertThat(Cli.withoutHome("host", folder.resolve("home").toString()).err())
                .isEmpty();
        assertThat(nowhere.code()).isEqualTo(ExitCodes.DONE);
        assertThat(nowhere.lines().get(nowhere.lines().size() - 1)).startsWith("0 tuned, 0 not tuned, ");
        assertThat(Cli.withoutHome("host", "a", "b").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void layoutPlansForAnotherMachine() throws IOException {
        final Path cpus = Files.createDirectories(folder.resolve("sys/devices/system/cpu"));
        Files.writeString(cpus.resolve("online"), "0-7\n");
        Files.writeString(cpus.resolve("isolated"), "4-7\n");
        final Cli layout = Cli.withoutHome("layout", "--root", folder.toString());

        assertThat(layout.code()).as(layout.err()).isEqualTo(ExitCodes.DONE);
        assertThat(layout.lines())
                .startsWith(
                        "8 CPUs may be used (0-7): 8 cores on 1 NUMA node, isolated: 4-7",
                        "",
                        "PROCESS   CPU  IDLE  OTHER THREADS  POPULATED BY  WHY",
                        "risk      4    busy  0-1            housekeeper   an isolated core",
                        "matching  5    busy  0-1            housekeeper   an isolated core",
                        "margin    6    busy  0-1            housekeeper   an isolated core",
                        "feeder    7    busy  0-1            housekeeper   an isolated core",
                        "pricer    2    busy  0-1            housekeeper   a core of its own, which the kernel may use too");
    }

    @Test
    void layoutKeepsWhatTheConfigurationSays() throws IOException {
        final Path config = folder.resolve("c.yaml");
        Files.writeString(config, "matching:\n  cpu: none\n  idle: yielding\n");
        final Cli layout = Cli.withoutHome("layout", "--config", config.toString());

        assertThat(layout.code()).as(layout.err()).isEqualTo(ExitCodes.DONE);
        assertThat(layout.out()).contains("yielding").contains("not in force").doesNotContain("load ");
        Files.writeString(config, "layout: auto\n");
        assertThat(Cli.withoutHome("layout", "--config", config.toString()).out())
                .contains("in force: ");
        Files.writeString(config, "layout: all\n");
        assertThat(Cli.withoutHome("layout", "--config", config.toString()).code())
                .isEqualTo(ExitCodes.USAGE);
        assertThat(Cli.withoutHome("layout", "--config", "x", "--root", "/").code())
                .isEqualTo(ExitCodes.USAGE);
        final Cli nowhere =
                Cli.withoutHome("layout", "--root", folder.resolve("nowhere").toString());
        assertThat(nowhere.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(nowhere.err()).contains("names no machine");
    }

    @Test
    void inShortOnlyWhatIsNotTuned() {
        final HostFact swap = new HostFact("swap", "on", Verdict.NOT_TUNED, "swapoff -a");
        final HostFact kernel = new HostFact("kernel", "6.8", Verdict.TUNED, "");
        final HostFact tick = new HostFact("timer tick", "no x", Verdict.CANNOT_TELL, "");

        assertThat(HostPrinter.brief(List.of(swap, kernel, tick)))
                .containsExactly("host, not tuned: swap (on); 'strikebook host' says what to do");
        assertThat(HostPrinter.brief(List.of(kernel, tick))).isEmpty();
        assertThat(HostPrinter.brief(Collections.nCopies(20, swap)))
                .hasSizeBetween(2, 4)
                .allMatch(line -> line.length() <= 120);
    }
}
