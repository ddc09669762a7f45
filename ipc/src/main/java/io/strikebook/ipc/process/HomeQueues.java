package io.strikebook.ipc.process;

import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import java.util.function.Consumer;
import org.agrona.concurrent.EpochNanoClock;

/** Brings a home and the transport of its queues together: for processes, and for tools that read a home from outside. */
public final class HomeQueues {
    private HomeQueues() {}

    /**
     * Makes a home with all its queues.
     *
     * @param configText the text that {@code config} was read from, kept in the home
     */
    public static Manifest init(final Home home, final HomeConfig config, final String configText) {
        return init(home, Manifest.create(config), configText);
    }

    /**
     * Makes a home with all its queues and what they begin with.
     *
     * @param fill writes to queues that are there; a home whose filling did not finish is none
     */
    public static Manifest init(
            final Home home, final HomeConfig config, final String configText, final Consumer<Manifest> fill) {
        final Manifest manifest = Manifest.create(config);
        return home.init(
                manifest, configText, transport(manifest, System::nanoTime)::create, () -> fill.accept(manifest));
    }

    /** Makes a home with all its queues, whose manifest is given. */
    public static Manifest init(final Home home, final Manifest manifest, final String configText) {
        return home.init(manifest, configText, transport(manifest, System::nanoTime)::create, () -> {});
    }

    /**
     * The transport of a home's queues.
     *
     * @param clock stamps documents of writers
     */
    public static ChronicleTransport transport(final Manifest manifest, final EpochNanoClock clock) {
        return new ChronicleTransport(settings(manifest.rollCycle(), manifest.blockSizeBytes()), clock);
    }

    private static ChronicleQueueSettings settings(final String rollCycle, final long blockSizeBytes) {
        return new ChronicleQueueSettings(rollCycle, blockSizeBytes, ChronicleQueueSettings.DEFAULT.timeoutMs());
    }
}
