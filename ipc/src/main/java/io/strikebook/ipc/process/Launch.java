package io.strikebook.ipc.process;

import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.host.CpuLayout;
import java.nio.file.Path;

/** What arguments, manifest and configuration together say about one process. */
record Launch(
        String role,
        Home home,
        Manifest manifest,
        HomeConfig config,
        ConfigSection section,
        ProcessOptions options,
        CpuLayout layout) {

    /** Reads and checks everything; refuses before anything was made. */
    static Launch read(final String main, final String[] args) {
        String role = main;
        Path homePath = null;
        Path configPath = null;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new UsageException("argument " + args[i] + " has no value");
            }
            switch (args[i]) {
                case "--home" -> homePath = Path.of(args[i + 1]);
                case "--config" -> configPath = Path.of(args[i + 1]);
                case "--role" -> role = checkedRole(main, args[i + 1]);
                default -> throw new UsageException("unknown argument " + args[i]);
            }
        }
        if (homePath == null) {
            throw new UsageException("--home is missing");
        }
        final Home home = Home.at(homePath);
        final Manifest manifest = home.open();
        final HomeConfig config = HomeConfig.read(configPath == null ? home.configFile() : configPath, manifest);
        if (config.givesVenue() && !config.venue().equals(manifest.venue())) {
            throw new ConfigException((configPath == null ? home.configFile() : configPath)
                    + ": its venue section differs from the manifest of " + home.path()
                    + "; the venue's parameters are fixed by init");
        }
        if (!config.allRoles().contains(role) && QueueNames.isMatching(role)) {
            throw new UsageException("matching of " + home.path() + " runs as "
                    + String.join(
                            ", ", QueueNames.matchingRoles(manifest.venue().matchingShards()))
                    + ": say which with --role");
        }
        final CpuLayout layout = VenueLayout.of(config);
        final CpuLayout.Placement place = layout.of(role);
        final ConfigSection section = config.role(role);
        return new Launch(role, home, manifest, config, section, options(role, section, place), layout);
    }

    /** Whether the housekeeper populates pages ahead of the agent, for which it must have a CPU that is no agent's own. */
    boolean housekeeperPopulates() {
        return layout.helpersApart(role);
    }

    /** The syncing follower waits for the disk, the auditor hashes all accounts in one cycle; and nobody waits for either. */
    private static ProcessOptions options(
            final String role, final ConfigSection section, final CpuLayout.Placement place) {
        final boolean patient = role.equals(HomeConfig.SYNC) || role.equals(HomeConfig.AUDITOR);
        final long stallThresholdUs = patient ? ProcessOptions.PATIENT_STALL_US : ProcessOptions.STALL_US;
        return ProcessOptions.read(section, place.idle(), place.cpu(), stallThresholdUs);
    }

    /** The launcher names the role so that a list of processes shows it, and which shard of matching it is. */
    private static String checkedRole(final String main, final String given) {
        if (!main.equals(given) && !(QueueNames.isMatching(main) && QueueNames.isMatching(given))) {
            throw new UsageException("this is " + main + ", not " + given);
        }
        return given;
    }

    /** Arguments that are not understood. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(final String message) {
            super(message);
        }
    }
}
