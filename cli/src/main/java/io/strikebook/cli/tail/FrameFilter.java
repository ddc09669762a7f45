package io.strikebook.cli.tail;

import io.strikebook.cli.print.FrameFields;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.GroupSizeEncodingDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which frames are printed: of some messages, about an instrument, about an account; a frame passes where all that were
 * given hold. About an instrument is also what has it as a leg, or in an entry of a list: a mass quote, a block trade, linked orders.
 * Looks at a frame's fields where they lie, without decoding the rest.
 */
final class FrameFilter {
    /** Any account. */
    static final int ANY_ACCOUNT = -1;

    private static final List<String> ACCOUNT_FIELDS = List.of(
            "accountId", "makerAccountId", "takerAccountId", "counterpartyId", "buyerAccountId", "sellerAccountId");

    /** Of combinations and what traded in their legs, beside an id of the venue's own. */
    private static final List<String> FURTHER_INSTRUMENTS = List.of("comboId", "leg1Id", "leg2Id", "leg3Id", "leg4Id");

    private final FrameFields fields;
    private final Set<Integer> templates;
    private final int accountId;
    private final Instrument instrument;
    private final Int2ObjectHashMap<Places> placesByTemplate = new Int2ObjectHashMap<>();

    /**
     * An instrument by the field that holds its id in the queue, and by its symbol.
     *
     * @param field  {@code instrumentId}, or {@code externalInstrumentId} on market-data
     * @param id     its id
     * @param symbol its symbol, or null where it has none: matches messages that name it so
     */
    record Instrument(String field, int id, String symbol) {}

    /** Where a message's fields are, {@link FrameFields#NONE} where it has none. */
    private record Places(
            int[] accounts, int[] instruments, int accountInEntries, int instrumentInEntries, int symbol) {}

    /**
     * A filter.
     *
     * @param templates  empty: every message
     * @param accountId  {@link #ANY_ACCOUNT}: every account
     * @param instrument null: every instrument
     */
    FrameFilter(
            final FrameFields fields, final Set<Integer> templates, final int accountId, final Instrument instrument) {
        this.fields = fields;
        this.templates = templates;
        this.accountId = accountId;
        this.instrument = instrument;
    }

    boolean passes(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        if (!templates.isEmpty() && !templates.contains(templateId)) {
            return false;
        }
        if (accountId == ANY_ACCOUNT && instrument == null) {
            return true;
        }
        final Places places = placesByTemplate.computeIfAbsent(templateId, this::find);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int end = body + FrameLayout.blockLength(buffer, offset);
        final int frameEnd = offset + FrameLayout.frameLength(buffer, offset);
        final boolean accountFits = accountId == ANY_ACCOUNT || hasAny(places.accounts, accountId, buffer, body, end);
        final boolean instrumentFits = instrument == null || hasInstrument(places, buffer, body, end);
        return accountFits && instrumentFits || hasEntry(places, !accountFits, !instrumentFits, buffer, end, frameEnd);
    }

    private Places find(final int templateId) {
        final List<String> instruments = new ArrayList<>();
        if (instrument != null) {
            instruments.add(instrument.field);
            instruments.addAll(instrument.field.equals(TailNames.INSTRUMENT) ? FURTHER_INSTRUMENTS : List.of());
        }
        return new Places(
                places(templateId, ACCOUNT_FIELDS),
                places(templateId, instruments),
                fields.offsetInEntries(templateId, ACCOUNT_FIELDS.get(0)),
                instrument == null ? FrameFields.NONE : fields.offsetInEntries(templateId, instrument.field),
                fields.offsetOf(templateId, "symbol"));
    }

    private int[] places(final int templateId, final List<String> names) {
        return names.stream()
                .mapToInt(field -> fields.offsetOf(templateId, field))
                .filter(place -> place != FrameFields.NONE)
                .toArray();
    }

    private static boolean hasAny(
            final int[] places, final int expected, final UnsafeBuffer buffer, final int body, final int end) {
        for (final int place : places) {
            if (isInt(buffer, body + place, end, expected)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasInstrument(final Places places, final UnsafeBuffer buffer, final int body, final int end) {
        if (hasAny(places.instruments, instrument.id, buffer, body, end)) {
            return true;
        }
        return places.symbol != FrameFields.NONE
                && instrument.symbol != null
                && isText(buffer, body + places.symbol, end, instrument.symbol);
    }

    /** Whether one entry has all of what is asked for in entries. */
    private boolean hasEntry(
            final Places places,
            final boolean ofAccount,
            final boolean ofInstrument,
            final UnsafeBuffer buffer,
            final int list,
            final int end) {
        final int first = list + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        final boolean cannot = ofAccount && places.accountInEntries == FrameFields.NONE
                || ofInstrument && places.instrumentInEntries == FrameFields.NONE;
        if (cannot || first > end) {
            return false;
        }
        final int length = unsignedShort(buffer, list + GroupSizeEncodingDecoder.blockLengthEncodingOffset());
        final int entries = unsignedShort(buffer, list + GroupSizeEncodingDecoder.numInGroupEncodingOffset());
        int at = first;
        for (int i = 0; i < entries && at < end; i++) {
            if ((!ofAccount || isInt(buffer, at + places.accountInEntries, end, accountId))
                    && (!ofInstrument || isInt(buffer, at + places.instrumentInEntries, end, instrument.id))) {
                return true;
            }
            at += length;
        }
        return false;
    }

    private static int unsignedShort(final UnsafeBuffer buffer, final int index) {
        return buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    private static boolean isInt(final UnsafeBuffer buffer, final int index, final int end, final int expected) {
        return index + Integer.BYTES <= end && buffer.getInt(index, ByteOrder.LITTLE_ENDIAN) == expected;
    }

    private static boolean isText(final UnsafeBuffer buffer, final int index, final int end, final String expected) {
        final byte[] bytes = expected.getBytes(StandardCharsets.US_ASCII);
        if (index + bytes.length >= end) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (buffer.getByte(index + i) != bytes[i]) {
                return false;
            }
        }
        return buffer.getByte(index + bytes.length) == 0;
    }
}
