package io.strikebook.cli.tail;

import io.strikebook.cli.print.FrameFields;
import io.strikebook.ipc.frame.FrameLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which frames are printed: of some messages, about an instrument, about an account; a frame passes where all that were
 * given hold. Looks at a frame's fields where they lie, without decoding the rest.
 */
final class FrameFilter {
    /** Any account. */
    static final int ANY_ACCOUNT = -1;

    private static final String[] ACCOUNT_FIELDS = {
        "accountId", "makerAccountId", "takerAccountId", "counterpartyId", "buyerAccountId", "sellerAccountId"
    };

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
    private record Places(int[] accounts, int instrument, int symbol) {}

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
        return (accountId == ANY_ACCOUNT || hasAccount(places, buffer, body, end))
                && (instrument == null || hasInstrument(places, buffer, body, end));
    }

    private Places find(final int templateId) {
        return new Places(
                Arrays.stream(ACCOUNT_FIELDS)
                        .mapToInt(field -> fields.offsetOf(templateId, field))
                        .filter(place -> place != FrameFields.NONE)
                        .toArray(),
                instrument == null ? FrameFields.NONE : fields.offsetOf(templateId, instrument.field),
                fields.offsetOf(templateId, "symbol"));
    }

    private boolean hasAccount(final Places places, final UnsafeBuffer buffer, final int body, final int end) {
        for (final int place : places.accounts) {
            if (isInt(buffer, body + place, end, accountId)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasInstrument(final Places places, final UnsafeBuffer buffer, final int body, final int end) {
        if (places.instrument != FrameFields.NONE && isInt(buffer, body + places.instrument, end, instrument.id)) {
            return true;
        }
        return places.symbol != FrameFields.NONE
                && instrument.symbol != null
                && isText(buffer, body + places.symbol, end, instrument.symbol);
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
