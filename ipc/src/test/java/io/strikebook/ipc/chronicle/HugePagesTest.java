package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strikebook.ipc.TestJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A queue on a tmpfs with huge pages, mounted in a mount namespace that ends with the process which made it. Needs the right to mount and a
 * kernel with huge pages for tmpfs.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HugePagesTest {
    private static final int GROUPS = 4_000;
    private static final int GROUP_BYTES = 4_036;
    private static final String IN_NAMESPACE = "mount -t tmpfs -o size=256m,$1 tmpfs \"$2\" && shift 2 && exec \"$@\"";

    @TempDir
    Path folder;

    @BeforeEach
    void mayMount() throws Exception {
        assumeTrue(
                run("huge=always", List.of("true")).isEmpty(), "no mount namespace, or no tmpfs with huge pages, here");
    }

    @Test
    void populatesHugePages() throws Exception {
        final long[] huge = append("huge=always");
        final long pages = (long) GROUPS * GROUP_BYTES / MemoryAdvice.PAGE_BYTES;
        assertThat(huge[0]).as("groups read").isEqualTo(GROUPS);
        assertThat(huge[1]).as("pages populated").isGreaterThan(pages / 2);
        assertThat(huge[2]).as("faults of appending").isLessThan(pages / 32);
        assumeTrue(huge[4] == 0, "the machine has no huge page left");
        assertThat(huge[3]).as("kB mapped as huge pages").isGreaterThan(GROUPS * GROUP_BYTES / 1_024 / 2);
    }

    @Test
    void populatesSmallPagesOfTheSameFileSystem() throws Exception {
        final long[] small = append("huge=never");
        final long pages = (long) GROUPS * GROUP_BYTES / MemoryAdvice.PAGE_BYTES;
        assertThat(small[0]).as("groups read").isEqualTo(GROUPS);
        assertThat(small[1]).as("pages populated").isGreaterThan(pages / 2);
        assertThat(small[2]).as("faults of appending").isLessThan(pages / 32);
        assertThat(small[3]).as("kB mapped as huge pages").isZero();
    }

    private long[] append(final String option) throws Exception {
        final List<String> command = TestJvm.command(
                HugePagesMain.class,
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                List.of(folder.resolve("queue").toString(), Integer.toString(GROUPS)));
        final String[] lines = run(option, command).trim().split("\n");
        return Arrays.stream(lines[lines.length - 1].split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** What a command writes, run where the folder is a tmpfs mounted with an option; "refused" where that cannot be. */
    private String run(final String option, final List<String> command) throws IOException, InterruptedException {
        final List<String> whole = new ArrayList<>(
                List.of("unshare", "--mount", "sh", "-c", IN_NAMESPACE, "sh", option, folder.toString()));
        whole.addAll(command);
        final Process process;
        try {
            process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        } catch (final IOException e) {
            return "refused: " + e;
        }
        try {
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? output : "refused: " + output;
        } finally {
            process.destroyForcibly();
        }
    }
}
