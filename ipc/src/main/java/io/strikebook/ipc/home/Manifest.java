package io.strikebook.ipc.home;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.config.VenueSection;
import io.strikebook.schemas.FrameHeaderEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What a home's queues are: written once by {@code init}, never changed after. A process that finds another schema, or queues of
 * another home, refuses to start.
 *
 * @param homeId         identity of the home, made at {@code init}
 * @param schemaId       SBE schema of every frame
 * @param schemaVersion  version of that schema
 * @param created        when the home was made
 * @param timeMode       what drives the venue's time
 * @param rollCycle      name of Chronicle's roll cycle, the same for all queues
 * @param blockSizeBytes bytes that are mapped at once, the same for all queues
 * @param sources        sources of requests; ids from 1 in this order
 * @param audited        whether it has the queue {@code proofs}
 * @param venue          every parameter that the engines' decisions depend on
 */
public record Manifest(
        String homeId,
        int schemaId,
        int schemaVersion,
        Instant created,
        TimeMode timeMode,
        String rollCycle,
        long blockSizeBytes,
        List<SourceDescription> sources,
        boolean audited,
        VenueParameters venue) {
    private static final int MAX_SOURCES = 64;

    /** A new home's manifest. */
    public static Manifest create(final HomeConfig config) {
        return new Manifest(
                UUID.randomUUID().toString(),
                FrameHeaderEncoder.SCHEMA_ID,
                FrameHeaderEncoder.SCHEMA_VERSION,
                Instant.now(),
                config.timeMode(),
                config.rollCycle(),
                config.blockSizeBytes(),
                config.sources(),
                config.hasRole(HomeConfig.AUDITOR),
                config.venue());
    }

    /** Every queue of the home, in the order in which data flows. */
    public List<String> queues() {
        final List<String> queues = new ArrayList<>(List.of(QueueNames.MARKET_DATA, QueueNames.MARKS));
        for (final SourceDescription source : sources) {
            if (QueueNames.isOrders(source.queue())) {
                queues.add(source.queue());
            }
        }
        queues.addAll(List.of(QueueNames.ADMIN, QueueNames.COMMANDS));
        queues.addAll(QueueNames.executions(venue.matchingShards()));
        queues.add(QueueNames.MARGIN);
        if (audited) {
            queues.add(QueueNames.PROOFS);
        }
        return List.copyOf(queues);
    }

    /**
     * Whether the process of a role follows a queue of this home: what {@link QueueNames#reads} says of every home, and where our own book
     * feeds marks the pricer follows matching too.
     */
    public boolean reads(final String role, final String queue) {
        return QueueNames.reads(role, queue)
                || venue.futures().ownBook()
                        && QueueNames.isExecutions(queue)
                        && role.equals(QueueNames.writerOf(QueueNames.MARKS));
    }

    /** The source that writes a queue; refuses a queue that no source writes. */
    public SourceDescription sourceOf(final String queue) {
        for (final SourceDescription source : sources) {
            if (source.queue().equals(queue)) {
                return source;
            }
        }
        throw new HomeException("the manifest has no source on queue " + queue);
    }

    /** Reads a manifest file; refuses what this build cannot work with. */
    public static Manifest read(final Path file) {
        if (!Files.isRegularFile(file)) {
            throw new HomeException("no manifest at " + file + ": not a home, or 'init' was not run");
        }
        try {
            return parse(ConfigSection.read(file), file);
        } catch (final ConfigException e) {
            throw new HomeException("manifest refused: " + e.getMessage());
        }
    }

    /** This manifest as YAML; {@link #read} gives an equal one. */
    public String toYaml() {
        final StringBuilder text = new StringBuilder(4_096)
                .append("# Written by init; the queues depend on every line. Do not edit.\n")
                .append("homeId: \"")
                .append(homeId)
                .append("\"\n")
                .append("schemaId: ")
                .append(schemaId)
                .append('\n')
                .append("schemaVersion: ")
                .append(schemaVersion)
                .append('\n')
                .append("created: \"")
                .append(created)
                .append("\"\n")
                .append("time: \"")
                .append(timeMode.name().toLowerCase(Locale.ROOT))
                .append("\"\n")
                .append("rollCycle: \"")
                .append(rollCycle)
                .append("\"\n")
                .append("blockSizeBytes: ")
                .append(blockSizeBytes)
                .append('\n')
                .append(audited ? "audited: true\n" : "")
                .append("sources:\n");
        for (final SourceDescription source : sources) {
            text.append("  ")
                    .append(source.name())
                    .append(":\n")
                    .append("    id: ")
                    .append(source.sourceId())
                    .append('\n')
                    .append("    queue: \"")
                    .append(source.queue())
                    .append("\"\n")
                    .append("    recorded: ")
                    .append(source.recorded())
                    .append('\n');
        }
        text.append("venue:\n");
        final ConfigSection defaults = ConfigSection.empty("manifest");
        VenueSection.read(defaults, venue);
        return text.append(defaults.effective().indent(2)).toString();
    }

    private static Manifest parse(final ConfigSection top, final Path file) {
        final int schemaId = (int) top.requireLong("schemaId", 0, 0xFFFF);
        final int schemaVersion = (int) top.requireLong("schemaVersion", 0, 0xFFFF);
        if (schemaId != FrameHeaderEncoder.SCHEMA_ID || schemaVersion != FrameHeaderEncoder.SCHEMA_VERSION) {
            throw new HomeException(file + ": made with schema " + schemaId + " version " + schemaVersion
                    + ", this build writes schema " + FrameHeaderEncoder.SCHEMA_ID + " version "
                    + FrameHeaderEncoder.SCHEMA_VERSION);
        }
        final Manifest manifest = new Manifest(
                top.requireString("homeId"),
                schemaId,
                schemaVersion,
                instant(top),
                TimeMode.valueOf(
                        top.getChoice("time", "", List.of("live", "recorded")).toUpperCase(Locale.ROOT)),
                top.requireString("rollCycle"),
                top.requireLong("blockSizeBytes", 1 << 16, 1L << 40),
                sources(top.section("sources")),
                top.getBoolean("audited", false),
                VenueSection.read(top.section("venue"), VenueParameters.defaults()));
        top.refuseUnknownKeys();
        return manifest;
    }

    private static Instant instant(final ConfigSection top) {
        final String text = top.requireString("created");
        try {
            return Instant.parse(text);
        } catch (final DateTimeParseException e) {
            throw top.refuse("created", "'" + text + "' is not a time");
        }
    }

    private static List<SourceDescription> sources(final ConfigSection section) {
        final List<SourceDescription> sources = new ArrayList<>();
        for (final String name : section.keys()) {
            final ConfigSection source = section.section(name);
            final int sourceId = (int) source.requireLong("id", 1, MAX_SOURCES);
            if (sourceId != sources.size() + 1) {
                throw source.refuse("id", sourceId + " where " + (sources.size() + 1) + " is next");
            }
            sources.add(new SourceDescription(
                    sourceId, name, source.requireString("queue"), source.getBoolean("recorded", false)));
        }
        return List.copyOf(sources);
    }
}
