package io.strikebook.matching.book;

import io.strikebook.common.book.TickGrid;
import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.Side;

/**
 * Both sides of one instrument: where orders wait, by price and then by time. Keeps links, quantities and the state
 * hash; what trades with what is decided in {@code rules}. Prices are 1e-8, quantities in lots. Single-threaded.
 */
public final class OrderBook {
    private static final long ALLOCATION_HASH_KIND = 17;

    /** Of the legs of a combination; public so that it can be computed anew. */
    public static final long LEGS_HASH_KIND = 30;

    private static final long NO_LOTS = 0;

    private final Instrument instrument;
    private final int instrumentId;
    private final TickGrid grid;
    private final BookSide bids;
    private final BookSide asks;
    private final StateHash stateHash;
    private final BookPhase session;
    private final HeldOrders held;
    private AllocationRule allocation = AllocationRule.PRICE_TIME;
    private int topOrderPercent;
    private final TradeStatistics trades;
    private boolean plain;
    private final boolean combo;
    private boolean touched;

    /** Whether the current command has traded here; others need not look at the statistics. */
    private boolean traded;

    private long shownBidPriceE8;
    private long shownBidLots;
    private long shownAskPriceE8;
    private long shownAskLots;

    /** An empty book of an open instrument; adds itself to the hash. */
    public OrderBook(final Instrument instrument, final LevelPool levelPool, final StateHash stateHash) {
        this.instrument = instrument;
        this.combo = instrument.isCombo();
        this.instrumentId = instrument.instrumentId();
        this.grid = new TickGrid(instrument.tickSizeE8());
        this.bids = new BookSide(Side.BUY, grid, levelPool);
        this.asks = new BookSide(Side.SELL, grid, levelPool);
        this.stateHash = stateHash;
        this.trades = new TradeStatistics(instrument, stateHash);
        if (combo) {
            stateHash.add(
                    StateHash.of(LEGS_HASH_KIND, instrumentId, instrument.legs().hash(), 0, 0));
        }
        this.held = new HeldOrders(this, stateHash);
        this.session = new BookPhase(this, stateHash);
    }

    /** What is traded here. */
    public Instrument instrument() {
        return instrument;
    }

    /** Its id. */
    public int instrumentId() {
        return instrumentId;
    }

    /** The prices that orders may have here. */
    public TickGrid grid() {
        return grid;
    }

    /** What may be done with the instrument now. */
    public InstrumentPhase phase() {
        return session.phase();
    }

    /** The phase, and what belongs to it. */
    public BookPhase session() {
        return session;
    }

    /** How orders come to trade while the instrument is open, and those that wait for it. */
    public HeldOrders held() {
        return held;
    }

    /** Whether nothing is held while the instrument is open. */
    public boolean isContinuous() {
        return held.mode() == MarketMode.CONTINUOUS;
    }

    /** Whether orders trade as they arrive and nothing bounds at what prices: asked for each order. */
    public boolean isPlain() {
        return plain;
    }

    /** To be set by the phase, whenever that, the band or the market mode changes. */
    void plain(final boolean newPlain) {
        plain = newPlain && !combo;
    }

    /** Whether this is the book of a combination. */
    public boolean isCombo() {
        return combo;
    }

    /** Whether the best bid is not below the best ask; never while orders trade as they arrive. */
    public boolean isCrossed() {
        final PriceLevel bid = bids.best();
        final PriceLevel ask = asks.best();
        return bid != null && ask != null && bid.priceE8() >= ask.priceE8();
    }

    /** How orders of one price share what arrives. */
    public AllocationRule allocation() {
        return allocation;
    }

    /** Whether they share by size. */
    public boolean isProRata() {
        return allocation == AllocationRule.PRO_RATA;
    }

    /** Of what a pro-rata level trades, how much the earliest order gets first. */
    public int topOrderPercent() {
        return topOrderPercent;
    }

    /** Sets how orders of one price share; resting orders stay where they are. */
    public void allocation(final AllocationRule rule, final int newTopOrderPercent) {
        stateHash.remove(allocationHash());
        allocation = rule;
        topOrderPercent = newTopOrderPercent;
        stateHash.add(allocationHash());
    }

    /** Best level of a side, or null where it is empty. */
    public PriceLevel best(final Side side) {
        return sideOf(side).best();
    }

    /** The level at a price of a side, or null. */
    PriceLevel level(final Side side, final long priceE8) {
        return sideOf(side).find(priceE8);
    }

    /** Whether the order would trade on arrival. */
    public boolean crosses(final Order order) {
        return crosses(order.side(), order.priceE8());
    }

    /** Whether an order of a side with this limit would trade on arrival. */
    public boolean crosses(final Side side, final long limitE8) {
        final PriceLevel opposite = best(opposite(side));
        return opposite != null && Order.reaches(side, limitE8, opposite.priceE8());
    }

    /** The other side. */
    public static Side opposite(final Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    /** Puts an order at the end of the queue at its price, with a priority that is the newest there. */
    public void rest(final Order order) {
        order.checkNotReleased();
        if (order.level != null || order.remainingLots() <= 0 || order.instrumentId() != instrumentId) {
            throw new IllegalStateException(order + " cannot rest in book " + instrumentId);
        }
        if (order.hasDetails() && order.details().shownLots == 0) {
            order.details().show(order.remainingLots());
        }
        sideOf(order.side()).findOrInsert(this, order.priceE8()).append(order);
        stateHash.add(order.entityHash());
    }

    /** Takes an order out of its queue; the order itself lives on. */
    public void remove(final Order order) {
        final PriceLevel level = levelOf(order);
        level.unlink(order);
        stateHash.remove(order.entityHash());
        if (level.orders == 0) {
            sideOf(order.side()).remove(level);
        }
    }

    /** Trades a part or all of a resting order, which leaves the book once nothing is open. */
    public void fill(final Order order, final long lots) {
        final PriceLevel level = levelOf(order);
        if (lots <= 0 || lots > order.shownLots()) {
            throw new IllegalStateException("fill of " + lots + " lots for " + order);
        }
        if (lots == order.remainingLots()) {
            remove(order);
            order.trade(lots);
        } else {
            stateHash.remove(order.entityHash());
            order.trade(lots);
            level.lots -= lots;
            if (order.hasDetails()) {
                order.details().traded(lots);
            }
            stateHash.add(order.entityHash());
        }
    }

    /** Shows the next part of an iceberg whose shown part has traded, at the end of its queue with a new place in time. */
    public void replenish(final Order order, final long priority) {
        final PriceLevel level = levelOf(order);
        if (order.shownLots() != 0) {
            throw new IllegalStateException(order + " still shows " + order.shownLots());
        }
        stateHash.remove(order.entityHash());
        level.unlink(order);
        order.priority = priority;
        order.details().show(order.remainingLots());
        level.append(order);
        stateHash.add(order.entityHash());
    }

    /** Makes a resting order smaller (or leaves it as it is) in its place. */
    public void shrink(final Order order, final long newRemainingLots) {
        final PriceLevel level = levelOf(order);
        if (newRemainingLots <= 0 || newRemainingLots > order.remainingLots()) {
            throw new IllegalStateException("shrink to " + newRemainingLots + " lots of " + order);
        }
        stateHash.remove(order.entityHash());
        level.without(order);
        order.remainingLots(newRemainingLots);
        if (order.hasDetails()) {
            order.details().shrunk(newRemainingLots);
        }
        level.with(order);
        stateHash.add(order.entityHash());
    }

    /**
     * Trades a part or all of a resting order in an auction: what it hides too, and without a loss of its place. It leaves the book once
     * nothing is open.
     */
    public void uncross(final Order order, final long lots) {
        final PriceLevel level = levelOf(order);
        if (lots <= 0 || lots > order.remainingLots()) {
            throw new IllegalStateException("fill of " + lots + " lots in an auction for " + order);
        }
        if (lots == order.remainingLots()) {
            remove(order);
            order.trade(lots);
            return;
        }
        stateHash.remove(order.entityHash());
        level.without(order);
        order.trade(lots);
        if (order.hasDetails()) {
            order.details().uncrossed(lots, order.remainingLots());
        }
        level.with(order);
        stateHash.add(order.entityHash());
    }

    /** Takes lots off a resting order without a trade; it leaves the book once nothing is open. */
    public void decrement(final Order order, final long lots) {
        if (lots == order.remainingLots()) {
            remove(order);
            order.remainingLots(NO_LOTS);
        } else {
            shrink(order, order.remainingLots() - lots);
        }
    }

    /** Gives a resting quote another id and set and no more lots; it stays in its place. */
    public void requote(final Quote quote, final long id, final long quoteSetId, final long lots) {
        final PriceLevel level = levelOf(quote);
        if (lots <= 0 || lots > quote.remainingLots()) {
            throw new IllegalStateException("requote " + lots + " lots of " + quote);
        }
        stateHash.remove(quote.entityHash());
        level.lots -= quote.remainingLots() - lots;
        quote.orderId = id;
        quote.clientOrderId = quoteSetId;
        quote.remainingLots(lots);
        quote.filledLots(0);
        stateHash.add(quote.entityHash());
    }

    /** What traded here. */
    public TradeStatistics trades() {
        return trades;
    }

    /** Counts a trade of the current command. */
    public void countTrade(final long priceE8, final long lots) {
        traded = true;
        trades.count(priceE8, lots);
    }

    /** Counts what the current command trades of the instrument outside this book. */
    public void countOutside(final long priceE8, final long lots) {
        traded = true;
        trades.countOutside(priceE8, lots);
    }

    /** Ends the command for what traded here: true where that is the first since statistics were published. */
    public boolean settleTrades(final long timestampNs) {
        if (!traded) {
            return false;
        }
        traded = false;
        return trades.settle(timestampNs);
    }

    /** Marks the book as touched by the current command; true the first time. */
    public boolean touch() {
        final boolean first = !touched;
        touched = true;
        return first;
    }

    /** Ends the command for this book: true where the top differs from that at the last end. */
    public boolean settleTop() {
        touched = false;
        final PriceLevel bid = bids.best();
        final PriceLevel ask = asks.best();
        final long bidPriceE8 = bid == null ? NO_LOTS : bid.priceE8();
        final long bidLots = bid == null ? NO_LOTS : bid.lots;
        final long askPriceE8 = ask == null ? NO_LOTS : ask.priceE8();
        final long askLots = ask == null ? NO_LOTS : ask.lots;
        final boolean changed = bidLots != shownBidLots
                || askLots != shownAskLots
                || bidPriceE8 != shownBidPriceE8
                || askPriceE8 != shownAskPriceE8;
        shownBidPriceE8 = bidPriceE8;
        shownBidLots = bidLots;
        shownAskPriceE8 = askPriceE8;
        shownAskLots = askLots;
        return changed;
    }

    /**
     * Walks all links and throws where they disagree: order of levels and queues, quantities, counts; or where the book is crossed though
     * orders trade as they arrive.
     */
    public void check() {
        held.check();
        bids.check(this);
        asks.check(this);
        if (phase() == InstrumentPhase.OPEN && isCrossed()) {
            throw new IllegalStateException("book " + instrumentId + " is crossed: bid "
                    + bids.best().priceE8() + ", ask " + asks.best().priceE8());
        }
    }

    private PriceLevel levelOf(final Order order) {
        order.checkNotReleased();
        final PriceLevel level = order.level;
        if (level == null || level.book != this) {
            throw new IllegalStateException(order + " does not rest in book " + instrumentId);
        }
        return level;
    }

    private BookSide sideOf(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private long allocationHash() {
        return allocation == AllocationRule.PRICE_TIME
                ? 0
                : StateHash.of(ALLOCATION_HASH_KIND, instrumentId, allocation.value(), topOrderPercent, 0);
    }
}
