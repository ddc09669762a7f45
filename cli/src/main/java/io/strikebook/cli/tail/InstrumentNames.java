package io.strikebook.cli.tail;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.InstrumentTermsDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Symbols of instruments, as the recording lists them: those of the venue on {@code commands}, those of outside venues
 * on {@code market-data}. Ids are allotted in order, so a queue is read only as far as the highest id asked for.
 */
public final class InstrumentNames implements AutoCloseable {
    /** No instrument of that symbol. */
    public static final int NONE = 0;

    private final FrameCursor cursor;
    private final boolean listings;
    private final Int2ObjectHashMap<String> symbols = new Int2ObjectHashMap<>();
    private final List<String> inOrder = new ArrayList<>();
    private final InstrumentTermsDecoder terms = new InstrumentTermsDecoder();
    private int lastId;
    private RuntimeException failure;

    private InstrumentNames(final FrameCursor cursor, final boolean listings) {
        this.cursor = cursor;
        this.listings = listings;
    }

    /** The venue's instruments. */
    public static InstrumentNames listed(final Home home, final ChronicleTransport transport) {
        final InstrumentNames names = new InstrumentNames(transport.cursor(home.queue(QueueNames.COMMANDS)), true);
        PrunedListings.of(home)
                .forEach(instrument ->
                        names.add(instrument.instrumentId(), instrument.terms().symbol()));
        return names;
    }

    /** Instruments of outside venues by the numbers that the feeder gave them. */
    public static InstrumentNames described(final Home home, final ChronicleTransport transport) {
        return new InstrumentNames(transport.cursor(home.queue(QueueNames.MARKET_DATA)), false);
    }

    /** Symbol of an instrument, or null where the recording does not name it (yet). */
    public String symbolOf(final long instrumentId) {
        if (instrumentId <= 0 || instrumentId > Integer.MAX_VALUE) {
            return null;
        }
        while (lastId < instrumentId && readOne()) {
            continue;
        }
        return symbols.get((int) instrumentId);
    }

    /** Id of a symbol, or {@link #NONE}; reads the queue to its end where it is not known yet. */
    public int idOf(final String symbol) {
        do {
            for (int id = 1; id <= lastId; id++) {
                if (symbol.equals(symbols.get(id))) {
                    return id;
                }
            }
        } while (readNext());
        return NONE;
    }

    /** Symbols read so far, in the order of the queue. */
    public List<String> symbols() {
        return List.copyOf(inOrder);
    }

    /** Why names stay unknown: the queue that they come from could not be read on; null while it can. */
    public RuntimeException failure() {
        return failure;
    }

    /** Reads up to the next instrument named; false at the end. */
    private boolean readNext() {
        final int known = inOrder.size();
        boolean more = true;
        while (more && inOrder.size() == known) {
            more = readOne();
        }
        return more;
    }

    private boolean readOne() {
        if (failure != null) {
            return false;
        }
        try {
            if (!cursor.next()) {
                return false;
            }
            onFrame(cursor.buffer(), cursor.offset());
            return true;
        } catch (final RuntimeException e) {
            failure = e;
            return false;
        }
    }

    private void onFrame(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        if (listings
                && (templateId == ListInstrumentCommandDecoder.TEMPLATE_ID
                        || templateId == ListComboCommandDecoder.TEMPLATE_ID)) {
            add(
                    buffer.getInt(body + ListInstrumentCommandDecoder.instrumentIdEncodingOffset()),
                    buffer,
                    body + ListInstrumentCommandDecoder.termsEncodingOffset());
        } else if (!listings && templateId == InstrumentDescribedDecoder.TEMPLATE_ID) {
            add(
                    buffer.getInt(body + InstrumentDescribedDecoder.externalInstrumentIdEncodingOffset()),
                    buffer,
                    body + InstrumentDescribedDecoder.termsEncodingOffset());
        }
    }

    /** A refused listing has no id. */
    private void add(final int instrumentId, final UnsafeBuffer buffer, final int termsOffset) {
        if (instrumentId > 0) {
            add(instrumentId, terms.wrap(buffer, termsOffset).symbol());
        }
    }

    private void add(final int instrumentId, final String symbol) {
        if (symbols.put(instrumentId, symbol) == null) {
            inOrder.add(symbol);
        }
        lastId = Math.max(lastId, instrumentId);
    }

    @Override
    public void close() {
        cursor.close();
    }
}
