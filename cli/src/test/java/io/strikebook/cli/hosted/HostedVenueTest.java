package io.strikebook.cli.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.ProcessState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole venue in this JVM, also where matching is divided; its books, also from the middle of its recording on. By itself, since what
 * is hosted takes the JVM's output while it starts.
 */
@Isolated
@Timeout(180)
class HostedVenueTest {
    private static final long ENOUGH_COMMANDS = 500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void tradesStopsAndIsVerified(final int shards) throws IOException {
        final Path path = folder.resolve("home");
        final Path config = Files.writeString(folder.resolve("venue.yaml"), """
                queues:
                  blockSizeMb: 1
                disk:
                  minimumFreeMb: 0
                  reserveMb: 0
                venue:
                  matchingShards: %d
                feeder:
                  source: simulator
                  simulator:
                    strikes: 3
                load:
                  ratePerSecond: 500
                  instruments: 8
                """.formatted(shards));
        succeeds(Cli.run(path, "init", "--config", config.toString()));
        try (HostedVenue venue = new HostedVenue(Home.at(path), "backoff", List.of(List.of(Role.values())))) {
            awaitAnswered(venue, path, ENOUGH_COMMANDS);
            succeeds(Cli.withoutHome("snapshot", path.toString()));
            awaitAnswered(venue, path, answered(path) + ENOUGH_COMMANDS);
            venue.stop();
        }
        for (final String name : Role.MATCHING.processes(shards)) {
            assertThat(mark(path, name).state()).isEqualTo(ProcessState.STOPPED);
        }
        final Cli verified = Cli.withoutHome("replay", path.toString(), "--verify");
        succeeds(verified);
        assertThat(verified.out()).contains("identical");
        booksAreTheSameWhereTheyBeginWithTheSnapshotSet(path, shards);
    }

    /** The marker alone, as files of a minute ago are not pruned. */
    private static void booksAreTheSameWhereTheyBeginWithTheSnapshotSet(final Path path, final int shards) {
        final Map<Integer, String> whole = books(path);
        assertThat(whole).hasSizeGreaterThan(8);
        for (final String queue : QueueNames.executions(shards)) {
            Home.at(path).prunedTo(queue, 10);
        }
        assertThat(books(path)).isEqualTo(whole);
        final Cli begun = Cli.run(path, "book", "1");
        succeeds(begun);
        assertThat(begun.err()).contains("older executions were pruned: begun with the snapshot set of command ");
        final Cli before = Cli.run(path, "book", "1", "--at", "11");
        assertThat(before.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(before.err()).contains("and not beyond command 11");
    }

    /** Every order of every book. */
    private static Map<Integer, String> books(final Path path) {
        final Map<Integer, String> books = new TreeMap<>();
        Cli book = Cli.run(path, "book", "1", "--orders", "--json");
        for (int id = 1; book.code() == ExitCodes.DONE; id++) {
            books.put(id, book.out().substring(book.out().indexOf(",\"bids\":")));
            book = Cli.run(path, "book", Integer.toString(id + 1), "--orders", "--json");
        }
        assertThat(book.err()).contains("there is no instrument");
        return books;
    }

    private static void awaitAnswered(final HostedVenue venue, final Path path, final long commands) {
        while (answered(path) < commands) {
            venue.requireAlive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static long answered(final Path path) {
        return MarkFileReader.read(Home.at(path).markFile("margin"))
                .map(ProcessMark::writtenTo)
                .orElse(0L);
    }

    private static ProcessMark mark(final Path path, final String role) {
        return MarkFileReader.read(Home.at(path).markFile(role)).orElseThrow();
    }

    private static void succeeds(final Cli cli) {
        assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(ExitCodes.DONE);
    }
}
