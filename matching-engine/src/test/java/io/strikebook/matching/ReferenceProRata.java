package io.strikebook.matching;

import java.util.ArrayList;
import java.util.List;

/** The shares of a pro-rata level once more, by handing out lot by lot what rounding leaves. */
final class ReferenceProRata {
    private ReferenceProRata() {}

    static List<Long> shares(final List<Long> sizes, final long wanted, final int topOrderPercent) {
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
