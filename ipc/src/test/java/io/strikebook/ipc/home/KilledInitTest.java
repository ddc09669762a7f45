package io.strikebook.ipc.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.TestJvm;
import io.strikebook.ipc.process.HomeQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while homes are made: what has a manifest is whole, and what has none is made by the next one that tries. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledInitTest {
    /** Of a tenth of the writer's kills, since each needs a JVM of its own and makes several homes. */
    private static final int KILLS = Math.max(3, Integer.getInteger("strikebook.writer.kills", 20) / 10);

    private static final long LONGEST_INIT_NS = 60_000_000;
    private static final long PATIENCE_S = 120;

    @TempDir
    private Path folder;

    @Test
    void whatHasAManifestIsWholeAndTheRestIsMadeAgain() throws Exception {
        final Random random = new Random(11);
        int number = 0;
        int unfinished = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            final Process process = start(number);
            try {
                awaitManifest(process, number);
                // somewhere in the ones that follow
                final long endNs = System.nanoTime() + random.nextLong(LONGEST_INIT_NS);
                while (System.nanoTime() < endNs) {
                    Thread.onSpinWait();
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            while (Files.exists(KilledInitMain.home(folder, number).path())) {
                final Home home = KilledInitMain.home(folder, number);
                if (!Files.exists(home.manifestFile())) {
                    unfinished++;
                    KilledInitMain.init(home);
                }
                requireWhole(home);
                delete(home.path());
                number++;
            }
        }
        System.out.println(KILLS + " kills, " + number + " homes, " + unfinished + " of them made again");
        assertThat(number).isGreaterThanOrEqualTo(KILLS);
    }

    private static void requireWhole(final Home home) {
        assertThat(HomeQueues.transport(home.open(), System::nanoTime)
                        .head(home.queue(KilledInitMain.QUEUE))
                        .sequence())
                .isEqualTo(KilledInitMain.GROUPS);
    }

    private Process start(final int number) throws IOException {
        return new ProcessBuilder(TestJvm.command(
                        KilledInitMain.class,
                        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        List.of(folder.toString(), Integer.toString(number))))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("init.log").toFile())
                .start();
    }

    private void awaitManifest(final Process process, final int number) throws IOException {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!Files.exists(KilledInitMain.home(folder, number).manifestFile())) {
            if (!process.isAlive() || System.nanoTime() > endNs) {
                throw new AssertionError("no home: " + Files.readString(folder.resolve("init.log")));
            }
            Thread.onSpinWait();
        }
    }

    private static void delete(final Path home) throws IOException {
        try (Stream<Path> tree = Files.walk(home)) {
            for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
