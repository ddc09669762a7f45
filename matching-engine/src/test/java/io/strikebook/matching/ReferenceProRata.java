package io.strikebook.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trading by size once more: level by level, handing out lot by lot what rounding leaves. */
final class ReferenceProRata {
    private final ReferenceMatching matching;
    private final ReferenceTrades trades;
    private final ReferenceSelfTrades selfTrades;

    ReferenceProRata(
            final ReferenceMatching matching, final ReferenceTrades trades, final ReferenceSelfTrades selfTrades) {
        this.matching = matching;
        this.trades = trades;
        this.selfTrades = selfTrades;
    }

    /** Level by level: first its own orders there, then every order its share, earliest first. */
    long trade(final ReferenceMatching.Entry taker, final long takerClip) {
        long clip = takerClip;
        while (taker.open > 0 && clip > 0 && !trades.isFull() && matching.counterpart(taker) != null) {
            final List<ReferenceMatching.Entry> level = bestLevel(taker);
            if (trades.isPlanning()
                    && (taker.mmp || level.stream().anyMatch(order -> order.mmp || order.link != null))) {
                return clip;
            }
            for (final ReferenceMatching.Entry maker : List.copyOf(level)) {
                if (selfTrades.concern(taker, maker)) {
                    level.remove(maker);
                    selfTrades.prevent(taker, maker);
                    if (selfTrades.reason() != null) {
                        return clip;
                    }
                }
            }
            final boolean hides = level.stream().anyMatch(order -> order.display > 0);
            clip = shareOut(taker, level, clip);
            if (trades.isPlanning() && hides) {
                return clip;
            }
            if (matching.quotes().isStopped(taker)) {
                return clip;
            }
        }
        return clip;
    }

    /** All that the taker meets at the best price, earliest first. */
    private List<ReferenceMatching.Entry> bestLevel(final ReferenceMatching.Entry taker) {
        final long price = matching.counterpart(taker).price;
        return new ArrayList<>(matching.live().stream()
                .filter(order ->
                        order.instrument == taker.instrument && order.side != taker.side && order.price == price)
                .sorted(Comparator.comparingLong(order -> order.priority))
                .toList());
    }

    private long shareOut(
            final ReferenceMatching.Entry taker, final List<ReferenceMatching.Entry> level, final long takerClip) {
        long clip = takerClip;
        final List<Long> sizes = sizes(taker, level);
        final long total = sizes.stream().mapToLong(size -> size).sum();
        final long wanted = Math.min(taker.open, clip);
        final boolean exhausted = wanted > total;
        final List<Long> shares = shares(sizes, wanted, matching.settings().topOrderPercent(taker.instrument));
        matching.links().takeActed();
        for (int i = 0; i < level.size(); i++) {
            final ReferenceMatching.Entry maker = level.get(i);
            final long lots = shares.get(i);
            if (lots > 0 && trades.isFull()) {
                return clip;
            }
            final boolean usedUp = maker.reduceOnly && matching.reducible(maker.account, maker) == lots;
            final boolean clipped = lots < maker.visible();
            matching.touch(taker.instrument);
            if (lots > 0) {
                trades.fill(taker, maker, lots);
                clip = clip == Long.MAX_VALUE ? clip : clip - lots;
            }
            trades.leave(maker, usedUp || exhausted && clipped);
            if (matching.quotes().isDue()) {
                matching.quotes().stop(taker.instrument);
                return clip;
            }
            if (matching.links().takeActed()) {
                return clip;
            }
        }
        return clip;
    }

    /** What each maker can give: what it shows, and no more than earlier ones of its account leave to reduce. */
    private List<Long> sizes(final ReferenceMatching.Entry taker, final List<ReferenceMatching.Entry> level) {
        final Map<Integer, Long> planned = new TreeMap<>();
        final List<Long> sizes = new ArrayList<>();
        for (final ReferenceMatching.Entry maker : level) {
            final long before = planned.getOrDefault(maker.account, 0L);
            final long most =
                    maker.reduceOnly ? Math.max(0, matching.reducible(maker.account, maker) - before) : maker.open;
            sizes.add(Math.min(maker.visible(), most));
            planned.put(maker.account, maker.account == taker.account ? 0 : before + sizes.get(sizes.size() - 1));
        }
        return sizes;
    }

    private static List<Long> shares(final List<Long> sizes, final long wanted, final int topOrderPercent) {
        final long total = sizes.stream().mapToLong(size -> size).sum();
        if (wanted >= total) {
            return sizes;
        }
        final List<Long> shares = new ArrayList<>();
        long topLots = 0;
        boolean topFound = false;
        for (final long size : sizes) {
            final boolean top = !topFound && size > 0;
            topLots = top ? Math.min(size, wanted * topOrderPercent / 100) : topLots;
            topFound |= top;
            shares.add(top ? topLots : 0);
        }
        final long rest = wanted - topLots;
        for (int i = 0; i < sizes.size(); i++) {
            final long open = sizes.get(i) - shares.get(i);
            shares.set(i, shares.get(i) + rest * open / (total - topLots));
        }
        int place = 0;
        while (shares.stream().mapToLong(share -> share).sum() < wanted) {
            if (shares.get(place) < sizes.get(place)) {
                shares.set(place, shares.get(place) + 1);
            }
            place++;
        }
        return shares;
    }
}
