package io.strikebook.matching.book;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideHalfUp;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;

/**
 * What traded in one instrument in the last {@value #HOURS} hours, the current one begun: per hour, so that what is older goes hour by hour.
 * A trade is counted with one addition and two comparisons; its value, which takes a division, is worked out once for all trades of a
 * command in a row that have one price, rounded to 1e-8 of the settlement currency.
 *
 * <p>What was traded outside the book, in block trades and as legs of combinations, counts in lots, value and number, as it does in open
 * interest; not in high, low and last price, since its price was none that the book had: agreed on, or worked out from that of others.
 */
public final class TradeStatistics {
    /** How far back. */
    public static final int HOURS = 24;

    private static final long HASH_KIND = 15;
    private static final long NOTE_HASH_KIND = 16;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long LARGEST = Long.MAX_VALUE;

    /** Where nothing traded in the book. */
    private static final long NO_HIGH = Long.MIN_VALUE;

    private static final long NO_LOW = Long.MAX_VALUE;

    private final Instrument instrument;
    private final StateHash stateHash;

    /** Of each slot which hour it is of, counted from the epoch; 0: none yet. */
    private final long[] hours = new long[HOURS];

    private final long[] lots = new long[HOURS];
    private final long[] valuesE8 = new long[HOURS];
    private final long[] trades = new long[HOURS];
    private final long[] highsE8 = new long[HOURS];
    private final long[] lowsE8 = new long[HOURS];
    /** {@link Trigger#NO_PRICE}: nothing was traded yet. */
    private long lastE8 = Trigger.NO_PRICE;

    /** As of the last command that has ended. */
    private long notedLastE8 = Trigger.NO_PRICE;

    /** Whether something changed since {@link #publish}. */
    private boolean changed;

    /** Of the command that is being carried out. */
    private long commandTrades;

    /** Of these, outside the book. */
    private long commandOutside;

    private long commandLots;
    private long commandValueE8;
    private long commandHighE8;
    private long commandLowE8;
    private long runLots;

    TradeStatistics(final Instrument instrument, final StateHash stateHash) {
        this.instrument = instrument;
        this.stateHash = stateHash;
    }

    /** Counts a trade of the command that is being carried out. */
    public void count(final long priceE8, final long tradedLots) {
        if (commandTrades == commandOutside) {
            commandHighE8 = priceE8;
            commandLowE8 = priceE8;
        } else if (priceE8 != lastE8) {
            endRun();
            commandHighE8 = Math.max(commandHighE8, priceE8);
            commandLowE8 = Math.min(commandLowE8, priceE8);
        }
        lastE8 = priceE8;
        runLots += tradedLots;
        commandTrades++;
    }

    /** Counts what the command that is being carried out trades outside the book. */
    public void countOutside(final long priceE8, final long tradedLots) {
        commandLots = sum(commandLots, tradedLots);
        commandValueE8 = sum(commandValueE8, valueE8(tradedLots, priceE8));
        commandTrades++;
        commandOutside++;
    }

    private void endRun() {
        if (runLots == 0) {
            return;
        }
        commandLots += runLots;
        commandValueE8 = sum(commandValueE8, valueE8(runLots, lastE8));
        runLots = 0;
    }

    /** What lots are worth, without a sign; nothing where a price in dollars per coin is none, or a difference of such prices, the largest number where it is more. */
    private long valueE8(final long ofLots, final long priceE8) {
        if (instrument.isCombo() && !instrument.legs().isWorthItsPrice()) {
            return 0;
        }
        final boolean inverse = instrument.isInverseFuture();
        if (inverse && priceE8 <= 0) {
            return 0;
        }
        try {
            final long unitsE8 = multiply(ofLots, instrument.terms().lotSizeE8());
            return inverse
                    ? multiplyDivideHalfUp(unitsE8, E8, priceE8)
                    : multiplyDivideHalfUp(unitsE8, Math.abs(priceE8), E8);
        } catch (final FixedPointOverflowException e) {
            return LARGEST;
        }
    }

    private static long sum(final long one, final long other) {
        return one > LARGEST - other ? LARGEST : one + other;
    }

    /** Ends a command that traded: that belongs to the hour of its time. True where it is the first since {@link #publish}. */
    boolean settle(final long timestampNs) {
        endRun();
        final long hour = timestampNs / HOUR_NS;
        final int slot = (int) (hour % HOURS);
        stateHash.remove(hash(slot));
        stateHash.remove(noteHash());
        if (hours[slot] != hour) {
            clear(slot, hour);
        }
        lots[slot] = sum(lots[slot], commandLots);
        valuesE8[slot] = sum(valuesE8[slot], commandValueE8);
        trades[slot] += commandTrades;
        if (commandTrades != commandOutside) {
            highsE8[slot] = Math.max(highsE8[slot], commandHighE8);
            lowsE8[slot] = Math.min(lowsE8[slot], commandLowE8);
        }
        stateHash.add(hash(slot));
        commandTrades = 0;
        commandOutside = 0;
        commandLots = 0;
        commandValueE8 = 0;
        final boolean first = !changed;
        changed = true;
        notedLastE8 = lastE8;
        stateHash.add(noteHash());
        return first;
    }

    private void clear(final int slot, final long hour) {
        hours[slot] = hour;
        lots[slot] = 0;
        valuesE8[slot] = 0;
        trades[slot] = 0;
        highsE8[slot] = NO_HIGH;
        lowsE8[slot] = NO_LOW;
    }

    private long hash(final int slot) {
        return hash(
                instrument.instrumentId(),
                hours[slot],
                lots[slot],
                valuesE8[slot],
                trades[slot],
                highsE8[slot],
                lowsE8[slot]);
    }

    private long noteHash() {
        return noteHash(instrument.instrumentId(), notedLastE8, changed);
    }

    /** Hash of the last price and of whether there is something to publish. */
    public static long noteHash(final int instrumentId, final long lastE8, final boolean changed) {
        return lastE8 == Trigger.NO_PRICE && !changed
                ? 0
                : StateHash.of(NOTE_HASH_KIND, instrumentId, lastE8, changed ? 1 : 0, 0);
    }

    /** Hash of what traded in one hour; public so that it can be computed anew. */
    public static long hash(
            final int instrumentId,
            final long hour,
            final long ofLots,
            final long valueE8,
            final long ofTrades,
            final long highE8,
            final long lowE8) {
        return ofTrades == 0
                ? 0
                : StateHash.and(
                        StateHash.of(HASH_KIND, instrumentId, hour, ofLots, valueE8), ofTrades, highE8, lowE8, 0);
    }

    /** Whether something is to be published. */
    public boolean isChanged() {
        return changed;
    }

    /** It is published now; old hours are forgotten. Where something traded before, and now is too old, there is something to be published. */
    public boolean publish(final long timestampNs) {
        final long hour = timestampNs / HOUR_NS;
        boolean older = false;
        for (int slot = 0; slot < HOURS; slot++) {
            if (hours[slot] != 0 && hours[slot] <= hour - HOURS) {
                older = true;
                stateHash.remove(hash(slot));
                clear(slot, 0);
            }
        }
        final boolean due = changed || older;
        stateHash.remove(noteHash());
        changed = false;
        stateHash.add(noteHash());
        return due;
    }

    /** Lots of all hours. */
    public long lots() {
        long all = 0;
        for (final long some : lots) {
            all = sum(all, some);
        }
        return all;
    }

    /** Value of all hours in settlement currency, 1e-8. */
    public long valueE8() {
        long all = 0;
        for (final long some : valuesE8) {
            all = sum(all, some);
        }
        return all;
    }

    /** Trades of all hours. */
    public long trades() {
        long all = 0;
        for (final long some : trades) {
            all += some;
        }
        return all;
    }

    /** Whether there were trades in the book in all hours. */
    public boolean hasRange() {
        return highE8() != NO_HIGH;
    }

    /** Highest price of all hours, where there were trades in the book. */
    public long highE8() {
        long high = NO_HIGH;
        for (int slot = 0; slot < HOURS; slot++) {
            high = trades[slot] == 0 ? high : Math.max(high, highsE8[slot]);
        }
        return high;
    }

    /** Lowest price of all hours, where there were trades in the book. */
    public long lowE8() {
        long low = NO_LOW;
        for (int slot = 0; slot < HOURS; slot++) {
            low = trades[slot] == 0 ? low : Math.min(low, lowsE8[slot]);
        }
        return low;
    }

    /** Price of the last trade, also of the command that is being carried out; {@link Trigger#NO_PRICE} where there was none. */
    public long newestE8() {
        return lastE8;
    }

    /** Price of the last trade; like all the others, without those of the command that is being carried out. */
    public long lastE8() {
        return notedLastE8;
    }

    /** Writes all of it, between two commands. */
    public void save(final SnapshotOutput output) {
        output.putLong(lastE8).putBoolean(changed);
        for (int slot = 0; slot < HOURS; slot++) {
            output.putLong(trades[slot]);
            if (trades[slot] != 0) {
                output.putLong(hours[slot])
                        .putLong(lots[slot])
                        .putLong(valuesE8[slot])
                        .putLong(highsE8[slot])
                        .putLong(lowsE8[slot]);
            }
        }
    }

    /** Reads all of it; whether something is to be published. */
    public boolean load(final SnapshotInput input) {
        stateHash.remove(noteHash());
        lastE8 = input.getLong();
        notedLastE8 = lastE8;
        changed = input.getBoolean();
        stateHash.add(noteHash());
        for (int slot = 0; slot < HOURS; slot++) {
            trades[slot] = input.getLong();
            if (trades[slot] != 0) {
                hours[slot] = input.getLong();
                lots[slot] = input.getLong();
                valuesE8[slot] = input.getLong();
                highsE8[slot] = input.getLong();
                lowsE8[slot] = input.getLong();
                stateHash.add(hash(slot));
            }
        }
        return changed;
    }
}
