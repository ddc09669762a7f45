package io.strikebook.matching.rules;

import io.strikebook.schemas.RejectCode;

/**
 * A mass quote in columns: what it says, and for each side of an entry what was decided of it. One instance is filled anew for each, by
 * whoever decodes it: {@link #begin} first, then {@link #add} in the order of the message. Prices are 1e-8, quantities in lots; a side
 * without a price or without lots is none. Single-threaded.
 */
public final class MassQuote {
    /** Most entries. */
    public static final int MAX_ENTRIES = 100;

    /** A price that says that there is no quote. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    final long[] bidPricesE8 = new long[MAX_ENTRIES];
    final long[] bidLots = new long[MAX_ENTRIES];
    final long[] askPricesE8 = new long[MAX_ENTRIES];
    final long[] askLots = new long[MAX_ENTRIES];
    final int[] instrumentIds = new int[MAX_ENTRIES];
    final RejectCode[] bidCodes = new RejectCode[MAX_ENTRIES];
    final RejectCode[] askCodes = new RejectCode[MAX_ENTRIES];
    long quoteSetId;
    int accountId;
    int underlyingId;
    int group;
    int count;

    /** Forgets the one before. */
    public void begin(final int newAccountId, final int newUnderlyingId, final int newGroup, final long newQuoteSetId) {
        accountId = newAccountId;
        underlyingId = newUnderlyingId;
        group = newGroup;
        quoteSetId = newQuoteSetId;
        count = 0;
    }

    /** Adds an entry; there is room for {@link #MAX_ENTRIES}. */
    public void add(
            final int instrumentId,
            final long bidPriceE8,
            final long lotsOfBid,
            final RejectCode bidCode,
            final long askPriceE8,
            final long lotsOfAsk,
            final RejectCode askCode) {
        instrumentIds[count] = instrumentId;
        bidPricesE8[count] = bidPriceE8;
        bidLots[count] = lotsOfBid;
        bidCodes[count] = bidCode;
        askPricesE8[count] = askPriceE8;
        askLots[count] = lotsOfAsk;
        askCodes[count] = askCode;
        count++;
    }

    /** For cancels. */
    public long quoteSetId() {
        return quoteSetId;
    }

    /** Whose quotes. */
    public int accountId() {
        return accountId;
    }

    /** Underlying of all instruments. */
    public int underlyingId() {
        return underlyingId;
    }

    /** Number of the group. */
    public int group() {
        return group;
    }

    /** Number of entries. */
    public int count() {
        return count;
    }

    /** Instrument of an entry, counted from 0. */
    public int instrumentId(final int entry) {
        return instrumentIds[entry];
    }

    /** What was decided of an entry's bid. */
    public RejectCode bidCode(final int entry) {
        return bidCodes[entry];
    }

    /** What was decided of an entry's ask. */
    public RejectCode askCode(final int entry) {
        return askCodes[entry];
    }

    /** Lots of an entry's bid, 0 where there is none to be. */
    public long bidLots(final int entry) {
        return hasBid(entry) ? bidLots[entry] : 0;
    }

    /** Lots of an entry's ask, 0 where there is none to be. */
    public long askLots(final int entry) {
        return hasAsk(entry) ? askLots[entry] : 0;
    }

    /** Price of an entry's bid that has lots. */
    public long bidPriceE8(final int entry) {
        return bidPricesE8[entry];
    }

    /** Price of an entry's ask that has lots. */
    public long askPriceE8(final int entry) {
        return askPricesE8[entry];
    }

    /** Whether the entry has a bid that may rest or trade. */
    boolean hasBid(final int entry) {
        return bidCodes[entry] == RejectCode.ACCEPTED && bidLots[entry] != 0 && bidPricesE8[entry] != NO_PRICE;
    }

    /** Whether the entry has an ask that may rest or trade. */
    boolean hasAsk(final int entry) {
        return askCodes[entry] == RejectCode.ACCEPTED && askLots[entry] != 0 && askPricesE8[entry] != NO_PRICE;
    }
}
