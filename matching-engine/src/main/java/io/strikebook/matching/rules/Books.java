package io.strikebook.matching.rules;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.matching.book.LevelPool;
import io.strikebook.matching.book.OrderBook;

/** The books by instrument id; ids are dense, from 1, and an instrument that another shard trades has no book. */
public final class Books {
    /** Largest order that any instrument's terms allow; sums of it over all live orders fit 63 bits. */
    public static final long MAX_ORDER_LOTS = InstrumentTerms.MAX_ORDER_LOTS_LIMIT;

    private final LevelPool levelPool = new LevelPool();
    private final StateHash stateHash;
    private final OrderBook[] byId;
    private final Statistics statistics;
    private final ImpliedTops impliedTops;
    private int lastId;

    /** No books yet; at most {@code maxInstruments}. */
    public Books(final int maxInstruments, final StateHash stateHash) {
        this.byId = new OrderBook[maxInstruments + 1];
        this.stateHash = stateHash;
        this.statistics = new Statistics(this, stateHash);
        this.impliedTops = new ImpliedTops(this, stateHash);
    }

    /** When what traded is published. */
    public Statistics statistics() {
        return statistics;
    }

    /** Prices of combinations in their legs, as published. */
    public ImpliedTops impliedTops() {
        return impliedTops;
    }

    /** Opens the book of the next instrument. */
    public OrderBook open(final Instrument instrument) {
        final int instrumentId = instrument.instrumentId();
        skip(instrumentId);
        final OrderBook book = new OrderBook(instrument, levelPool, stateHash);
        byId[instrumentId] = book;
        return book;
    }

    /** Passes over the next instrument, which another shard trades. */
    public void skip(final int instrumentId) {
        if (instrumentId != lastId + 1 || instrumentId >= byId.length) {
            throw new IllegalArgumentException("instrument id " + instrumentId + " follows " + lastId
                    + ", preTrade.maxInstruments is " + (byId.length - 1));
        }
        lastId = instrumentId;
    }

    /** Whether an instrument is listed and has no book here. */
    public boolean isElsewhere(final int instrumentId) {
        return instrumentId > 0 && instrumentId <= lastId && byId[instrumentId] == null;
    }

    /** The book, or null where the instrument is not listed, or traded elsewhere. */
    public OrderBook get(final int instrumentId) {
        return instrumentId > 0 && instrumentId <= lastId ? byId[instrumentId] : null;
    }

    /** The book that an accepted command names. */
    OrderBook require(final int instrumentId, final long sequence) {
        final OrderBook book = get(instrumentId);
        if (book == null) {
            throw new IllegalArgumentException("command " + sequence + " was accepted for instrument " + instrumentId
                    + (isElsewhere(instrumentId)
                            ? ", which another shard trades"
                            : ", but only 1 to " + lastId + " are listed"));
        }
        return book;
    }

    /** Highest instrument id, 0 for none. */
    public int lastId() {
        return lastId;
    }

    /** Most books there can be. */
    public int capacity() {
        return byId.length - 1;
    }

    /** Checks every book, see {@link OrderBook#check()}. */
    public void check() {
        for (int id = 1; id <= lastId; id++) {
            if (byId[id] != null) {
                byId[id].check();
            }
        }
    }
}
