package io.strikebook.books.greeks;

import io.strikebook.common.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** An instrument, its newest mark, and who holds it. */
final class MarkedInstrument {
    private final Instrument instrument;
    private final List<Holding> holdings = new ArrayList<>();
    private final Int2ObjectHashMap<Holding> byAccount = new Int2ObjectHashMap<>();
    private boolean marked;
    private long priceE8;
    private long deltaE9;
    private long gammaE12;
    private long vegaE8;
    private long thetaE8;

    /** One account's lots, the sums that they count in, and what they count there now. */
    private static final class Holding {
        private final Greeks sum;
        private final Greeks counted = new Greeks();
        private long lots;

        private Holding(final Greeks sum) {
            this.sum = sum;
        }
    }

    MarkedInstrument(final Instrument instrument) {
        this.instrument = instrument;
    }

    Instrument instrument() {
        return instrument;
    }

    void mark(
            final long newPriceE8,
            final long newDeltaE9,
            final long newGammaE12,
            final long newVegaE8,
            final long newThetaE8) {
        marked = true;
        priceE8 = newPriceE8;
        deltaE9 = newDeltaE9;
        gammaE12 = newGammaE12;
        vegaE8 = newVegaE8;
        thetaE8 = newThetaE8;
        for (int i = 0; i < holdings.size(); i++) {
            count(holdings.get(i));
        }
    }

    /** An account bought lots, or sold as many as are negative. */
    void trade(final int accountId, final long lots, final Greeks sum) {
        Holding holding = byAccount.get(accountId);
        if (holding == null) {
            holding = new Holding(sum);
            byAccount.put(accountId, holding);
            holdings.add(holding);
        }
        holding.lots += lots;
        count(holding);
    }

    private void count(final Holding holding) {
        holding.sum.subtract(holding.counted);
        holding.counted.set(instrument, holding.lots, this);
        holding.sum.add(holding.counted);
    }

    long lots(final int accountId) {
        final Holding holding = byAccount.get(accountId);
        return holding == null ? 0 : holding.lots;
    }

    /** Sum of all long positions. */
    long openLots() {
        return holdings.stream().mapToLong(holding -> Math.max(holding.lots, 0)).sum();
    }

    boolean isMarked() {
        return marked;
    }

    long priceE8() {
        return priceE8;
    }

    long deltaE9() {
        return deltaE9;
    }

    long gammaE12() {
        return gammaE12;
    }

    long vegaE8() {
        return vegaE8;
    }

    long thetaE8() {
        return thetaE8;
    }
}
