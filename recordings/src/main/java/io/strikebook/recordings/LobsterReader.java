package io.strikebook.recordings;

import io.strikebook.schemas.Side;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * LOBSTER message files: {@code time,type,order id,size,price x 1e4,direction} without a header; direction 1 is a buy order, -1 a
 * sell order, always that of the resting order. Every line is one event. Type 4, a visible execution, becomes three records: the trade
 * with its incoming side, the fill of the resting order, and the reduction that books it. Types 5 and 6, hidden executions and auctions,
 * name no order.
 */
public final class LobsterReader implements OrderEventReader {
    private static final int TIME = 0;
    private static final int TYPE = 1;
    private static final int ORDER_ID = 2;
    private static final int SIZE = 3;
    private static final int PRICE = 4;
    private static final int DIRECTION = 5;
    private static final int FIELDS = 6;
    private static final long E4_TO_E8 = 10_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int MAX_DECIMALS = 9;

    private final CsvLines lines;
    private final Queue<OrderEvent> pending = new ArrayDeque<>();

    /** Opens a file, gzip or plain. */
    public LobsterReader(final Path path) {
        lines = new CsvLines(path, false);
    }

    @Override
    public OrderEvent next() {
        final OrderEvent waiting = pending.poll();
        if (waiting != null) {
            return waiting;
        }
        if (!lines.next(FIELDS)) {
            return null;
        }
        final String type = lines.field(TYPE);
        switch (type) {
            case "1":
                return order(OrderEventKind.ADD, resting(), true);
            case "2":
                return order(OrderEventKind.REDUCE, resting(), true);
            case "3":
                return order(OrderEventKind.DELETE, resting(), true);
            case "4":
                pending.add(order(OrderEventKind.FILL, resting(), false));
                pending.add(order(OrderEventKind.REDUCE, resting(), true));
                return new OrderEvent(
                        OrderEventKind.TRADE, incoming(), priceE8(), lots(), 0, timestampNs(), false, lines.line());
            case "5":
                return new OrderEvent(
                        OrderEventKind.HIDDEN_TRADE,
                        incoming(),
                        priceE8(),
                        lots(),
                        0,
                        timestampNs(),
                        true,
                        lines.line());
            case "6":
                return new OrderEvent(
                        OrderEventKind.CROSS_TRADE, null, priceE8(), lots(), 0, timestampNs(), true, lines.line());
            case "7":
                return new OrderEvent(OrderEventKind.HALT, null, 0, 0, 0, timestampNs(), true, lines.line());
            default:
                throw lines.bad("unknown type " + type);
        }
    }

    private OrderEvent order(final OrderEventKind kind, final Side side, final boolean endOfEvent) {
        final long orderId = lines.positive(ORDER_ID, "order id");
        return new OrderEvent(kind, side, priceE8(), lots(), orderId, timestampNs(), endOfEvent, lines.line());
    }

    private Side resting() {
        final String direction = lines.field(DIRECTION);
        return switch (direction) {
            case "1" -> Side.BUY;
            case "-1" -> Side.SELL;
            default -> throw lines.bad("unknown direction " + direction);
        };
    }

    private Side incoming() {
        return resting() == Side.BUY ? Side.SELL : Side.BUY;
    }

    private long lots() {
        return lines.lots(SIZE, "size");
    }

    private long priceE8() {
        final long priceE4 = lines.positive(PRICE, "price");
        if (priceE4 > Long.MAX_VALUE / E4_TO_E8) {
            throw lines.bad("price " + priceE4 + " is too large");
        }
        return priceE4 * E4_TO_E8;
    }

    /** Seconds after midnight with up to nine decimal places. */
    private long timestampNs() {
        final String text = lines.field(TIME);
        final int point = text.indexOf('.');
        final String seconds = point < 0 ? text : text.substring(0, point);
        final String decimals = point < 0 ? "" : text.substring(point + 1);
        if (decimals.length() > MAX_DECIMALS) {
            throw lines.bad("time has more than " + MAX_DECIMALS + " decimal places: " + text);
        }
        try {
            final long fraction = Long.parseLong((decimals + "000000000").substring(0, MAX_DECIMALS));
            final long timestampNs =
                    Math.addExact(Math.multiplyExact(Long.parseLong(seconds), NS_PER_SECOND), fraction);
            if (timestampNs < 0 || fraction < 0) {
                throw lines.bad("time is negative: " + text);
            }
            return timestampNs;
        } catch (final NumberFormatException | ArithmeticException e) {
            throw lines.bad("time is no number of seconds: " + text);
        }
    }

    @Override
    public BadRecordException bad(final OrderEvent event, final String problem) {
        return lines.bad(event.line(), problem);
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
