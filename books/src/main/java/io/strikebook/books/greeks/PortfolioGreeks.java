package io.strikebook.books.greeks;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.InstrumentKind;
import java.util.TreeMap;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Positions and Greeks of every account, by underlying and expiry. A mark moves the sums of those who hold the instrument, a trade those of
 * its two accounts. Nobody holds a combination: what it trades is in its legs; nor spot.
 */
public final class PortfolioGreeks {
    private final Int2ObjectHashMap<MarkedInstrument> instruments = new Int2ObjectHashMap<>();
    private final TreeMap<Integer, TreeMap<Series, Greeks>> accounts = new TreeMap<>();

    /**
     * Where positions count together.
     *
     * @param expiryNs 0 for perpetuals
     */
    public record Series(int underlyingId, long expiryNs) implements Comparable<Series> {
        @Override
        public int compareTo(final Series other) {
            final int order = Integer.compare(underlyingId, other.underlyingId);
            return order != 0 ? order : Long.compare(expiryNs, other.expiryNs);
        }
    }

    /** Takes an account's sums. */
    @FunctionalInterface
    public interface Visitor {
        /** Called in the order of accounts, underlyings and expiries. */
        void greeks(int accountId, Series series, Greeks greeks);
    }

    /** An instrument was listed; listed again it stays as it is. */
    public void onListed(final Instrument instrument) {
        final InstrumentKind kind = instrument.terms().kind();
        if (kind != InstrumentKind.SPOT
                && kind != InstrumentKind.OPTION_COMBO
                && kind != InstrumentKind.FUTURE_COMBO
                && !instruments.containsKey(instrument.instrumentId())) {
            instruments.put(instrument.instrumentId(), new MarkedInstrument(instrument));
        }
    }

    /** A new mark, in the units of the schema's {@code Mark}; of what is not listed it is passed over. */
    public void onMark(
            final int instrumentId,
            final long priceE8,
            final long deltaE9,
            final long gammaE12,
            final long vegaE8,
            final long thetaE8) {
        final MarkedInstrument instrument = instruments.get(instrumentId);
        if (instrument != null) {
            instrument.mark(priceE8, deltaE9, gammaE12, vegaE8, thetaE8);
        }
    }

    /** A trade; of a combination it is passed over. */
    public void onTrade(final int instrumentId, final int buyerId, final int sellerId, final long lots) {
        final MarkedInstrument instrument = instruments.get(instrumentId);
        if (instrument != null) {
            instrument.trade(buyerId, lots, sum(buyerId, instrument.instrument()));
            instrument.trade(sellerId, -lots, sum(sellerId, instrument.instrument()));
        }
    }

    /** A position ended at its expiry. */
    public void onDelivered(final int instrumentId, final int accountId, final long signedLots) {
        final MarkedInstrument instrument = instruments.get(instrumentId);
        if (instrument != null) {
            instrument.trade(accountId, -signedLots, sum(accountId, instrument.instrument()));
        }
    }

    private Greeks sum(final int accountId, final Instrument instrument) {
        return accounts.computeIfAbsent(accountId, id -> new TreeMap<>())
                .computeIfAbsent(
                        new Series(instrument.underlyingId(), instrument.terms().expiryNs()), series -> new Greeks());
    }

    /** Signed lots that an account holds. */
    public long positionLots(final int accountId, final int instrumentId) {
        final MarkedInstrument instrument = instruments.get(instrumentId);
        return instrument == null ? 0 : instrument.lots(accountId);
    }

    /** Sum of all long positions in an instrument; 0 of what is not listed. */
    public long openLots(final int instrumentId) {
        final MarkedInstrument instrument = instruments.get(instrumentId);
        return instrument == null ? 0 : instrument.openLots();
    }

    /** Shows the sums of one account, or, for 0, of all that ever traded. */
    public void visit(final int accountId, final Visitor visitor) {
        accounts.forEach((id, sums) -> {
            if (accountId == 0 || accountId == id) {
                sums.forEach((series, greeks) -> visitor.greeks(id, series, greeks));
            }
        });
    }
}
