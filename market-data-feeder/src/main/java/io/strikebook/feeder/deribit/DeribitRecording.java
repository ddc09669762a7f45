package io.strikebook.feeder.deribit;

import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.MergedSource;
import io.strikebook.feeder.recorded.SequentialSource;
import io.strikebook.feeder.venue.FeedContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Opens a recording of Deribit: polls of the option chains, and beside them marks of perpetuals and dated futures. Every instrument is
 * described at first sight in the group of its first ticker. At equal times
 * perpetuals go first, then dated futures, then options.
 */
public final class DeribitRecording {
    private static final String SUFFIX = ".csv.gz";

    private DeribitRecording() {}

    /**
     * Opens the files; every header is checked before the first event.
     *
     * @param chains       files, or directories of {@code .csv.gz} files, in the order of their names
     * @param perpetuals   file with marks of perpetuals, or null
     * @param datedFutures file with marks of dated futures, or null
     */
    public static MarketDataSource open(
            final List<Path> chains,
            final Path perpetuals,
            final Path datedFutures,
            final List<Underlying> underlyings,
            final FeedErrors errors) {
        return open(chains, perpetuals, datedFutures, new FeedContext(underlyings, errors));
    }

    /** Opens the files beside other sources. */
    public static MarketDataSource open(
            final List<Path> chains, final Path perpetuals, final Path datedFutures, final FeedContext context) {
        final FeedErrors errors = context.errors();
        final List<Path> files = expand(chains);
        final DeribitMarket market = new DeribitMarket(context);
        final List<Supplier<MarketDataSource>> openers = new ArrayList<>();
        long fromNs = Long.MAX_VALUE;
        long toNs = Long.MIN_VALUE;
        for (final Path file : files) {
            try (ChainFile probe = new ChainFile(file, market, errors)) {
                final long timeNs = probe.nextTimeNs();
                if (timeNs != MarketDataSource.END && timeNs != Long.MIN_VALUE) {
                    fromNs = Math.min(fromNs, timeNs);
                    toNs = Math.max(toNs, timeNs);
                }
            }
            openers.add(() -> new ChainFile(file, market, errors));
        }
        final List<MarketDataSource> sources = new ArrayList<>();
        if (perpetuals != null) {
            sources.add(FutureMarksFile.perpetuals(perpetuals, fromNs, toNs, market, errors));
        }
        if (datedFutures != null) {
            sources.add(FutureMarksFile.dated(datedFutures, fromNs, toNs, market, errors));
        }
        sources.add(new SequentialSource(openers));
        return new MergedSource(sources);
    }

    private static List<Path> expand(final List<Path> chains) {
        final List<Path> files = new ArrayList<>();
        for (final Path chain : chains) {
            if (Files.isDirectory(chain)) {
                try (Stream<Path> children = Files.list(chain)) {
                    children.filter(path -> path.getFileName().toString().endsWith(SUFFIX))
                            .sorted(Comparator.comparing(
                                    path -> path.getFileName().toString()))
                            .forEach(files::add);
                } catch (final IOException e) {
                    throw new UncheckedIOException("cannot list " + chain, e);
                }
            } else {
                files.add(chain);
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no chain file in " + chains);
        }
        return files;
    }
}
