package io.strikebook.books;

import io.strikebook.common.book.LevelNodes;
import io.strikebook.common.book.LevelTree;
import io.strikebook.common.book.TickGrid;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.InstrumentStatisticsDecoder;
import io.strikebook.schemas.Side;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Both sides of one instrument as of the last whole group. Between groups only: within one, an order that trades may still be on both
 * sides. In a phase without continuous trading the sides may cross. Prices are 1e-8.
 */
public final class FollowedBook {
    private final Instrument instrument;
    final LevelTree<FollowedLevel> bids;
    final LevelTree<FollowedLevel> asks;
    InstrumentPhase phase = InstrumentPhase.OPEN;
    long lastTradeId;
    long lastPriceE8;
    private long impliedBidE8;
    private long impliedBidLots;
    private long impliedAskE8;
    private long impliedAskLots;
    long lastLots;
    boolean lastTakerBuys;
    long dayLots;
    long dayValueE8;
    long dayTrades;
    long dayHighE8;
    long dayLowE8;

    FollowedBook(final Instrument instrument, final LevelNodes nodes) {
        this.instrument = instrument;
        final TickGrid grid = new TickGrid(instrument.tickSizeE8());
        this.bids = new LevelTree<>(true, grid, nodes);
        this.asks = new LevelTree<>(false, grid, nodes);
    }

    /** What is traded here. */
    public Instrument instrument() {
        return instrument;
    }

    /** What may happen here now. */
    public InstrumentPhase phase() {
        return phase;
    }

    /** Best level of a side, or null where it is empty; {@link FollowedLevel#worse()} leads on. */
    public FollowedLevel best(final Side side) {
        return tree(side == Side.BUY).best();
    }

    /**
     * Copies the best levels of a side.
     *
     * @param pricesE8 where prices go, best first; as many levels as it is long
     * @param lots     where what they show goes
     * @return how many there were
     */
    public int depth(final Side side, final long[] pricesE8, final long[] lots) {
        int count = 0;
        for (FollowedLevel level = best(side); level != null && count < pricesE8.length; level = level.worse()) {
            pricesE8[count] = level.priceE8();
            lots[count] = level.lots;
            count++;
        }
        return count;
    }

    /** Id of the last trade, 0 before the first. */
    public long lastTradeId() {
        return lastTradeId;
    }

    /** Price of the last trade. */
    public long lastPriceE8() {
        return lastPriceE8;
    }

    /** Size of the last trade, lots. */
    public long lastLots() {
        return lastLots;
    }

    /** Whether the order that arrived bought in the last trade. */
    public boolean lastTakerBuys() {
        return lastTakerBuys;
    }

    /** Lots traded in the current hour and the 23 before, as last published. */
    public long dayLots() {
        return dayLots;
    }

    /** Value of these lots in settlement currency, 1e-8. */
    public long dayValueE8() {
        return dayValueE8;
    }

    /** Number of trades that they traded in. */
    public long dayTrades() {
        return dayTrades;
    }

    /** Whether there were trades in the book in these hours, and not only outside it. */
    public boolean hasDayRange() {
        return dayHighE8 != InstrumentStatisticsDecoder.highE8NullValue();
    }

    /** Highest price of these trades, where there were any. */
    public long dayHighE8() {
        return dayHighE8;
    }

    /** Lowest price of these trades, where there were any. */
    public long dayLowE8() {
        return dayLowE8;
    }

    LevelTree<FollowedLevel> tree(final boolean buy) {
        return buy ? bids : asks;
    }

    void impliedTop(final long bidE8, final long bidLots, final long askE8, final long askLots) {
        impliedBidE8 = bidLots == 0 ? 0 : bidE8;
        impliedBidLots = bidLots;
        impliedAskE8 = askLots == 0 ? 0 : askE8;
        impliedAskLots = askLots;
    }

    /** Combination: what it can be sold at in the books of its legs, as published; 0 of 0 lots for nothing. */
    public long impliedBidE8() {
        return impliedBidE8;
    }

    /** How many lots of it. */
    public long impliedBidLots() {
        return impliedBidLots;
    }

    /** Combination: what it can be bought at in the books of its legs, as published; 0 of 0 lots for nothing. */
    public long impliedAskE8() {
        return impliedAskE8;
    }

    /** How many lots of it. */
    public long impliedAskLots() {
        return impliedAskLots;
    }

    @Override
    public String toString() {
        return "book of " + instrument;
    }

    /** Takes an {@code InstrumentStatistics}. */
    void statistics(final UnsafeBuffer buffer, final int body) {
        dayLots =
                buffer.getLong(body + InstrumentStatisticsDecoder.volumeLotsEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        dayValueE8 =
                buffer.getLong(body + InstrumentStatisticsDecoder.valueE8EncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        dayTrades = buffer.getLong(body + InstrumentStatisticsDecoder.tradesEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        dayHighE8 = buffer.getLong(body + InstrumentStatisticsDecoder.highE8EncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        dayLowE8 = buffer.getLong(body + InstrumentStatisticsDecoder.lowE8EncodingOffset(), ByteOrder.LITTLE_ENDIAN);
    }
}
