package io.strikebook.recordings;

import io.strikebook.schemas.Side;
import java.nio.file.Path;

/**
 * CME market-by-order records as Databento decodes them, one per line after the header {@value #HEADER}: {@code A} add, {@code C}
 * cancel, {@code M} modify, {@code T} trade, {@code F} fill of a resting order, {@code R} clear. Flag 128 ends an event; a record of
 * the opening snapshot (flag 32) is an event of its own.
 */
public final class CmeMboReader implements OrderEventReader {
    /** First line of a file. */
    public static final String HEADER = "ts_event_ns,ts_recv_ns,sequence,flags,action,side,price_1e9,size,order_id";

    private static final int TIME = 0;
    private static final int RECEIVED = 1;
    private static final int FLAGS = 3;
    private static final int ACTION = 4;
    private static final int SIDE = 5;
    private static final int PRICE = 6;
    private static final int SIZE = 7;
    private static final int ORDER_ID = 8;
    private static final int FIELDS = 9;

    private final CsvLines lines;
    private boolean inSnapshot;
    private long receivedNs;

    /** Opens a file, gzip or plain, and checks its header. */
    public CmeMboReader(final Path path) {
        lines = new CsvLines(path, true);
        final String header = lines.readLine();
        if (!HEADER.equals(header)) {
            lines.close();
            throw lines.bad("header is " + header + ", expected " + HEADER);
        }
    }

    @Override
    public OrderEvent next() {
        if (!lines.next(FIELDS)) {
            return null;
        }
        final OrderEventKind kind = kind(lines.field(ACTION));
        final int flags = (int) lines.notNegative(FLAGS, "flags");
        final boolean endOfEvent = MboFields.endsEvent(flags);
        inSnapshot = (flags & MboFields.SNAPSHOT) != 0;
        receivedNs = lines.notNegative(RECEIVED, "ts_recv_ns");
        final long timestampNs = lines.notNegative(TIME, "ts_event_ns");
        if (kind == OrderEventKind.CLEAR) {
            return new OrderEvent(kind, null, 0, 0, 0, timestampNs, endOfEvent, lines.line());
        }
        final Side side = side(lines.field(SIDE));
        if (side == null && !MboFields.mayLackSide(kind)) {
            throw lines.bad("an order without a side");
        }
        final long orderId =
                side == null ? lines.notNegative(ORDER_ID, "order_id") : lines.positive(ORDER_ID, "order_id");
        return new OrderEvent(
                kind, side, priceE8(), lines.lots(SIZE, "size"), orderId, timestampNs, endOfEvent, lines.line());
    }

    private OrderEventKind kind(final String action) {
        final OrderEventKind kind = action.length() == 1 ? MboFields.kind(action.charAt(0)) : null;
        if (kind == null) {
            throw lines.bad("unknown action " + action);
        }
        return kind;
    }

    private Side side(final String text) {
        if (text.length() != 1 || !MboFields.isSide(text.charAt(0))) {
            throw lines.bad("unknown side " + text);
        }
        return MboFields.side(text.charAt(0));
    }

    private long priceE8() {
        final long priceE9 = lines.positive(PRICE, "price_1e9");
        if (!MboFields.isWholeE8(priceE9)) {
            throw lines.bad("price_1e9 " + priceE9 + " has more than 8 decimal places");
        }
        return MboFields.e8(priceE9);
    }

    @Override
    public BadRecordException bad(final OrderEvent event, final String problem) {
        return lines.bad(event.line(), problem);
    }

    @Override
    public boolean inSnapshot() {
        return inSnapshot;
    }

    @Override
    public long receivedNs() {
        return receivedNs;
    }

    @Override
    public long bytesRead() {
        return lines.bytesRead();
    }

    @Override
    public void close() {
        lines.close();
    }
}
