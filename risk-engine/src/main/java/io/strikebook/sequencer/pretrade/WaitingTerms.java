package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;

/**
 * What an accepted order asks for that is to wait. One instance is filled anew for each by whoever decodes it, with every one of its
 * methods. Single-threaded.
 */
public final class WaitingTerms {
    long orderId;
    long clientOrderId;
    Account account;
    Instrument instrument;
    boolean buy;
    long priceE8;
    long lots;
    boolean reduceOnly;
    boolean market;
    boolean trailing;
    boolean triggerless;
    boolean growing;

    /** Its id, and the client's. */
    public WaitingTerms order(final long newOrderId, final long newClientOrderId) {
        orderId = newOrderId;
        clientOrderId = newClientOrderId;
        return this;
    }

    /** Whose order it is, and what for. */
    public WaitingTerms of(final Account itsAccount, final Instrument itsInstrument) {
        account = itsAccount;
        instrument = itsInstrument;
        return this;
    }

    /** Side, limit (0 for a market order) and size. */
    public WaitingTerms asks(final boolean isBuy, final long limitE8, final long quantityLots) {
        buy = isBuy;
        priceE8 = limitE8;
        lots = quantityLots;
        return this;
    }

    /** Whether it may only reduce a position, and whether it takes the edge of the band as its limit. */
    public WaitingTerms is(final boolean isReduceOnly, final boolean isMarket) {
        reduceOnly = isReduceOnly;
        market = isMarket;
        return this;
    }

    /**
     * What it waits for.
     *
     * @param isTrailing    a trigger with an offset
     * @param isTriggerless no trigger of its own, but another order
     * @param isGrowing     to get larger with each trade of another order
     */
    public WaitingTerms waits(final boolean isTrailing, final boolean isTriggerless, final boolean isGrowing) {
        trailing = isTrailing;
        triggerless = isTriggerless;
        growing = isGrowing;
        return this;
    }
}
