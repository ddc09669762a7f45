package io.strikebook.benchmarks.pipeline;

import io.strikebook.cli.hosted.HostedVenue;
import io.strikebook.cli.hosted.Role;
import io.strikebook.ipc.home.Home;
import java.nio.file.Path;
import java.util.List;

/** The agents of a venue on a few threads of this JVM. */
final class OneJvmVenue implements Venue {
    private final Home home;
    private final HostedVenue hosted;

    /** Makes the home and starts everything; see {@link HostedVenue}. */
    OneJvmVenue(final Path folder, final String config, final String idle, final List<List<Role>> layout) {
        home = Venue.init(folder, config);
        hosted = new HostedVenue(home, idle, layout);
    }

    @Override
    public Home home() {
        return home;
    }

    @Override
    public void requireAlive() {
        hosted.requireAlive();
    }

    @Override
    public void stop() {
        hosted.stop();
    }

    @Override
    public void close() {
        hosted.close();
    }
}
