package io.strikebook.feeder.bitstamp;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.recordings.BadRecordException;
import io.strikebook.recordings.OrderEvent;
import io.strikebook.recordings.OrderEventKind;
import io.strikebook.recordings.OrderEventReader;
import io.strikebook.schemas.Side;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.agrona.collections.Long2LongHashMap;

/**
 * Recordings of single orders as received from Bitstamp: the log of what came in, or the table that was made of it. A change to less at the
 * same order is a trade of the difference; an order deleted with nothing left traded what it had, one deleted with something left was
 * cancelled. A change of an order that was not seen says what it has left: it is new from there on. Lots are 1e-8 coins. The venue says when an
 * order was entered, not when it changed: times are those of receipt.
 */
final class BitstampReader implements OrderEventReader {
    private static final long NS_PER_MS = 1_000_000L;

    private final GzipLines lines;
    private final BitstampLine line;
    private final Long2LongHashMap openE8 = new Long2LongHashMap(0);
    private final Queue<OrderEvent> pending = new ArrayDeque<>();

    private BitstampReader(final GzipLines lines, final BitstampLine line) {
        this.lines = lines;
        this.line = line;
    }

    /** What was received, line by line. */
    static OrderEventReader log(final Path path) {
        return new BitstampReader(new GzipLines(path), new BitstampLog());
    }

    /** The table of single orders. */
    static OrderEventReader table(final Path path) {
        final GzipLines lines = new GzipLines(path);
        return new BitstampReader(lines, new BitstampTable(lines));
    }

    @Override
    public OrderEvent next() {
        while (pending.isEmpty() && lines.next()) {
            if (lines.problem() != null) {
                throw bad((int) lines.lineNumber(), lines.problem());
            }
            try {
                line.read(lines);
            } catch (final BadMessageException e) {
                throw bad((int) lines.lineNumber(), e.getMessage());
            }
            if (line.kind != BitstampLine.Kind.OTHER && lines.sameAsPrevious()) {
                throw bad((int) lines.lineNumber(), "repeats the line before");
            }
            take();
        }
        return pending.poll();
    }

    private void take() {
        switch (line.kind) {
            case CREATED -> {
                openE8.putIfAbsent(line.id, line.quantityE8);
                give(OrderEventKind.ADD, line.quantityE8, true);
            }
            case CHANGED -> change();
            case DELETED -> delete();
            case TRADE -> give(OrderEventKind.TRADE, line.quantityE8, true);
            default -> {}
        }
    }

    private void change() {
        final long before = openE8.get(line.id);
        if (before == 0) {
            give(OrderEventKind.ADD, line.quantityE8, true);
        } else {
            if (line.quantityE8 < before) {
                give(OrderEventKind.FILL, before - line.quantityE8, false);
            }
            give(OrderEventKind.MODIFY, line.quantityE8, true);
        }
        openE8.put(line.id, line.quantityE8);
    }

    private void delete() {
        final long before = openE8.remove(line.id);
        if (before > line.quantityE8) {
            give(OrderEventKind.FILL, before - line.quantityE8, false);
        }
        give(OrderEventKind.REDUCE, before == 0 ? Math.max(1, line.quantityE8) : before, true);
    }

    private void give(final OrderEventKind kind, final long quantityE8, final boolean endOfEvent) {
        final boolean trade = kind == OrderEventKind.TRADE;
        pending.add(new OrderEvent(
                kind,
                trade ? null : line.bid ? Side.BUY : Side.SELL,
                line.priceE8,
                quantityE8,
                trade ? 0 : line.id,
                line.timeMs * NS_PER_MS,
                endOfEvent,
                (int) lines.lineNumber()));
    }

    @Override
    public BadRecordException bad(final OrderEvent event, final String problem) {
        return bad(event.line(), problem);
    }

    private BadRecordException bad(final int atLine, final String problem) {
        return new BadRecordException(lines.path().toString(), atLine, problem);
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {
        lines.close();
    }
}
