package io.strikebook.cli.home;

import io.strikebook.auditor.AuditorConfig;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.FeederConfig;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.TimeMode;
import io.strikebook.ipc.process.ProcessOptions;
import io.strikebook.ipc.sync.SyncConfig;
import io.strikebook.orderflow.load.LoadConfig;
import io.strikebook.pricer.PricerConfig;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The sections of the processes, read as the processes will read them, so that a mistake is refused before anything was started. */
public final class RoleSections {
    private static final String FEEDER = "feeder";
    private static final String LOAD = "load";
    private static final String PRICER = "pricer";

    private RoleSections() {}

    /**
     * Reads every section that will be used; refuses keys and values as the processes would.
     *
     * @param created when the home was or will be made
     */
    public static void check(
            final HomeConfig config, final VenueParameters venue, final TimeMode timeMode, final Instant created) {
        for (final String role : config.roles()) {
            final ConfigSection section = config.role(role);
            ProcessOptions.read(section);
            if (role.equals(FEEDER)) {
                FeederConfig.read(section, venue.underlyings(), timeMode, created);
            } else if (role.equals(LOAD)) {
                LoadConfig.from(section);
            } else if (role.equals(PRICER)) {
                PricerConfig.read(section, timeMode);
            } else if (role.equals(HomeConfig.SYNC)) {
                SyncConfig.read(section);
            } else if (role.equals(HomeConfig.AUDITOR)) {
                AuditorConfig.read(section);
            }
            section.refuseUnknownKeys();
        }
    }

    /**
     * Opens the recordings that the feeder is to play, as it will, with relative paths from the folder of this process.
     *
     * @throws ConfigException where one is missing or of another kind
     */
    public static void tryRecordings(final HomeConfig config) {
        final ConfigSection section = config.role(FEEDER);
        try {
            FeederConfig.read(section, config.venue().underlyings(), config.timeMode(), Instant.EPOCH)
                    .tryRecorded();
        } catch (final UncheckedIOException | IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
