package io.strikebook.auditor;

import io.strikebook.auditor.chain.ProofSchedule;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.Home;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The role's own keys.
 *
 * <pre>
 * auditor:
 *   linkCommands: 4096        # a link of the chain covers at most so many commands; checkpoints end one, too
 *   rootPeriodS: 86400        # a root of liabilities once in so many seconds of venue time,
 *   rootOffsetS: 28800        # counted from here: by default every day at 08:00 UTC
 *   checkpointRootS: 60       # and with a checkpoint, where the root before is at least so old
 *   keyFile: secret/auditor.key   # what leaves' nonces are made with; relative to the home
 * </pre>
 *
 * @param intervals how often links and roots are made
 * @param keyFile   where the key is
 */
public record AuditorConfig(ProofSchedule.Intervals intervals, String keyFile) {
    private static final long DEFAULT_LINK_COMMANDS = 4_096;
    private static final long MAX_LINK_COMMANDS = 1 << 20;
    private static final long DAY_S = TimeUnit.DAYS.toSeconds(1);
    private static final long EIGHT_O_CLOCK_S = TimeUnit.HOURS.toSeconds(8);

    /** Reads and checks them. */
    public static AuditorConfig read(final ConfigSection section) {
        final long periodS = section.getLong("rootPeriodS", DAY_S, 1, 366 * DAY_S);
        return new AuditorConfig(
                new ProofSchedule.Intervals(
                        section.getLong("linkCommands", DEFAULT_LINK_COMMANDS, 1, MAX_LINK_COMMANDS),
                        TimeUnit.SECONDS.toNanos(periodS),
                        TimeUnit.SECONDS.toNanos(section.getLong("rootOffsetS", EIGHT_O_CLOCK_S, 0, 366 * DAY_S)),
                        TimeUnit.SECONDS.toNanos(section.getLong("checkpointRootS", 60, 0, 366 * DAY_S))),
                section.getString("keyFile", "secret/auditor.key"));
    }

    /** The key of a home. */
    public AuditorKey key(final Home home) {
        return new AuditorKey(home.path().resolve(Path.of(keyFile)));
    }
}
