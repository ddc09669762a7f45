package io.strikebook.sequencer.pretrade;

import io.strikebook.common.order.Label;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;

/**
 * What a new order asks for, as it came. One instance is filled anew for each request by whoever decodes it: {@link #plain} first, then
 * {@link #details} where it has some. Prices are 1e-8, quantities in lots. Single-threaded.
 */
public final class OrderRequest {
    int accountId;
    int instrumentId;
    long clientOrderId;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    int flags;
    long limitE8;
    long lots;
    boolean detailed;
    long displayLots;
    long minimumLots;
    long expireNs;
    long validUntilNs;

    /** Null unless it is to wait for one. */
    TriggerKind triggerKind;

    TriggerReference triggerReference;
    long triggerPriceE8;
    long triggerOffsetE8;
    private final Label label = new Label();

    /** Forgets the request before, details included. */
    public OrderRequest plain(
            final int newAccountId, final int newInstrumentId, final long newClientOrderId, final Side newSide) {
        accountId = newAccountId;
        instrumentId = newInstrumentId;
        clientOrderId = newClientOrderId;
        side = newSide;
        detailed = false;
        displayLots = 0;
        minimumLots = 0;
        expireNs = 0;
        validUntilNs = 0;
        triggerKind = null;
        return this;
    }

    /**
     * Type, time in force and flags.
     *
     * @param newFlags as encoded
     */
    public OrderRequest kind(final OrderType newType, final TimeInForce newTimeInForce, final int newFlags) {
        type = newType;
        timeInForce = newTimeInForce;
        flags = newFlags;
        return this;
    }

    /**
     * Price and size.
     *
     * @param newLimitE8 limit price; 0 for market and market-to-limit orders
     */
    public OrderRequest size(final long newLimitE8, final long newLots) {
        limitE8 = newLimitE8;
        lots = newLots;
        return this;
    }

    /** What only an order with details says; 0 for none of each. The label is to be filled in by the caller. */
    public OrderRequest details(
            final long newDisplayLots, final long newMinimumLots, final long newExpireNs, final long newValidUntilNs) {
        detailed = true;
        displayLots = newDisplayLots;
        minimumLots = newMinimumLots;
        expireNs = newExpireNs;
        validUntilNs = newValidUntilNs;
        return this;
    }

    /** What it waits for before it is an order like others; one of price and offset is 0. */
    public void trigger(
            final TriggerKind newKind,
            final TriggerReference newReference,
            final long newPriceE8,
            final long newOffsetE8) {
        triggerKind = newKind;
        triggerReference = newReference;
        triggerPriceE8 = newPriceE8;
        triggerOffsetE8 = newOffsetE8;
    }

    /** Its label, empty for none. */
    public Label label() {
        return label;
    }
}
