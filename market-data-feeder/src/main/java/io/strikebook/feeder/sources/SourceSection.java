package io.strikebook.feeder.sources;

import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.ipc.config.ConfigSection;
import java.nio.file.Path;
import java.util.List;

/** A section of the feeder's configuration that is a recorded source. */
public interface SourceSection {
    /** Its key. */
    String name();

    /** Reads and checks what it says; files are not looked at. */
    Opener read(ConfigSection config);

    /** Opens what a section names. */
    @FunctionalInterface
    interface Opener {
        /** Opens the files, which have to be there; numbers and errors are those of the whole feeder. */
        MarketDataSource open(FeedContext context);
    }

    /** A list of paths, empty where the key is absent. */
    static List<Path> paths(final ConfigSection config, final String key) {
        return config.getStrings(key, List.of()).stream().map(Path::of).toList();
    }

    /** A path, or null where the key is absent. */
    static Path path(final ConfigSection config, final String key) {
        final String text = config.getString(key, "");
        return text.isEmpty() ? null : Path.of(text);
    }
}
