package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiply;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.RejectCode;
import java.util.Arrays;

/**
 * The mark of each instrument and the index price of each underlying: the newest, and what they were at any epoch that an account may
 * still be counted at. Margin re-marks accounts in slices, so their states follow different epochs; every change after the epoch that
 * margin has finished ({@link #floorEpoch()}) is kept, oldest first, each with a link to the one before of the same price. A look-up
 * walks back from the newest: with margin close behind that is no step or one.
 *
 * <p>At most {@link #MAX_CHANGES} are kept. Beyond that, with margin far behind and orders that increase risk refused anyhow, the floor
 * rises without margin, an epoch at a time, when a newer epoch is announced.
 */
public final class MarkHistory {
    /** Changes kept at an announced epoch. */
    static final int MAX_CHANGES = 1 << 20;

    private static final long NO_PRICE = Long.MIN_VALUE;
    private static final long PRICE_KIND = 1;
    private static final long STALE_KIND = 11;
    private static final long DEGRADED_KIND = 111;
    /** What margin may be behind without growth: marks of tens of seconds. */
    private static final int INITIAL_CHANGES = 1 << 17;

    /** Fields of a change. */
    private static final int SERIES = 0;

    private static final int EPOCH = 1;
    private static final int PRICE = 2;
    private static final int HASH = 3;
    private static final int BEFORE = 4;
    private static final int FIELDS = 5;

    private final StateHash stateHash;
    private final int firstIndex;

    /** By series: the instruments by id, then the underlyings by id. */
    private final long[] newestE8;

    private final long[] newestEpochs;

    /** Whether the newest price is flagged as one that its sources do not confirm any more. */
    private final boolean[] stale;

    /** By underlying: the pricer does not trust its market data. */
    private final boolean[] degraded;

    /** Number of a series' newest change; one below {@link #firstChange} is folded into the floor. */
    private final long[] newestChanges;

    private final long[] floorE8;
    private final long[] floorEpochs;
    private final long[] floorHashes;

    /** Changes numbered firstChange to endChange - 1, each at its number modulo the capacity. */
    private long[] changes = new long[INITIAL_CHANGES * FIELDS];

    private int capacity = INITIAL_CHANGES;
    private long firstChange = 1;
    private long endChange = 1;
    private long floorEpoch;

    /** An empty history; changes are kept in the hash. */
    public MarkHistory(final int maxInstruments, final int maxUnderlyings, final StateHash stateHash) {
        final int series = maxInstruments + 1 + maxUnderlyings + 1;
        this.firstIndex = maxInstruments + 1;
        this.newestE8 = new long[series];
        this.newestEpochs = new long[series];
        this.stale = new boolean[series];
        this.degraded = new boolean[maxUnderlyings + 1];
        this.newestChanges = new long[series];
        this.floorE8 = new long[series];
        this.floorEpochs = new long[series];
        this.floorHashes = new long[series];
        this.stateHash = stateHash;
        Arrays.fill(newestE8, NO_PRICE);
        Arrays.fill(floorE8, NO_PRICE);
    }

    /** Takes a mark of an epoch, which is not before that of the last price taken; ids beyond the capacity are ignored. */
    public void mark(final int instrumentId, final long priceE8, final long epoch) {
        if (instrumentId > 0 && instrumentId < firstIndex) {
            put(instrumentId, priceE8, epoch);
        }
    }

    /** Takes an index price of an epoch; ids beyond the capacity are ignored. */
    public void index(final int underlyingId, final long priceE8, final long epoch) {
        if (underlyingId > 0 && underlyingId < newestE8.length - firstIndex) {
            put(firstIndex + underlyingId, priceE8, epoch);
        }
    }

    /** Flags the newest mark of an instrument as stale, or no more. */
    public void markStale(final int instrumentId, final boolean on) {
        if (instrumentId > 0 && instrumentId < firstIndex) {
            setStale(instrumentId, on);
        }
    }

    /** Flags the newest price of an underlying as stale, or no more. */
    public void indexStale(final int underlyingId, final boolean on) {
        if (underlyingId > 0 && underlyingId < newestE8.length - firstIndex) {
            setStale(firstIndex + underlyingId, on);
        }
    }

    /** The pricer does not trust the market data of an underlying, or does again; ids beyond the capacity are ignored. */
    public void degraded(final int underlyingId, final boolean on) {
        if (underlyingId > 0 && underlyingId < degraded.length && degraded[underlyingId] != on) {
            degraded[underlyingId] = on;
            final long hash = StateHash.of(DEGRADED_KIND, underlyingId, 0, 0, 0);
            if (on) {
                stateHash.add(hash);
            } else {
                stateHash.remove(hash);
            }
        }
    }

    private void setStale(final int series, final boolean on) {
        if (stale[series] != on) {
            stale[series] = on;
            final long hash = StateHash.of(STALE_KIND, series, 0, 0, 0);
            if (on) {
                stateHash.add(hash);
            } else {
                stateHash.remove(hash);
            }
        }
    }

    private void put(final int series, final long priceE8, final long epoch) {
        if (newestE8[series] == priceE8) {
            return;
        }
        if (endChange - firstChange == capacity) {
            grow();
        }
        final int at = at(endChange);
        final long hash = StateHash.of(PRICE_KIND, series, epoch, priceE8, 0);
        stateHash.add(hash);
        changes[at + SERIES] = series;
        changes[at + EPOCH] = epoch;
        changes[at + PRICE] = priceE8;
        changes[at + HASH] = hash;
        changes[at + BEFORE] = newestChanges[series];
        newestE8[series] = priceE8;
        newestEpochs[series] = epoch;
        newestChanges[series] = endChange++;
    }

    /** Margin has re-marked every account with this epoch: none is counted at an older one any more. */
    public void finished(final long epoch) {
        while (firstChange < endChange && changes[at(firstChange) + EPOCH] <= epoch) {
            fold();
        }
        floorEpoch = Math.max(floorEpoch, epoch);
    }

    /** An epoch was announced: the number of changes kept is brought back to its bound. */
    public void announced() {
        while (endChange - firstChange > MAX_CHANGES) {
            finished(changes[at(firstChange) + EPOCH]);
        }
    }

    private void fold() {
        final int at = at(firstChange++);
        final int series = (int) changes[at + SERIES];
        stateHash.remove(floorHashes[series]);
        floorHashes[series] = changes[at + HASH];
        floorEpochs[series] = changes[at + EPOCH];
        floorE8[series] = changes[at + PRICE];
    }

    /** The oldest epoch that an account can be counted at: the last one that margin has finished. */
    public long floorEpoch() {
        return floorEpoch;
    }

    /**
     * Whether the instrument, or each leg of a combination, has a mark and its underlying an index price that orders can be priced with;
     * spot needs the index only, which is its mark.
     */
    public boolean canPrice(final Instrument instrument) {
        if (instrument.isCombo()) {
            boolean all = true;
            for (int i = 0; i < instrument.legs().count(); i++) {
                all &= canPrice(instrument.legs().leg(i));
            }
            return all;
        }
        if (instrument.isSpot()) {
            return newestE8[firstIndex + instrument.underlyingId()] > 0;
        }
        final long markE8 = newestE8[instrument.instrumentId()];
        return (instrument.isOption() ? markE8 >= 0 : markE8 > 0)
                && newestE8[firstIndex + instrument.underlyingId()] > 0;
    }

    /**
     * Whether an order can be checked against the newest prices: {@code NO_MARK} where there is none; of an order that does not only
     * reduce {@code MARKET_DEGRADED}, or {@code NO_MARK} where one is flagged stale.
     */
    RejectCode check(final Instrument instrument, final boolean reduces) {
        if (!canPrice(instrument)) {
            return RejectCode.NO_MARK;
        }
        if (reduces) {
            return RejectCode.ACCEPTED;
        }
        if (degraded[instrument.underlyingId()]) {
            return RejectCode.MARKET_DEGRADED;
        }
        return isStale(instrument) ? RejectCode.NO_MARK : RejectCode.ACCEPTED;
    }

    /** Whether the newest mark of the instrument, or of a leg, or the price of its underlying is flagged stale. */
    public boolean isStale(final Instrument instrument) {
        if (instrument.isCombo()) {
            boolean any = false;
            for (int i = 0; i < instrument.legs().count(); i++) {
                any |= isStale(instrument.legs().leg(i));
            }
            return any;
        }
        return stale[instrument.instrumentId()] || stale[firstIndex + instrument.underlyingId()];
    }

    /** Newest mark in the instrument's quotation, 1e-8, of a combination what its legs come to, of spot the index; meaningful where {@link #canPrice}. */
    public long markE8(final Instrument instrument) {
        if (instrument.isCombo()) {
            long sumE8 = 0;
            for (int i = 0; i < instrument.legs().count(); i++) {
                final long legE8 = markE8(instrument.legs().leg(i));
                sumE8 = add(sumE8, multiply(legE8, instrument.legs().ratio(i)));
            }
            return sumE8;
        }
        return newestE8[instrument.isSpot() ? firstIndex + instrument.underlyingId() : instrument.instrumentId()];
    }

    /** Newest price of the underlying, 1e-8; meaningful where {@link #canPrice}. */
    public long indexE8(final Instrument instrument) {
        return newestE8[firstIndex + instrument.underlyingId()];
    }

    /** Newest price of an underlying by its id, 1e-8; negative where there was none. */
    long indexOfUnderlyingE8(final int underlyingId) {
        return newestE8[firstIndex + underlyingId];
    }

    /** Price of an underlying by its id as of an epoch, negative where there was none; an older epoch than all has the first that there is. */
    long indexOfUnderlyingE8(final int underlyingId, final long epoch) {
        return asOf(firstIndex + underlyingId, epoch);
    }

    /** Mark as of an epoch; where there was none yet, the first that there is. */
    long markE8(final Instrument instrument, final long epoch) {
        return asOf(instrument.instrumentId(), epoch);
    }

    /** Price of the underlying as of an epoch; where there was none yet, the first that there is. */
    long indexE8(final Instrument instrument, final long epoch) {
        return asOf(firstIndex + instrument.underlyingId(), epoch);
    }

    private long asOf(final int series, final long epoch) {
        long priceE8 = newestE8[series];
        if (newestEpochs[series] <= epoch) {
            return priceE8;
        }
        long change = newestChanges[series];
        while (change >= firstChange) {
            final int at = at(change);
            priceE8 = changes[at + PRICE];
            if (changes[at + EPOCH] <= epoch) {
                return priceE8;
            }
            change = changes[at + BEFORE];
        }
        return floorE8[series] == NO_PRICE ? priceE8 : floorE8[series];
    }

    private int at(final long change) {
        return ((int) change & capacity - 1) * FIELDS;
    }

    private void grow() {
        final long[] old = changes;
        final int oldMask = capacity - 1;
        capacity *= 2;
        changes = new long[capacity * FIELDS];
        for (long change = firstChange; change < endChange; change++) {
            System.arraycopy(old, ((int) change & oldMask) * FIELDS, changes, at(change), FIELDS);
        }
    }

    /** Writes every price that an account can be counted at. */
    public void save(final SnapshotOutput out) {
        out.section("marks", 4)
                .putInt(firstIndex - 1)
                .putInt(newestE8.length - firstIndex - 1)
                .putLong(floorEpoch);
        for (int series = 0; series < floorE8.length; series++) {
            out.putLong(floorE8[series]).putLong(floorEpochs[series]).putBoolean(stale[series]);
        }
        for (int id = 1; id < degraded.length; id++) {
            out.putBoolean(degraded[id]);
        }
        out.putInt((int) (endChange - firstChange));
        for (long change = firstChange; change < endChange; change++) {
            final int at = at(change);
            out.putLong(changes[at + SERIES]).putLong(changes[at + EPOCH]).putLong(changes[at + PRICE]);
        }
    }

    /** Reads what {@link #save} wrote into an empty history of the same capacity. */
    public void load(final SnapshotInput in) {
        in.section("marks", 4);
        final int instruments = in.getInt();
        final int underlyings = in.getInt();
        if (instruments != firstIndex - 1 || underlyings != newestE8.length - firstIndex - 1) {
            throw new IllegalStateException("snapshot has room for " + instruments + " instruments and " + underlyings
                    + " underlyings, this venue for " + (firstIndex - 1) + " and "
                    + (newestE8.length - firstIndex - 1));
        }
        final long savedFloorEpoch = in.getLong();
        for (int series = 0; series < floorE8.length; series++) {
            final long priceE8 = in.getLong();
            final long epoch = in.getLong();
            setStale(series, in.getBoolean());
            if (priceE8 != NO_PRICE) {
                put(series, priceE8, epoch);
                fold();
            }
        }
        floorEpoch = savedFloorEpoch;
        for (int id = 1; id < degraded.length; id++) {
            degraded(id, in.getBoolean());
        }
        final int count = in.getInt();
        for (int i = 0; i < count; i++) {
            final int series = (int) in.getLong();
            final long epoch = in.getLong();
            put(series, in.getLong(), epoch);
        }
    }
}
