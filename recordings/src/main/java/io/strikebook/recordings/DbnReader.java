package io.strikebook.recordings;

import io.strikebook.common.instrument.InstrumentTerms;
import java.nio.file.Path;

/**
 * Market-by-order records as Databento stores them ({@code .dbn} or {@code .dbn.zst}, version 1), with the meaning that {@link CmeMboReader}
 * describes; lines are numbers of records, from 1.
 */
public final class DbnReader implements OrderEventReader {
    private final DbnRecords records;

    /** Opens a file and checks its metadata. */
    public DbnReader(final Path path) {
        records = new DbnRecords(path);
    }

    @Override
    public OrderEvent next() {
        if (!records.next()) {
            return null;
        }
        final OrderEventKind kind = MboFields.kind(records.action());
        if (kind == null) {
            throw records.bad("unknown action " + records.action());
        }
        if (!MboFields.isSide(records.side())) {
            throw records.bad("unknown side " + records.side());
        }
        final boolean endOfEvent = MboFields.endsEvent(records.flags());
        if (kind == OrderEventKind.CLEAR) {
            return new OrderEvent(kind, null, 0, 0, 0, records.eventNs(), endOfEvent, records.number());
        }
        requireOrder(kind);
        return new OrderEvent(
                kind,
                MboFields.side(records.side()),
                MboFields.e8(records.priceE9()),
                records.size(),
                records.orderId(),
                records.eventNs(),
                endOfEvent,
                records.number());
    }

    private void requireOrder(final OrderEventKind kind) {
        if (records.side() == 'N' && !MboFields.mayLackSide(kind)) {
            throw records.bad("an order without a side");
        }
        if (records.side() == 'N' ? records.orderId() < 0 : records.orderId() <= 0) {
            throw records.bad("order_id is " + records.orderId());
        }
        if (records.priceE9() <= 0 || records.priceE9() == Long.MAX_VALUE || !MboFields.isWholeE8(records.priceE9())) {
            throw records.bad("price_1e9 is " + records.priceE9());
        }
        if (records.size() == 0 || records.size() > InstrumentTerms.MAX_ORDER_LOTS_LIMIT) {
            throw records.bad("size is " + records.size());
        }
    }

    @Override
    public boolean inSnapshot() {
        return (records.flags() & MboFields.SNAPSHOT) != 0;
    }

    @Override
    public long receivedNs() {
        return records.receivedNs();
    }

    @Override
    public BadRecordException bad(final OrderEvent event, final String problem) {
        return records.bad(event.line(), problem);
    }

    @Override
    public long bytesRead() {
        return records.bytesRead();
    }

    @Override
    public void close() {
        records.close();
    }
}
