package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BookUpdateDecoder;
import io.strikebook.schemas.ExternalOrderAction;
import io.strikebook.schemas.ExternalOrdersDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TradePrintDecoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads market-data as two readers would: one who builds orders from ExternalOrders, and one who builds levels from BookUpdate and knows no
 * orders. After each group both have the same levels.
 */
final class OrderFrameFollower {
    private record Order(Side side, long priceE8, long openE8) {}

    private final BytesCursor cursor;
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final ExternalOrdersDecoder orders = new ExternalOrdersDecoder();
    private final BookUpdateDecoder book = new BookUpdateDecoder();
    private final TradePrintDecoder trade = new TradePrintDecoder();
    private final Map<Long, Order> byId = new HashMap<>();
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final TreeMap<Long, Long> bidsOfOrders = new TreeMap<>();
    private final TreeMap<Long, Long> asksOfOrders = new TreeMap<>();
    private int groupsWithOrders;
    private long lastCrossedNs;
    private long groupNs;

    OrderFrameFollower(final byte[] frames) {
        cursor = new BytesCursor(frames);
    }

    /** Everything, and the levels at the end as text. */
    String follow() {
        while (nextGroup()) {
            assertThat(bidsOfOrders).isEqualTo(bids);
            assertThat(asksOfOrders).isEqualTo(asks);
        }
        return bids.descendingMap() + " " + asks;
    }

    /**
     * Everything, beside the rows of an order book file: after each message whatever was published gives the levels of its row.
     *
     * @return rows compared, of which each is equal
     */
    int followLobster(final Path levels, final Path messages) {
        int rows = 0;
        try (GzipLines rowLines = new GzipLines(levels);
                GzipLines messageLines = new GzipLines(messages)) {
            boolean group = nextGroup();
            while (rowLines.next()) {
                assertThat(messageLines.next()).isTrue();
                final String message = messageLines.string(0, messageLines.length());
                rows++;
                final String row = rowLines.string(0, rowLines.length());
                // a message that changes no level and is no trade publishes nothing
                if (group && !levelsText(bidsOfOrders, asksOfOrders, depth(row)).equals(expected(row))) {
                    throw new AssertionError("row " + rows + ": " + row + " after " + message + ", levels are "
                            + levelsText(bidsOfOrders, asksOfOrders, depth(row)));
                }
                assertThat(bidsOfOrders).isEqualTo(bids);
                assertThat(asksOfOrders).isEqualTo(asks);
                group = nextGroup();
            }
            assertThat(group).isFalse();
        }
        return rows;
    }

    private static int depth(final String row) {
        return row.split(",").length / 4;
    }

    private static String expected(final String row) {
        final String[] fields = row.split(",");
        final TreeMap<Long, Long> rowBids = new TreeMap<>();
        final TreeMap<Long, Long> rowAsks = new TreeMap<>();
        for (int i = 0; i + 3 < fields.length; i += 4) {
            put(rowAsks, fields[i], fields[i + 1]);
            put(rowBids, fields[i + 2], fields[i + 3]);
        }
        return levelsText(rowBids, rowAsks, fields.length / 4);
    }

    private static void put(final TreeMap<Long, Long> side, final String price, final String size) {
        if (Long.parseLong(size) > 0) {
            side.put(Long.parseLong(price) * 10_000, Long.parseLong(size) * 100_000_000);
        }
    }

    private static String levelsText(final TreeMap<Long, Long> bids, final TreeMap<Long, Long> asks, final int depth) {
        assertThat(bids.size()).isLessThanOrEqualTo(depth);
        assertThat(asks.size()).isLessThanOrEqualTo(depth);
        return bids.descendingMap() + " " + asks;
    }

    TreeMap<Long, Long> bids() {
        return bids;
    }

    TreeMap<Long, Long> asks() {
        return asks;
    }

    int groupsWithOrders() {
        return groupsWithOrders;
    }

    /** Time of the last group after which the book was crossed. */
    long lastCrossedNs() {
        return lastCrossedNs;
    }

    private boolean nextGroup() {
        boolean any = false;
        boolean anyOrders = false;
        while (cursor.next()) {
            any = true;
            final UnsafeBuffer buffer = cursor.buffer();
            final int offset = cursor.offset();
            groupNs = FrameLayout.timestampNs(buffer, offset);
            switch (FrameLayout.templateId(buffer, offset)) {
                case ExternalOrdersDecoder.TEMPLATE_ID -> {
                    onOrders(orders.wrapAndApplyHeader(buffer, offset, header));
                    anyOrders = true;
                }
                case BookUpdateDecoder.TEMPLATE_ID -> onBook(book.wrapAndApplyHeader(buffer, offset, header));
                case TradePrintDecoder.TEMPLATE_ID ->
                    assertThat(trade.wrapAndApplyHeader(buffer, offset, header).priceE8())
                            .isPositive();
                default -> {}
            }
            if (FrameLayout.isLast(buffer, offset)) {
                break;
            }
        }
        groupsWithOrders += anyOrders ? 1 : 0;
        return any;
    }

    private void onOrders(final ExternalOrdersDecoder frame) {
        if (frame.flags().fromSnapshot()) {
            byId.clear();
            bidsOfOrders.clear();
            asksOfOrders.clear();
        }
        for (final ExternalOrdersDecoder.EntriesDecoder entry : frame.entries()) {
            final long id = entry.externalOrderId();
            final Order before = byId.get(id);
            switch (entry.action()) {
                case ADD -> {
                    assertThat(before).isNull();
                    put(id, new Order(entry.side(), entry.priceE8(), entry.quantityE8()));
                }
                case MODIFY -> {
                    remove(id);
                    put(id, new Order(before.side, entry.priceE8(), entry.quantityE8()));
                }
                case CANCEL, EXECUTE -> {
                    assertThat(before.side).isEqualTo(entry.side());
                    assertThat(before.priceE8).isEqualTo(entry.priceE8());
                    remove(id);
                    final long left = before.openE8 - entry.quantityE8();
                    assertThat(left).isNotNegative();
                    if (left > 0) {
                        put(id, new Order(before.side, before.priceE8, left));
                    }
                }
                default -> assertThat(entry.action()).isEqualTo(ExternalOrderAction.CLEAR);
            }
        }
    }

    private void put(final long id, final Order order) {
        byId.put(id, order);
        side(order, bidsOfOrders, asksOfOrders).merge(order.priceE8, order.openE8, Long::sum);
    }

    private void remove(final long id) {
        final Order order = byId.remove(id);
        side(order, bidsOfOrders, asksOfOrders)
                .computeIfPresent(
                        order.priceE8, (price, sum) -> sum == order.openE8 ? null : Long.valueOf(sum - order.openE8));
    }

    private static TreeMap<Long, Long> side(
            final Order order, final TreeMap<Long, Long> bids, final TreeMap<Long, Long> asks) {
        return order.side == Side.BUY ? bids : asks;
    }

    private void onBook(final BookUpdateDecoder frame) {
        if (frame.flags().snapshot()) {
            bids.clear();
            asks.clear();
        }
        final boolean crossed = frame.flags().crossed();
        for (final BookUpdateDecoder.LevelsDecoder level : frame.levels()) {
            final TreeMap<Long, Long> side = level.side() == Side.BUY ? bids : asks;
            if (level.quantityE8() == 0) {
                side.remove(level.priceE8());
            } else {
                side.put(level.priceE8(), level.quantityE8());
            }
        }
        final boolean isCrossed = !bids.isEmpty() && !asks.isEmpty() && bids.lastKey() >= asks.firstKey();
        assertThat(crossed).isEqualTo(isCrossed);
        lastCrossedNs = isCrossed ? groupNs : lastCrossedNs;
    }
}
