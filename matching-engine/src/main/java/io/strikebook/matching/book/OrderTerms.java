package io.strikebook.matching.book;

import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * What a new order asks for. One instance is filled anew for each order, by whoever decodes it: {@link #clear} first, then what the order
 * says. Prices are 1e-8, quantities in lots. Single-threaded.
 */
public final class OrderTerms {
    long clientOrderId;
    int accountId;
    int instrumentId;
    int sourceId;
    Side side;
    OrderType orderType;
    TimeInForce timeInForce;
    long priceE8;
    long quantityLots;
    boolean postOnly;
    boolean reduceOnly;
    boolean rejectPostOnly;
    boolean detailed;
    final OrderDetails details = new OrderDetails();
    boolean mmp;

    /** Forgets the order before: no side, type or time in force, no flag, no details, all numbers 0. */
    public OrderTerms clear() {
        clientOrderId = 0;
        accountId = 0;
        instrumentId = 0;
        sourceId = 0;
        side = null;
        orderType = null;
        timeInForce = null;
        priceE8 = 0;
        quantityLots = 0;
        postOnly = false;
        reduceOnly = false;
        rejectPostOnly = false;
        detailed = false;
        mmp = false;
        return this;
    }

    /** Id that the client chose. */
    public OrderTerms clientOrderId(final long newClientOrderId) {
        clientOrderId = newClientOrderId;
        return this;
    }

    /** Owner. */
    public OrderTerms accountId(final int newAccountId) {
        accountId = newAccountId;
        return this;
    }

    /** What to trade. */
    public OrderTerms instrumentId(final int newInstrumentId) {
        instrumentId = newInstrumentId;
        return this;
    }

    /** Source of the request, 0 to 65,535. */
    public OrderTerms sourceId(final int newSourceId) {
        sourceId = newSourceId;
        return this;
    }

    /** Buy or sell. */
    public OrderTerms side(final Side newSide) {
        side = newSide;
        return this;
    }

    /** Limit, market or market-to-limit. */
    public OrderTerms orderType(final OrderType newOrderType) {
        orderType = newOrderType;
        return this;
    }

    /** How long it may wait. */
    public OrderTerms timeInForce(final TimeInForce newTimeInForce) {
        timeInForce = newTimeInForce;
        return this;
    }

    /** Limit; market orders: the edge of the band. */
    public OrderTerms priceE8(final long newPriceE8) {
        priceE8 = newPriceE8;
        return this;
    }

    /** Total. */
    public OrderTerms quantityLots(final long newQuantityLots) {
        quantityLots = newQuantityLots;
        return this;
    }

    /** Whether it must not trade on arrival. */
    public OrderTerms postOnly(final boolean newPostOnly) {
        postOnly = newPostOnly;
        return this;
    }

    /** Whether it may only bring its account's position closer to zero. */
    public OrderTerms reduceOnly(final boolean newReduceOnly) {
        reduceOnly = newReduceOnly;
        return this;
    }

    /** Whether, post-only, it is cancelled where it would trade, in place of a better price. */
    public OrderTerms rejectPostOnly(final boolean newRejectPostOnly) {
        rejectPostOnly = newRejectPostOnly;
        return this;
    }

    /** Whether it may only bring its account's position closer to zero. */
    public boolean reduceOnly() {
        return reduceOnly;
    }

    /** Whether it must not trade on arrival. */
    public boolean postOnly() {
        return postOnly;
    }

    /** Whether, post-only, it is cancelled where it would trade. */
    public boolean rejectPostOnly() {
        return rejectPostOnly;
    }

    /** Says that the order has details, and gives them, empty, to be filled in. */
    public OrderDetails withDetails() {
        detailed = true;
        details.clear();
        return details;
    }

    /** What only some orders have, or null. */
    public OrderDetails details() {
        return detailed ? details : null;
    }

    /** Whether its trades count for market-maker protection. */
    public OrderTerms mmp(final boolean newMmp) {
        mmp = newMmp;
        return this;
    }

    /** Owner. */
    public int accountId() {
        return accountId;
    }

    /** What to trade. */
    public int instrumentId() {
        return instrumentId;
    }

    /** Buy or sell. */
    public Side side() {
        return side;
    }

    /** Limit or market. */
    public OrderType orderType() {
        return orderType;
    }

    /** How long it may wait. */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** Whether its trades count for market-maker protection. */
    public boolean mmp() {
        return mmp;
    }

    /** Limit; market orders: the edge of the band. */
    public long priceE8() {
        return priceE8;
    }

    /** Total. */
    public long quantityLots() {
        return quantityLots;
    }
}
