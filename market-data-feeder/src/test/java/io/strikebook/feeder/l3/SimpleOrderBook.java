package io.strikebook.feeder.l3;

import io.strikebook.feeder.BookLevels;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The slow obvious twin: orders in the order of their priority, levels summed when asked for. */
final class SimpleOrderBook {
    private record Order(Side side, long priceE8, long openE8) {}

    private final Map<Long, Order> orders = new LinkedHashMap<>();

    EntryResult add(final long id, final Side side, final long priceE8, final long openE8) {
        if (orders.containsKey(id)) {
            return EntryResult.KNOWN_ORDER;
        }
        if (openE8 <= 0) {
            return EntryResult.NOT_POSITIVE;
        }
        orders.put(id, new Order(side, priceE8, openE8));
        return EntryResult.DONE;
    }

    EntryResult modify(final long id, final long priceE8, final long openE8) {
        final Order order = orders.get(id);
        if (order == null) {
            return EntryResult.UNKNOWN_ORDER;
        }
        if (openE8 <= 0) {
            return EntryResult.NOT_POSITIVE;
        }
        if (order.priceE8 != priceE8 || openE8 > order.openE8) {
            orders.remove(id);
        }
        orders.put(id, new Order(order.side, priceE8, openE8));
        return EntryResult.DONE;
    }

    EntryResult reduce(final long id, final long quantityE8) {
        final Order order = orders.get(id);
        if (order == null) {
            return EntryResult.UNKNOWN_ORDER;
        }
        if (quantityE8 <= 0) {
            return EntryResult.NOT_POSITIVE;
        }
        if (quantityE8 > order.openE8) {
            return EntryResult.MORE_THAN_OPEN;
        }
        if (quantityE8 == order.openE8) {
            orders.remove(id);
        } else {
            orders.put(id, new Order(order.side, order.priceE8, order.openE8 - quantityE8));
        }
        return EntryResult.DONE;
    }

    void clear() {
        orders.clear();
    }

    List<Long> ids(final Side side, final long priceE8) {
        final List<Long> ids = new ArrayList<>();
        orders.forEach((id, order) -> {
            if (order.side == side && order.priceE8 == priceE8) {
                ids.add(id);
            }
        });
        return ids;
    }

    TreeMap<Long, Long> levels(final Side side) {
        final TreeMap<Long, Long> levels = new TreeMap<>();
        for (final Order order : orders.values()) {
            if (order.side == side) {
                levels.merge(order.priceE8, order.openE8, Long::sum);
            }
        }
        return levels;
    }

    /** Levels as text, bids first, best first. */
    String text() {
        return levels(Side.BUY).descendingMap() + " " + levels(Side.SELL);
    }

    /** The same of levels listed bids first, best first. */
    static String text(final BookLevels levels) {
        final Map<Long, Long> bids = new LinkedHashMap<>();
        final Map<Long, Long> asks = new LinkedHashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            (levels.side(i) == Side.BUY ? bids : asks).put(levels.priceE8(i), levels.quantityE8(i));
        }
        return bids + " " + asks;
    }
}
