package io.strikebook.feeder.l3;

import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.InstrumentNumbers;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.recordings.BadRecordException;
import io.strikebook.recordings.OrderEvent;
import io.strikebook.recordings.OrderEventReader;
import io.strikebook.recordings.View;
import io.strikebook.schemas.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2LongHashMap;

/**
 * Plays an order-by-order recording of one instrument. The records of one event of the exchange become one source event: a gap where some of
 * them were refused, its trades, what happened to orders, the levels that changed. What is taken off an order whose fill was recorded in the
 * same event is an execution. Records of an opening snapshot are one event together; where levels are recorded beside the
 * orders, the first event is a snapshot too. A recording with a partial view names orders that were
 * entered unseen: they are counted and passed over.
 */
public final class OrderEventSource implements MarketDataSource {
    private final OrderEventReader reader;
    private final RecordedInstrument instrument;
    private final InstrumentNumbers numbers;
    private final FeedErrors.Place errors;
    private final OrderByOrderBook book;
    private final OrderBookEvent event;
    private final LevelEvidence evidence;
    private final Long2LongHashMap fillsE8 = new Long2LongHashMap(0);
    private final List<OrderEvent> trades = new ArrayList<>();
    private int number;
    private boolean started;
    private OrderEvent pending;
    private boolean pendingInSnapshot;
    private BadRecordException problem;
    private FeedErrorKind problemKind;
    private long nextTimeNs;
    private long lastTimeNs = Long.MIN_VALUE;
    private long exchangeTimeNs;
    private long refusedLine;
    private long unseenOrders;

    /** A source before its first record, which closes the reader. */
    public OrderEventSource(
            final OrderEventReader reader,
            final Path file,
            final RecordedInstrument instrument,
            final FeedContext context) {
        this(reader, file, instrument, context, LevelEvidence.NONE);
    }

    /** A source whose levels are brought to what a recording of levels says, which it closes. */
    public OrderEventSource(
            final OrderEventReader reader,
            final Path file,
            final RecordedInstrument instrument,
            final FeedContext context,
            final LevelEvidence evidence) {
        this.reader = reader;
        this.instrument = instrument;
        this.numbers = context.numbers();
        this.errors = context.errors().file(file);
        this.book = new OrderByOrderBook(instrument.terms().tickSizeE8());
        this.event = new OrderBookEvent(book, instrument.view() == View.PARTIAL);
        this.evidence = evidence;
    }

    /** The book after the event last given. */
    public OrderByOrderBook book() {
        return book;
    }

    /** How many records named orders that were entered unseen. */
    public long unseenOrders() {
        return unseenOrders;
    }

    @Override
    public long nextTimeNs() {
        if (!started) {
            started = true;
            advance();
        }
        return nextTimeNs;
    }

    @Override
    public void emitNext(final MarketDataListener listener) {
        final long timeNs = nextTimeNs();
        final boolean snapshot = pending != null && pendingInSnapshot;
        if (snapshot || number == 0 && evidence != LevelEvidence.NONE) {
            event.clear();
        }
        boolean more = true;
        while (more) {
            final boolean last = problem == null && pending.endOfEvent();
            final long line = take();
            advance();
            more = nextTimeNs != END && (snapshot ? problem != null || pendingInSnapshot : !last);
            if (!more) {
                evidence.after(line, book, event);
            }
        }
        publish(timeNs, listener);
    }

    @Override
    public void close() {
        reader.close();
        evidence.close();
    }

    private void advance() {
        pending = null;
        problem = null;
        nextTimeNs = lastTimeNs;
        try {
            pending = reader.next();
        } catch (final BadRecordException e) {
            problem = e;
            problemKind = FeedErrorKind.MALFORMED;
            return;
        }
        if (pending == null) {
            nextTimeNs = END;
            return;
        }
        pendingInSnapshot = reader.inSnapshot();
        final long receivedNs = reader.receivedNs();
        final long timeNs = instrument.dayStartNs()
                + (receivedNs == OrderEventReader.NOT_TOLD ? pending.timestampNs() : receivedNs);
        if (timeNs < lastTimeNs) {
            problem = reader.bad(pending, "is earlier than the record before");
            problemKind = FeedErrorKind.OUT_OF_ORDER;
            return;
        }
        lastTimeNs = timeNs;
        nextTimeNs = timeNs;
    }

    /** Takes the pending record, or what is wrong with it, and returns its line. */
    private long take() {
        if (problem != null) {
            refuse(problem.line(), problemKind, problem.problem());
            return problem.line();
        }
        exchangeTimeNs = instrument.dayStartNs() + pending.timestampNs();
        apply(pending);
        return pending.line();
    }

    private void apply(final OrderEvent record) {
        final long quantityE8 = record.lots() * instrument.unitE8();
        switch (record.kind()) {
            case ADD -> check(event.add(record.orderId(), record.side(), record.priceE8(), quantityE8), record);
            case REDUCE -> reduce(record, quantityE8);
            case DELETE -> reduce(record, book.knows(record.orderId()) ? book.openE8(record.orderId()) : quantityE8);
            case MODIFY -> modify(record, quantityE8);
            case TRADE, HIDDEN_TRADE, CROSS_TRADE -> trades.add(record);
            case FILL -> fillsE8.put(record.orderId(), fillsE8.get(record.orderId()) + quantityE8);
            case CLEAR -> event.clear();
            default -> {}
        }
    }

    private void reduce(final OrderEvent record, final long quantityE8) {
        final long id = record.orderId();
        final long filledE8 = Math.min(fillsE8.remove(id), quantityE8);
        final boolean unseen = instrument.view() == View.PARTIAL && !book.knows(id);
        if (unseen && evidence.takeUnseen(record.side(), record.priceE8(), quantityE8, filledE8 > 0, book, event)) {
            unseenOrders++;
            return;
        }
        if (filledE8 > 0) {
            check(event.execute(id, filledE8), record);
        }
        if (filledE8 < quantityE8) {
            check(event.cancel(id, quantityE8 - filledE8), record);
        }
    }

    private void modify(final OrderEvent record, final long quantityE8) {
        final long id = record.orderId();
        final long filledE8 = fillsE8.remove(id);
        final boolean booksFill = filledE8 > 0
                && book.knows(id)
                && book.priceE8(id) == record.priceE8()
                && book.openE8(id) - filledE8 == quantityE8;
        check(booksFill ? event.execute(id, filledE8) : event.modify(id, record.priceE8(), quantityE8), record);
    }

    private void check(final EntryResult result, final OrderEvent record) {
        if (result == EntryResult.DONE) {
            return;
        }
        if (result == EntryResult.UNKNOWN_ORDER && instrument.view() == View.PARTIAL) {
            unseenOrders++;
            return;
        }
        refuse(
                record.line(),
                result == EntryResult.KNOWN_ORDER ? FeedErrorKind.REPEATED : FeedErrorKind.MALFORMED,
                result.text() + ", id " + record.orderId());
    }

    private void refuse(final long line, final FeedErrorKind kind, final String text) {
        errors.refused(line, kind, text);
        refusedLine = line;
    }

    private void publish(final long timeNs, final MarketDataListener listener) {
        fillsE8.clear();
        if (event.isEmpty() && trades.isEmpty() && refusedLine == 0) {
            return;
        }
        listener.beginEvent(timeNs);
        if (number == 0) {
            number = numbers.allot(instrument.venue() + ":" + instrument.terms().symbol());
            listener.instrument(number, instrument.venue(), instrument.terms());
        }
        if (refusedLine != 0) {
            listener.gap(number, refusedLine, 0);
            refusedLine = 0;
        }
        for (int i = 0; i < trades.size(); i++) {
            final OrderEvent trade = trades.get(i);
            listener.trade(
                    number,
                    instrument.dayStartNs() + trade.timestampNs(),
                    trade.line(),
                    trade.priceE8(),
                    trade.lots() * instrument.unitE8(),
                    trade.side() == null ? Side.NULL_VAL : trade.side());
        }
        trades.clear();
        if (!event.isEmpty()) {
            event.publish(number, exchangeTimeNs, listener);
        }
        listener.endEvent();
    }
}
