package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.matching.protection.Protection;
import io.strikebook.schemas.Side;
import java.util.Arrays;

/**
 * The quotes of one account, underlying and group number, and the protection that they share. A quote is found by instrument and side in one
 * array, which grows to the highest instrument quoted; that is also how they are walked. Group 0 has no quotes: its protection is for the
 * account's flagged orders.
 */
public final class QuoteGroup {
    private static final Quote[] NONE = {};
    private static final int INSTRUMENTS_AHEAD = 64;

    private final int accountId;
    private final int underlyingId;
    private final int number;
    private final Protection protection;

    /** Bid and ask of an instrument at twice its id and one more; null where never quoted. */
    private Quote[] quotes = NONE;

    private int lowestInstrument = Integer.MAX_VALUE;
    private int highestInstrument;
    private int resting;
    private int held;

    QuoteGroup(final int accountId, final int underlyingId, final int number, final StateHash stateHash) {
        this.accountId = accountId;
        this.underlyingId = underlyingId;
        this.number = number;
        this.protection = new Protection(StateHash.of(0, accountId, underlyingId, number, 0), stateHash);
    }

    /** Owner. */
    public int accountId() {
        return accountId;
    }

    /** Underlying of its instruments. */
    public int underlyingId() {
        return underlyingId;
    }

    /** Number within account and underlying. */
    public int number() {
        return number;
    }

    /** Its limits, window and freeze. */
    public Protection protection() {
        return protection;
    }

    /** How many of its quotes rest. */
    public int resting() {
        return resting;
    }

    /** The quote on one side of an instrument, resting or not, or null where there never was one. */
    public Quote find(final int instrumentId, final Side side) {
        final int at = at(instrumentId, side);
        return at < quotes.length ? quotes[at] : null;
    }

    /** The quote on one side of an instrument, made where there is none. */
    public Quote findOrMake(final int instrumentId, final Side side, final PositionMirror positions) {
        final Quote found = find(instrumentId, side);
        return found != null ? found : make(instrumentId, side, positions);
    }

    private Quote make(final int instrumentId, final Side side, final PositionMirror positions) {
        final int at = at(instrumentId, side);
        if (at >= quotes.length) {
            quotes = Arrays.copyOf(quotes, 2 * (instrumentId + INSTRUMENTS_AHEAD));
        }
        lowestInstrument = Math.min(lowestInstrument, instrumentId);
        highestInstrument = Math.max(highestInstrument, instrumentId);
        final Quote made = new Quote(this, instrumentId, side, positions.of(accountId, instrumentId));
        quotes[at] = made;
        return made;
    }

    /** A quote of it came into a book. */
    public void rested() {
        resting++;
    }

    /** A quote of it left its book. */
    public void left() {
        resting--;
    }

    /** How many of its quotes rest or are held. */
    public int live() {
        return resting + held;
    }

    /** A quote of it is held. */
    public void held() {
        held++;
    }

    /** A quote of it is held no longer. */
    public void heldNoMore() {
        held--;
    }

    /** Lowest instrument ever quoted; above {@link #highestInstrument()} where there is none. */
    public int lowestInstrument() {
        return lowestInstrument;
    }

    /** Highest instrument ever quoted. */
    public int highestInstrument() {
        return highestInstrument;
    }

    /** Counts the quotes that rest, and those held, and throws where that is not what was counted. */
    public void check() {
        int count = 0;
        int waiting = 0;
        for (final Quote quote : quotes) {
            count += quote != null && quote.isResting() ? 1 : 0;
            waiting += quote != null && quote.isHeld() ? 1 : 0;
        }
        if (count != resting || waiting != held) {
            throw new IllegalStateException(this + " has " + count + " resting quotes, counted " + resting + ", and "
                    + waiting + " held, counted " + held);
        }
    }

    private static int at(final int instrumentId, final Side side) {
        return 2 * instrumentId + (side == Side.BUY ? 0 : 1);
    }

    @Override
    public String toString() {
        return "group " + number + " of account " + accountId + " in underlying " + underlyingId;
    }
}
