package io.strikebook.feeder.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.strikebook.feeder.FeederMain;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.GroupAbortedDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.SourceGapDecoder;
import io.strikebook.schemas.SourceNumberDecoder;
import io.strikebook.schemas.SourceStatusDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live feeder over a home's real queue, killed and started again. What a kill leaves are the queue's files as they are at that moment, so here a
 * home is copied while its feeder runs, and the next one starts on the copy.
 */
class LiveRestartTest {
    private static final String USDM = "l2/binance_usdm_btcusdt_20240808.gz";
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(60);

    /** A look at the whole queue takes long. */
    private static final int IDLE_CYCLES = 5_000;

    @TempDir
    private Path folder;

    @Test
    void aKilledFeederGoesOnBehindTheHead() {
        final FaultyDepth script = new FaultyDepth(new DepthVenue(USDM, 6_000), null, 1, 0);
        script.holdAt = 2_000;
        try (FaultServer server = new FaultServer(script)) {
            script.playOn(server);
            Home home = home("first", config(server));
            long last;
            try (HostedProcess feeder = feeder(home)) {
                until(feeder, "half of the day", () -> script.venue.position() == 2_000 && isTrusted(home("first")));
                last = head(home);
                home = copy(home, "second");
            }
            abortedGroup(home, last + 1);
            script.holdAt = 4_000;
            try (HostedProcess feeder = feeder(home)) {
                until(feeder, "more", () -> script.venue.position() == 4_000 && isTrusted(home("second")));
                home = copy(home, "third");
            }
            script.holdAt = Integer.MAX_VALUE;
            try (HostedProcess feeder = feeder(home)) {
                until(
                        feeder,
                        "the whole day",
                        () -> script.atEnd && book(home("third")).levels.hash() == script.venue.book.hash());
                feeder.requestStop();
                until(feeder, "the end", feeder::hasEnded);
                assertThat(feeder.failure()).isNull();
            }
            requireOneRecording(home, last);
        }
    }

    /** Sequences without a hole, times that do not fall, an aborted group, gaps for all behind it, numbers that mean the same. */
    private static void requireOneRecording(final Home home, final long firstRunTo) {
        final Map<String, Integer> numbers = new TreeMap<>();
        final List<String> described = new ArrayList<>();
        final List<Long> gapsForAll = new ArrayList<>();
        long sequence = 0;
        long timeNs = 0;
        long aborted = 0;
        boolean wasLast = true;
        final FrameHeaderDecoder header = new FrameHeaderDecoder();
        try (FrameCursor cursor = transport(home).cursor(home.queue(QueueNames.MARKET_DATA))) {
            while (cursor.next()) {
                final int template = FrameLayout.templateId(cursor.buffer(), cursor.offset());
                final long next = FrameLayout.sequence(cursor.buffer(), cursor.offset());
                assertThat(next).isEqualTo(wasLast ? sequence + 1 : sequence);
                assertThat(FrameLayout.timestampNs(cursor.buffer(), cursor.offset()))
                        .isGreaterThanOrEqualTo(timeNs);
                timeNs = FrameLayout.timestampNs(cursor.buffer(), cursor.offset());
                sequence = next;
                wasLast = FrameLayout.isLast(cursor.buffer(), cursor.offset());
                switch (template) {
                    case GroupAbortedDecoder.TEMPLATE_ID -> aborted = next;
                    case SourceNumberDecoder.TEMPLATE_ID -> {
                        final SourceNumberDecoder number =
                                new SourceNumberDecoder().wrapAndApplyHeader(cursor.buffer(), cursor.offset(), header);
                        final Integer before =
                                numbers.put(number.name() + " " + number.underlyingId(), number.number());
                        assertThat(before == null || before == number.number()).isTrue();
                    }
                    case InstrumentDescribedDecoder.TEMPLATE_ID ->
                        described.add(new InstrumentDescribedDecoder()
                                .wrapAndApplyHeader(cursor.buffer(), cursor.offset(), header)
                                .terms()
                                .symbol());
                    case SourceGapDecoder.TEMPLATE_ID -> {
                        if (new SourceGapDecoder()
                                        .wrapAndApplyHeader(cursor.buffer(), cursor.offset(), header)
                                        .externalInstrumentId()
                                == 0) {
                            gapsForAll.add(next);
                        }
                    }
                    default -> {}
                }
            }
        }
        assertThat(aborted).isEqualTo(firstRunTo + 1);
        assertThat(gapsForAll).hasSize(3).contains(1L, firstRunTo + 2);
        assertThat(numbers).containsOnly(Map.entry("BINANCE-USDM:BTCUSDT 0", 1));
        assertThat(described).as("known from before, so not described again").containsExactly("BTCUSDT");
    }

    /** What a writer leaves that dies within a group longer than what is handed over at once. */
    private static void abortedGroup(final Home home, final long sequence) {
        final ChronicleTransport transport = transport(home);
        final long lastNs = System.currentTimeMillis() * 1_000_000L;
        try (Publication publication = new GroupBuffer(transport.sink(home.queue(QueueNames.MARKET_DATA)))) {
            publication.resume(sequence - 1, 0);
            publication.beginGroup(sequence, lastNs);
            for (int i = 0; i < 5_000; i++) {
                publication.claim(FrameLayout.HEADER_LENGTH + SourceStatusDecoder.BLOCK_LENGTH);
                publication.commit(SourceStatusDecoder.TEMPLATE_ID, SourceStatusDecoder.BLOCK_LENGTH);
            }
        }
        assertThat(transport.head(home.queue(QueueNames.MARKET_DATA)).hasUnfinishedGroup())
                .isTrue();
    }

    private static String config(final FaultServer server) {
        return """
                time: live
                queues:
                  blockSizeMb: 1
                feeder:
                  source: live
                  live:
                    firstPauseMs: 1
                    longestPauseMs: 20
                    seed: 7
                    binanceUsdm:
                      symbols: BTCUSDT
                      url: "%s"
                      rest: "%s"
                """.formatted(server.stream(), server.rest());
    }

    private Home home(final String name, final String config) {
        final Home home = Home.at(folder.resolve(name));
        HomeQueues.init(home, HomeConfig.parse("test", config), config);
        return home;
    }

    private Home home(final String name) {
        return Home.at(folder.resolve(name));
    }

    private static HostedProcess feeder(final Home home) {
        final HostedProcess feeder = new HostedProcess(
                "feeder", new String[] {"--home", home.path().toString(), "--role", "feeder"}, FeederMain::agent);
        feeder.start();
        assertThat(feeder.failure()).isNull();
        return feeder;
    }

    private Home copy(final Home from, final String name) {
        final Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from.path())) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.path().relativize(file).toString()));
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return Home.at(to);
    }

    private static long head(final Home home) {
        return transport(home).head(home.queue(QueueNames.MARKET_DATA)).sequence();
    }

    private static boolean isTrusted(final Home home) {
        return book(home).trusted;
    }

    /** The book as whoever reads the whole queue has it. */
    private static FollowedBooks.Book book(final Home home) {
        final FollowedBooks books = new FollowedBooks();
        try (Subscription queue = transport(home).subscription(home.queue(QueueNames.MARKET_DATA))) {
            boolean more = true;
            while (more) {
                more = queue.poll((buffer, offset, length) -> books.append(buffer, offset, length, 0, 0));
            }
        }
        return books.book(1);
    }

    private static ChronicleTransport transport(final Home home) {
        return HomeQueues.transport(home.open(), System::nanoTime);
    }

    private static void until(final HostedProcess feeder, final String what, final BooleanSupplier condition) {
        final long fromNs = System.nanoTime();
        int idle = 0;
        while (true) {
            idle = feeder.doWork() == 0 ? idle + 1 : 0;
            if (idle == IDLE_CYCLES) {
                if (condition.getAsBoolean()) {
                    return;
                }
                if (System.nanoTime() - fromNs > DEADLINE_NS) {
                    fail("not in time: " + what + ", " + feeder.failure());
                }
                idle = 0;
            }
        }
    }
}
