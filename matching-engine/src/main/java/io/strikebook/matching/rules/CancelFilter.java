package io.strikebook.matching.rules;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.order.Label;
import io.strikebook.matching.book.Order;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.Side;

/**
 * Which orders a cancel of many is about: those that fit everything set. One instance is filled anew each time: {@link #clear} first. 0, and
 * no label, is "whatever it is", for each. Single-threaded.
 */
public final class CancelFilter {
    private int accountId;
    private int instrumentId;
    private int orderSourceId;
    private int side;
    private int kind;
    private int settlementCurrency;
    private Label label;

    /** Every order of the venue. */
    public CancelFilter clear() {
        accountId = 0;
        instrumentId = 0;
        orderSourceId = 0;
        side = 0;
        kind = 0;
        settlementCurrency = 0;
        label = null;
        return this;
    }

    /** Orders of one account. */
    public CancelFilter accountId(final int newAccountId) {
        accountId = newAccountId;
        return this;
    }

    /** Orders in one instrument. */
    public CancelFilter instrumentId(final int newInstrumentId) {
        instrumentId = newInstrumentId;
        return this;
    }

    /** Orders that came through one source. */
    public CancelFilter orderSourceId(final int newOrderSourceId) {
        orderSourceId = newOrderSourceId;
        return this;
    }

    /** Orders of one side, by its code. */
    public CancelFilter side(final int newSide) {
        side = newSide;
        return this;
    }

    /** Orders in instruments of one kind, by its code. */
    public CancelFilter kind(final int newKind) {
        kind = newKind;
        return this;
    }

    /** Orders in instruments that settle in one currency, by its code; in spot that is bought with it or is an exchange of it. */
    public CancelFilter settlementCurrency(final int newSettlementCurrency) {
        settlementCurrency = newSettlementCurrency;
        return this;
    }

    /** Orders with exactly this label, which stays the caller's. */
    public CancelFilter label(final Label newLabel) {
        label = newLabel;
        return this;
    }

    int accountId() {
        return accountId;
    }

    int instrumentId() {
        return instrumentId;
    }

    /** Whether it names more than account and instrument. */
    boolean isNarrow() {
        return label != null || (orderSourceId | side | kind | settlementCurrency) != 0;
    }

    /** Whether every code is one that there is. */
    boolean isWellFormed() {
        return isCode(side, Side.SELL.value())
                && isCode(kind, InstrumentKind.SPOT.value())
                && isCode(settlementCurrency, Currency.USD.value())
                && (label == null || label.isWellFormed() && !label.isEmpty());
    }

    private static boolean isCode(final int code, final int last) {
        return code >= 0 && code <= last;
    }

    boolean fits(final Order order, final Instrument instrument) {
        return fits(accountId, order.accountId())
                && fits(instrumentId, order.instrumentId())
                && fits(orderSourceId, order.sourceId())
                && fits(side, order.side().value())
                && fits(kind, instrument.terms().kind().value())
                && (settlementCurrency == 0 || instrument.movesMoneyIn(Currency.get((short) settlementCurrency)))
                && (label == null || isLabelled(order));
    }

    private boolean isLabelled(final Order order) {
        return order.details() != null && order.details().label().matches(label);
    }

    /** Whether an order goes with a source that is lost, as its account asked that source. */
    static boolean isDisconnected(final Order order, final CancelOnDisconnect scope, final int lostSourceId) {
        return scope == CancelOnDisconnect.ACCOUNT
                || scope == CancelOnDisconnect.SESSION && order.sourceId() == lostSourceId;
    }

    private static boolean fits(final int wanted, final int actual) {
        return wanted == 0 || wanted == actual;
    }
}
