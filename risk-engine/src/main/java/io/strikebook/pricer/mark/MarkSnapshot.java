package io.strikebook.pricer.mark;

import io.strikebook.common.book.DepthSide;
import io.strikebook.ipc.snapshot.SettlementSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.TermsSnapshot;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.pricer.quality.UnderlyingQuality;
import io.strikebook.pricer.volatility.VolatilityWatch;

/** Saves the table and the calculator, and loads them into new ones. */
public final class MarkSnapshot {
    private static final String SECTION = "markets";
    private static final int VERSION = 10;

    private MarkSnapshot() {}

    /** Writes everything that later marks depend on. */
    public static void save(final MarketTable table, final MarkCalculator calculator, final SnapshotOutput out) {
        out.section(SECTION, VERSION).putInt(table.underlyings.size());
        for (final UnderlyingIndex index : table.underlyings) {
            index.save(out);
        }
        out.putInt(table.markets.size());
        final long[] fields = new long[Market.FIELDS];
        for (final Market market : table.markets) {
            out.putInt(market.externalId).putString(market.venue());
            TermsSnapshot.save(market.terms(), out);
            market.write(fields);
            for (final long field : fields) {
                out.putLong(field);
            }
            out.putBoolean(market.array != null);
            for (int i = 0; market.array != null && i < market.array.length; i++) {
                out.putInt(market.array[i]);
            }
            saveSide(market.bids(), out);
            saveSide(market.asks(), out);
        }
        out.putInt(table.expiries.size());
        for (final Expiry expiry : table.expiries) {
            out.putLong(expiry.tickerForwardE8).putLong(expiry.forwardE8).putBoolean(expiry.stale);
            SettlementSnapshot.save(expiry.settlement, out);
            out.putLong(expiry.riskFactorE12).putLong(expiry.riskTimeNs);
            out.putLong(expiry.parityE8())
                    .putLong(expiry.parityNs())
                    .putInt(table.chains.indexOf(expiry.parityOf()))
                    .putLong(expiry.tickerForwardNs)
                    .putInt(expiry.quality);
        }
        for (final Chain chain : table.chains) {
            chain.save(out);
        }
        out.putInt(calculator.nextToRequest()).putLong(calculator.requests());
        for (final UnderlyingQuality quality : calculator.quality().underlyings) {
            quality.save(out);
        }
        out.putLong(calculator.futures().refreshedNs())
                .putLong(calculator.futures().dueNs())
                .putBoolean(table.changed());
        table.ownTops.save(out);
        for (final VolatilityWatch watch : table.volatilities) {
            if (watch != null) {
                watch.save(out);
            }
        }
    }

    /** Reads into a table and a calculator that have seen nothing yet. */
    public static void load(final MarketTable table, final MarkCalculator calculator, final SnapshotInput in) {
        in.section(SECTION, VERSION);
        expect("underlyings", in.getInt(), table.underlyings.size());
        for (final UnderlyingIndex index : table.underlyings) {
            index.load(in);
        }
        final long[] fields = new long[Market.FIELDS];
        for (int left = in.getInt(); left > 0; left--) {
            final int externalId = in.getInt();
            final String venue = in.getString();
            final Market market = table.create(externalId, venue, TermsSnapshot.load(in));
            for (int i = 0; i < fields.length; i++) {
                fields[i] = in.getLong();
            }
            market.read(fields);
            loadArray(market, in);
            loadSide(market, true, in);
            loadSide(market, false, in);
            table.index(market);
            if (market.outside != Distrust.NONE) {
                market.expiry.outside++;
            }
        }
        expect("expiries", in.getInt(), table.expiries.size());
        for (final Expiry expiry : table.expiries) {
            expiry.tickerForwardE8 = in.getLong();
            expiry.forwardE8 = in.getLong();
            expiry.stale = in.getBoolean();
            SettlementSnapshot.load(expiry.settlement, in);
            expiry.riskFactorE12 = in.getLong();
            expiry.riskTimeNs = in.getLong();
            final long parityE8 = in.getLong();
            final long parityNs = in.getLong();
            final int chain = in.getInt();
            expiry.restoreParity(chain < 0 ? null : table.chains.get(chain), parityE8, parityNs);
            expiry.tickerForwardNs = in.getLong();
            expiry.quality = in.getInt();
        }
        for (final Chain chain : table.chains) {
            chain.restore(table, in);
        }
        calculator.restore(in.getInt(), in.getLong());
        for (final UnderlyingQuality quality : calculator.quality().underlyings) {
            quality.load(in);
        }
        calculator.futures().restore(in.getLong(), in.getLong());
        table.restoreChanged(in.getBoolean());
        table.ownTops.load(in);
        for (final VolatilityWatch watch : table.volatilities) {
            if (watch != null) {
                watch.load(in);
            }
        }
    }

    private static void expect(final String what, final int found, final int expected) {
        if (found != expected) {
            throw new IllegalStateException("snapshot has " + found + " " + what + ", expected " + expected);
        }
    }

    private static void loadArray(final Market market, final SnapshotInput in) {
        if (in.getBoolean()) {
            market.array = new int[ScenarioSet.SIZE];
            for (int i = 0; i < market.array.length; i++) {
                market.array[i] = in.getInt();
            }
        }
    }

    private static void saveSide(final DepthSide side, final SnapshotOutput out) {
        out.putInt(side == null ? -1 : side.size());
        for (int i = 0; side != null && i < side.size(); i++) {
            out.putLong(side.priceE8(i)).putLong(side.quantityE8(i));
        }
    }

    private static void loadSide(final Market market, final boolean bid, final SnapshotInput in) {
        final int size = in.getInt();
        if (size >= 0) {
            market.openBook();
        }
        for (int i = 0; i < size; i++) {
            market.onLevel(bid, in.getLong(), in.getLong());
        }
    }
}
