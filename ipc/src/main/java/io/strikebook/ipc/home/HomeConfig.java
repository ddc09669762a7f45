package io.strikebook.ipc.home;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.config.VenueSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The one configuration file. What belongs to the venue ({@code time}, {@code queues}, {@code orders}, {@code venue}) is fixed in the
 * manifest by {@code init}; each process reads its own section, {@code layout} and {@code disk} at every start.
 *
 * <pre>
 * time: live                  # or recorded
 * queues:
 *   rollCycle: LARGE_DAILY
 *   blockSizeMb: 64
 * orders:                     # one source of requests per key, on queue orders-KEY
 *   load:
 *     recorded: false
 * layout: none                # or auto: roles without a cpu or an idle of their own get what fits this machine
 * disk:
 *   minimumFreeMb: 512        # below: orders are refused
 *   reserveMb: 64             # below: every process pauses, and none starts
 * retention:                  # what 'prune' may delete once nobody needs it; without these keys nothing
 *   keepFiles: 7              # the newest files of each queue that stay
 *   keepDays: 30              # files stay for so long after their last cycle ended
 * venue: ...                  # VenueSection
 *   marketModes: ["* option speedBump 5", "BTC * batchAuction 100"]   # UNDERLYING KIND MODE MILLISECONDS, the first that fits; else continuous
 *   volatilityBands: ["BTC perpetual mark 1500 30000"]   # UNDERLYING KIND REFERENCE WIDTH MILLISECONDS, the first that fits; else none
 *   selfTradePrevention: none # or cancelTaker, cancelMaker, cancelBoth, decrement: for accounts that ask for nothing else
 *   matchingShards: 2         # matching as so many processes, each with underlyings of its own: matching-0 ... in place of matching
 *   index:                    # of each underlying; prices count as within the median -/+ the clamp
 *     minimumSources: 3       # fewer that are fresh: it stands, flagged, until enough have been there for thawNs
 *     venues: [DERIBIT]       # whose own index is a source, beside the middles of spot books; else that of every venue
 *   marks:
 *     trustAgainNs: 1000000000  # how long quotes have to agree with a surface that they contradicted before it is trusted again
 *   futures:                  # marks of perpetuals and dated futures: index plus the averaged premium of the book
 *     venueMarks: true        # or the venue's own marks, where it gives any
 * feeder: ... pricer: ... risk: ... matching: ... margin: ... load: ...
 * matching-1: ...             # a shard's own section; shards without one have that of matching
 * sync:                       # makes the queues durable in groups; without this section the kernel writes when it wants to
 *   intervalMs: 10
 * auditor:                    # proofs of what was recorded and of what is owed; the home has to be made with this section
 *   linkCommands: 4096
 * </pre>
 */
public final class HomeConfig {
    /** Sections of roles; each shard of matching may have one of its own, too. */
    private static final List<String> ROLES =
            List.of("feeder", "pricer", "risk", "matching", "margin", "load", "auditor", "sync");

    /** Role that makes the queues durable, an option. */
    public static final String SYNC = "sync";

    /** Role that proves what was recorded, an option. */
    public static final String AUDITOR = "auditor";

    private static final String LOAD = "load";
    private static final List<String> OPTIONS = List.of(LOAD, AUDITOR, SYNC);
    private static final String MATCHING = "matching";
    private static final List<String> ROLL_CYCLES =
            List.of("LARGE_DAILY", "LARGE_HOURLY", "FAST_DAILY", "FAST_HOURLY", "WEEKLY", "FIVE_MINUTELY", "MINUTELY");
    private static final int MAX_ORDER_SOURCES = 32;
    private static final int MAX_BLOCK_SIZE_MB = 1_024;

    private final ConfigSection top;
    private final TimeMode timeMode;
    private final String rollCycle;
    private final long blockSizeBytes;
    private final List<SourceDescription> sources;
    private final VenueParameters venue;
    private final boolean autoLayout;
    private final long minimumFreeBytes;
    private final long reserveBytes;
    private final Retention retention;

    private HomeConfig(final ConfigSection top, final VenueParameters venueIfNotGiven) {
        this.top = top;
        timeMode = TimeMode.valueOf(
                top.getChoice("time", "live", List.of("live", "recorded")).toUpperCase(Locale.ROOT));
        final ConfigSection queues = top.section("queues");
        rollCycle = queues.getChoice("rollCycle", "LARGE_DAILY", ROLL_CYCLES);
        blockSizeBytes = (long) queues.getInt("blockSizeMb", 64, 1, MAX_BLOCK_SIZE_MB) << 20;
        sources = sources(top.section("orders"), timeMode);
        autoLayout = top.getChoice("layout", "none", List.of("none", "auto")).equals("auto");
        minimumFreeBytes = top.section("disk").getLong("minimumFreeMb", 512, 0, 1L << 30) << 20;
        reserveBytes = top.section("disk").getLong("reserveMb", 64, 0, 1L << 30) << 20;
        retention = Retention.read(top.section("retention"));
        venue = top.has("venue") || venueIfNotGiven == null
                ? VenueSection.read(top.section("venue"), VenueParameters.defaults())
                : venueIfNotGiven;
        for (final String role : ROLES) {
            top.leave(role);
        }
        QueueNames.matchingRoles(venue.matchingShards()).forEach(top::leave);
        top.refuseUnknownKeys();
    }

    /** Reads a file; everything but the roles' own sections is checked at once. */
    public static HomeConfig read(final Path file) {
        return new HomeConfig(ConfigSection.read(file), null);
    }

    /** The same for a home that is made already, whose venue is the manifest's where the file has no such section. */
    public static HomeConfig read(final Path file, final Manifest manifest) {
        return new HomeConfig(ConfigSection.read(file), manifest.venue());
    }

    /** Reads a text; {@code origin} names it in refusals. */
    public static HomeConfig parse(final String origin, final String text) {
        return new HomeConfig(ConfigSection.parse(origin, text), null);
    }

    /** The section of one role; that of matching for a shard that has none of its own. Unknown roles have an empty one. */
    public ConfigSection role(final String role) {
        return top.taken(QueueNames.isMatching(role) && !hasRole(role) ? MATCHING : role);
    }

    /** Whether the file has a section for a role. */
    public boolean hasRole(final String role) {
        return top.has(role);
    }

    /** Roles that this configuration runs: every engine and the feeder; load generator, auditor and syncing follower where they have a section. */
    public List<String> roles() {
        return allRoles().stream()
                .filter(role -> !OPTIONS.contains(role) || hasRole(role))
                .toList();
    }

    /** Every role that a home of this venue may run, the options included. */
    public List<String> allRoles() {
        return roles(venue.matchingShards());
    }

    /** Every role that a home with so many shards of matching may run. */
    public static List<String> roles(final int matchingShards) {
        return ROLES.stream()
                .flatMap(role ->
                        role.equals(MATCHING) ? QueueNames.matchingRoles(matchingShards).stream() : Stream.of(role))
                .toList();
    }

    /** Whether roles without a CPU of their own get one, as this machine allows. */
    public boolean isAutoLayout() {
        return autoLayout;
    }

    /** What drives the venue's time. */
    public TimeMode timeMode() {
        return timeMode;
    }

    /** Name of Chronicle's roll cycle. */
    public String rollCycle() {
        return rollCycle;
    }

    /** Bytes that are mapped at once. */
    public long blockSizeBytes() {
        return blockSizeBytes;
    }

    /** Sources of requests, ids from 1: admin, pricer, margin, then one per key of {@code orders}. */
    public List<SourceDescription> sources() {
        return sources;
    }

    /** Parameters of the venue. */
    public VenueParameters venue() {
        return venue;
    }

    /** Whether the file gives any of the venue's parameters. */
    public boolean givesVenue() {
        return top.has("venue");
    }

    /** Free space of the home's file store below which the disk counts as low. */
    public long minimumFreeBytes() {
        return minimumFreeBytes;
    }

    /** Free space of the home's file store into which nothing is written. */
    public long reserveBytes() {
        return reserveBytes;
    }

    /** What may be deleted of the queues. */
    public Retention retention() {
        return retention;
    }

    /** Everything that was read so far, defaults included, as YAML. */
    public String effective() {
        return top.effective();
    }

    private static List<SourceDescription> sources(final ConfigSection orders, final TimeMode timeMode) {
        final List<SourceDescription> sources = new ArrayList<>();
        sources.add(new SourceDescription(1, "admin", QueueNames.ADMIN, false));
        sources.add(new SourceDescription(2, "pricer", QueueNames.MARKS, timeMode == TimeMode.RECORDED));
        sources.add(new SourceDescription(3, "margin", QueueNames.MARGIN, false));
        final List<String> names = orders.keys().isEmpty() ? List.of("load") : orders.keys();
        if (names.size() > MAX_ORDER_SOURCES) {
            throw orders.refuse(names.get(MAX_ORDER_SOURCES), "more than " + MAX_ORDER_SOURCES + " sources");
        }
        for (final String name : names) {
            if (!name.matches("[a-z][a-z0-9-]{0,23}")) {
                throw orders.refuse(name, "a source's name is 1..24 of a-z, 0-9, -");
            }
            final boolean recorded = orders.section(name).getBoolean("recorded", false);
            sources.add(new SourceDescription(sources.size() + 1, name, QueueNames.orders(name), recorded));
        }
        return List.copyOf(sources);
    }
}
