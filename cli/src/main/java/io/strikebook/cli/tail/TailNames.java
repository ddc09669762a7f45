package io.strikebook.cli.tail;

import io.strikebook.cli.print.FrameFields;
import io.strikebook.cli.print.FrameNames;
import io.strikebook.common.venue.Underlying;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.SourceDescription;

/**
 * What ids in frames of a home are called: instruments as recorded, underlyings and sources as the manifest has them.
 */
public final class TailNames implements FrameNames, AutoCloseable {
    /** Field with an id of the venue. */
    public static final String INSTRUMENT = "instrumentId";

    /** Field with a number that the feeder gave. */
    public static final String EXTERNAL_INSTRUMENT = "externalInstrumentId";

    private static final String SEQUENCER_NAME = "sequencer";

    private final Home home;
    private final Manifest manifest;
    private final ChronicleTransport transport;
    private final FrameFields fields = new FrameFields();
    private InstrumentNames listed;
    private InstrumentNames described;
    private RuntimeException failure;

    /** Names of a home; nothing is read before it is asked for. */
    public TailNames(final Home home, final Manifest manifest, final ChronicleTransport transport) {
        this.home = home;
        this.manifest = manifest;
        this.transport = transport;
    }

    @Override
    public String nameOf(final String field, final long id) {
        return switch (field) {
            case INSTRUMENT, EXTERNAL_INSTRUMENT -> symbol(field, id);
            case "underlyingId" -> underlying(id);
            case "sourceId" -> source(id);
            case "commandTemplateId" -> fields.nameOf((int) id);
            default -> null;
        };
    }

    /** Id of a listed instrument, or {@link InstrumentNames#NONE}. */
    public int instrumentId(final String symbol) {
        return instruments(INSTRUMENT).idOf(symbol);
    }

    /** The instruments that a field's ids mean. */
    InstrumentNames instruments(final String field) {
        if (field.equals(INSTRUMENT)) {
            listed = listed == null ? InstrumentNames.listed(home, transport) : listed;
            return listed;
        }
        described = described == null ? InstrumentNames.described(home, transport) : described;
        return described;
    }

    /** Why names stay unknown, or null. */
    RuntimeException failure() {
        if (failure != null) {
            return failure;
        }
        final RuntimeException ofListed = listed == null ? null : listed.failure();
        return ofListed != null || described == null ? ofListed : described.failure();
    }

    /** Ids go without names where the queue that has them cannot be opened. */
    private String symbol(final String field, final long id) {
        if (failure != null) {
            return null;
        }
        try {
            return instruments(field).symbolOf(id);
        } catch (final IllegalStateException | CorruptFrameException e) {
            failure = e;
            return null;
        }
    }

    private String underlying(final long id) {
        for (final Underlying underlying : manifest.venue().underlyings()) {
            if (underlying.underlyingId() == id) {
                return underlying.code();
            }
        }
        return null;
    }

    private String source(final long id) {
        for (final SourceDescription source : manifest.sources()) {
            if (source.sourceId() == id) {
                return source.name();
            }
        }
        return id == SourceDescription.SEQUENCER ? SEQUENCER_NAME : null;
    }

    @Override
    public void close() {
        if (listed != null) {
            listed.close();
        }
        if (described != null) {
            described.close();
        }
    }
}
