package io.strikebook.matching;

import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The end of an auction by the words of the rule: every price of the grid is tried, the best one taken, and the two orders that come first
 * trade at it, until none does; where orders still cross then, once more. Knows nothing of levels.
 */
final class SlowAuction {
    /** No mark, or no trade before. */
    static final long NONE = Long.MIN_VALUE;

    /** An order, all that is open of it. */
    static final class Bid {
        final long id;
        final int account;
        final Side side;
        final long price;
        final boolean reduceOnly;
        long open;

        Bid(
                final long id,
                final int account,
                final Side side,
                final long price,
                final long open,
                final boolean reduceOnly) {
            this.id = id;
            this.account = account;
            this.side = side;
            this.price = price;
            this.open = open;
            this.reduceOnly = reduceOnly;
        }
    }

    /** What a price would trade. */
    private record Candidate(long price, long volume, long surplus, long distance) {}

    /** In the order of time. */
    final List<Bid> orders = new ArrayList<>();

    final Map<Integer, SelfTradePrevention> modes = new HashMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private final long tick;
    long mark = NONE;
    private long last = NONE;

    /** Prices that were computed, indications too; those that surplus, distance, or neither decided; and those that were second ones. */
    int prices;

    int bySurplus;
    int byDistance;
    int byLowest;
    int second;

    SlowAuction(final long tick) {
        this.tick = tick;
    }

    /** An order collects, but for one that has nothing to reduce: that ends as it comes. */
    void add(final Bid order) {
        if (reducible(order) > 0) {
            orders.add(order);
        }
    }

    private List<Bid> side(final Side side) {
        final Comparator<Bid> best = Comparator.comparingLong(order -> side == Side.BUY ? -order.price : order.price);
        return orders.stream()
                .filter(order -> order.side == side)
                .sorted(best.thenComparingLong(order -> order.id))
                .toList();
    }

    private boolean isCrossed() {
        final List<Bid> bids = side(Side.BUY);
        final List<Bid> asks = side(Side.SELL);
        return !bids.isEmpty() && !asks.isEmpty() && bids.get(0).price >= asks.get(0).price;
    }

    /** Price, volume and surplus as an indication says them, or null where nothing crosses. */
    String indication(final int instrument) {
        if (!isCrossed()) {
            return null;
        }
        final Candidate best = best();
        return PhaseEventText.indication(instrument, best.price, best.volume, best.surplus);
    }

    private Candidate best() {
        prices++;
        final long lowest = side(Side.SELL).get(0).price;
        final long highest = side(Side.BUY).get(0).price;
        final long known = mark != NONE ? mark : last;
        final long reference = known != NONE ? known : Math.floorDiv(lowest + highest, 2);
        List<Candidate> candidates = new ArrayList<>();
        for (long price = lowest; price <= highest; price += tick) {
            long wanted = 0;
            long offered = 0;
            for (final Bid order : orders) {
                wanted += order.side == Side.BUY && order.price >= price ? order.open : 0;
                offered += order.side == Side.SELL && order.price <= price ? order.open : 0;
            }
            candidates.add(
                    new Candidate(price, Math.min(wanted, offered), wanted - offered, Math.abs(price - reference)));
        }
        candidates = least(candidates, Comparator.comparingLong(candidate -> -candidate.volume));
        final int withVolume = candidates.size();
        candidates = least(candidates, Comparator.comparingLong(candidate -> Math.abs(candidate.surplus)));
        bySurplus += candidates.size() < withVolume ? 1 : 0;
        final int withSurplus = candidates.size();
        candidates = least(candidates, Comparator.comparingLong(Candidate::distance));
        byDistance += candidates.size() < withSurplus ? 1 : 0;
        byLowest += candidates.size() > 1 ? 1 : 0;
        return candidates.get(0);
    }

    private static List<Candidate> least(final List<Candidate> candidates, final Comparator<Candidate> by) {
        final Candidate first = candidates.stream().min(by).orElseThrow();
        return candidates.stream()
                .filter(candidate -> by.compare(candidate, first) == 0)
                .toList();
    }

    /** Trades all that crosses; fills as {@code maker taker lots@price}. */
    List<String> end() {
        final List<String> fills = new ArrayList<>();
        for (int round = 0; isCrossed(); round++) {
            final long price = best().price;
            second += round > 0 ? 1 : 0;
            while (isCrossed()
                    && side(Side.BUY).get(0).price >= price
                    && side(Side.SELL).get(0).price <= price) {
                meet(side(Side.BUY).get(0), side(Side.SELL).get(0), price, fills);
            }
        }
        return fills;
    }

    private void meet(final Bid bid, final Bid ask, final long price, final List<String> fills) {
        final Bid maker = bid.id < ask.id ? bid : ask;
        final Bid taker = maker == bid ? ask : bid;
        final SelfTradePrevention mode = modes.getOrDefault(taker.account, SelfTradePrevention.NONE);
        if (mode != SelfTradePrevention.NONE && maker.account == taker.account) {
            prevent(maker, taker, mode);
            return;
        }
        final long makerMost = reducible(maker);
        final long takerMost = reducible(taker);
        final long lots = Math.min(Math.min(maker.open, taker.open), Math.min(makerMost, takerMost));
        if (lots > 0) {
            fills.add(maker.id + " " + taker.id + " " + lots + "@" + price);
            last = price;
            for (final Bid order : List.of(maker, taker)) {
                order.open -= lots;
                positions.merge(order.account, order.side == Side.BUY ? lots : -lots, Long::sum);
            }
        }
        orders.removeIf(
                order -> order.open == 0 || order == maker && lots == makerMost || order == taker && lots == takerMost);
    }

    private void prevent(final Bid maker, final Bid taker, final SelfTradePrevention mode) {
        if (mode == SelfTradePrevention.DECREMENT) {
            final long lots = Math.min(maker.open, taker.open);
            maker.open -= lots;
            taker.open -= lots;
        }
        orders.removeIf(order -> order.open == 0
                || order == maker && mode != SelfTradePrevention.CANCEL_TAKER && mode != SelfTradePrevention.DECREMENT
                || order == taker && mode != SelfTradePrevention.CANCEL_MAKER && mode != SelfTradePrevention.DECREMENT);
    }

    private long reducible(final Bid order) {
        if (!order.reduceOnly) {
            return Long.MAX_VALUE;
        }
        final long held = positions.getOrDefault(order.account, 0L);
        return Math.max(0, order.side == Side.BUY ? -held : held);
    }
}
