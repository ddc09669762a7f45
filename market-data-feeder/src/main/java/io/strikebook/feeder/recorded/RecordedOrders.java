package io.strikebook.feeder.recorded;

import io.strikebook.recordings.BadRecordException;
import io.strikebook.recordings.OrderEventReader;
import java.nio.file.Path;
import java.util.function.Function;

/** Opens recordings of single orders. */
public final class RecordedOrders {
    private RecordedOrders() {}

    /**
     * Opens a file.
     *
     * @throws IllegalArgumentException where it is of another kind, naming it
     */
    public static OrderEventReader open(final Path path, final Function<Path, OrderEventReader> opener) {
        try {
            return opener.apply(path);
        } catch (final BadRecordException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
