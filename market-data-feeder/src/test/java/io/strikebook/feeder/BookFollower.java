package io.strikebook.feeder;

import io.strikebook.common.book.DepthSide;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.venue.OutsideBook;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A reader of market data that trusts books as far as it was told to, and remembers what each update left. */
final class BookFollower implements MarketDataListener {
    private final int levels;
    private final OutsideBook[] books;
    private final boolean[] trusted;
    private final List<Map<Long, Set<Long>>> left = new ArrayList<>();
    private long timeNs;
    private int gaps;

    BookFollower(final int instruments, final int levels) {
        this.levels = levels;
        books = new OutsideBook[instruments + 1];
        trusted = new boolean[instruments + 1];
        for (int i = 0; i <= instruments; i++) {
            books[i] = new OutsideBook(DepthSide.MAX_LEVELS);
            left.add(new HashMap<>());
        }
    }

    int gaps() {
        return gaps;
    }

    int trusted() {
        int count = 0;
        for (final boolean one : trusted) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** Books at the end. */
    List<Long> last() {
        final List<Long> last = new ArrayList<>();
        for (int i = 1; i < books.length; i++) {
            last.add(hash(i));
        }
        return last;
    }

    /** What updates left that another follower was never left with at that time. */
    List<String> differencesFrom(final BookFollower other) {
        final List<String> differences = new ArrayList<>();
        for (int i = 1; i < books.length; i++) {
            for (final Map.Entry<Long, Set<Long>> at : left.get(i).entrySet()) {
                final Set<Long> expected = other.left.get(i).get(at.getKey());
                if (expected != null && !expected.containsAll(at.getValue())) {
                    differences.add("instrument " + i + " at " + at.getKey());
                }
            }
        }
        return differences;
    }

    private long hash(final int instrument) {
        return hash(books[instrument].bids()) * 31 + hash(books[instrument].asks());
    }

    private long hash(final DepthSide side) {
        long hash = 1;
        for (int i = side.size() - 1; i >= Math.max(0, side.size() - levels); i--) {
            hash = (hash * 1_000_003 + side.priceE8(i)) * 1_000_003 + side.quantityE8(i);
        }
        return hash;
    }

    @Override
    public void beginEvent(final long newTimeNs) {
        timeNs = newTimeNs;
    }

    @Override
    public void book(
            final int externalInstrumentId, final long exchangeTimeNs, final int flags, final BookLevels changed) {
        final boolean snapshot = (flags & SNAPSHOT) != 0;
        if (snapshot) {
            books[externalInstrumentId].clear();
        }
        books[externalInstrumentId].apply(changed);
        trusted[externalInstrumentId] = (flags & BROKEN) == 0 && (snapshot || trusted[externalInstrumentId]);
        if (trusted[externalInstrumentId] && !snapshot) {
            left.get(externalInstrumentId)
                    .computeIfAbsent(timeNs, time -> new HashSet<>())
                    .add(hash(externalInstrumentId));
        }
    }

    @Override
    public void gap(final int externalInstrumentId, final long expected, final long received, final GapReason reason) {
        gaps++;
        for (int i = 1; i < trusted.length; i++) {
            trusted[i] &= externalInstrumentId != 0 && externalInstrumentId != i;
        }
    }

    @Override
    public void instrument(final int externalInstrumentId, final String venue, final InstrumentTerms terms) {}

    @Override
    public void ticker(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long bidPriceE8,
            final long bidQuantityE8,
            final long askPriceE8,
            final long askQuantityE8,
            final long markPriceE8,
            final long markIvE8,
            final long forwardE8,
            final long indexE8) {}

    @Override
    public void trade(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long tradeId,
            final long priceE8,
            final long quantityE8,
            final Side takerSide) {}

    @Override
    public void constituent(final int underlyingId, final int constituentId, final long priceE8) {}

    @Override
    public void externalIndex(
            final String venue,
            final int underlyingId,
            final ExternalIndexKind kind,
            final long exchangeTimeNs,
            final long valueE8) {}

    @Override
    public void endEvent() {}
}
