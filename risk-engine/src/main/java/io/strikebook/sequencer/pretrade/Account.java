package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.venue.Currencies;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.Currency;
import org.agrona.collections.Hashing;
import org.agrona.collections.Long2ObjectHashMap;

/** An account as the sequencer knows it: its limits, and what it has in each currency and instrument. */
public final class Account {
    private static final Currency[] CURRENCIES = {Currency.BTC, Currency.ETH, Currency.USDC, Currency.USD};

    final int accountId;

    /** Who has more open orders than this gets room for many at once, so that no later one makes the map grow, an array at a time. */
    private static final int FEW_ORDERS = 24;

    private static final int ROOM_FOR_MANY = 4_096;

    /** Look-up only, never iterated. */
    private Long2ObjectHashMap<LiveOrder> byClientOrderId = new Long2ObjectHashMap<>();

    private boolean hasRoomForMany;

    int maxOpenOrders;

    /** 0: only the instruments' own limits. */
    long maxOrderLots;

    boolean killed;

    /** What operators let it do. */
    AccountStanding standing = AccountStanding.OPEN;

    /** Null for none. */
    AccountGroup group;

    /** What operators gave it: 0 as the venue has it, -1 no limit. */
    long ownOrderValueE8;

    long ownDistanceE8;

    /** What applies: 0 for no limit. */
    long orderValueE8;

    long distanceE8;

    /** Net Greeks by underlying; null where it has no limits of its own. */
    GreekBook[] greeks;

    /** Null where nobody counts its requests. */
    AccountRates rates;

    long controlsHash;
    /** What margin is computed by; as asked for where margin has not answered yet. */
    AccountMarginModel marginModel = AccountMarginModel.STANDARD;

    /** What it was before the newest change, which margin may still refuse. */
    AccountMarginModel marginModelBefore = AccountMarginModel.STANDARD;

    /** Command of the newest change, 0 before the first. */
    long marginModelSince;

    /** Groups of quotes by underlying and number; null where none was ever set. */
    ReservedGroup[] groups;

    int openOrders;
    long hash;
    private final CurrencyView[] views = new CurrencyView[CURRENCIES.length + 1];
    private final ExposureMap exposures = new ExposureMap();

    Account(final int accountId, final int maxOpenOrders) {
        this.accountId = accountId;
        this.maxOpenOrders = maxOpenOrders;
        for (final Currency currency : CURRENCIES) {
            views[currency.value()] = new CurrencyView(this, currency);
        }
    }

    /** The order with that id of the client's own, or null. */
    LiveOrder order(final long clientOrderId) {
        return byClientOrderId.get(clientOrderId);
    }

    void put(final long clientOrderId, final LiveOrder order) {
        if (!hasRoomForMany && byClientOrderId.size() >= FEW_ORDERS) {
            hasRoomForMany = true;
            final Long2ObjectHashMap<LiveOrder> larger =
                    new Long2ObjectHashMap<>(ROOM_FOR_MANY, Hashing.DEFAULT_LOAD_FACTOR);
            larger.putAll(byClientOrderId);
            byClientOrderId = larger;
        }
        byClientOrderId.put(clientOrderId, order);
    }

    void removeClientOrderId(final long clientOrderId) {
        byClientOrderId.remove(clientOrderId);
    }

    /** Sets whether it may only cancel in a currency; that is in the hash with the state that follows. */
    public void setInLiquidation(final int currencyValue, final boolean on) {
        view(currencyValue).inLiquidation = on;
    }

    boolean isInLiquidation(final Currency currency) {
        boolean found = view(currency.value()).inLiquidation;
        for (int value = 1; value < views.length && isCross(); value++) {
            found |= views[value].inLiquidation;
        }
        return found;
    }

    /** Whether it may only cancel in a currency that a trade in an instrument would move. */
    boolean isInLiquidation(final Instrument instrument) {
        return isInLiquidation(instrument.terms().settlementCurrency())
                || instrument.isSpot() && isInLiquidation(instrument.baseCurrency());
    }

    /** Sets what cash it has in a currency, in the ledger's units; that is in the hash with the state that follows. */
    public void setCash(final int currencyValue, final long cash) {
        final CurrencyView view = view(currencyValue);
        final long unitE12 = Currencies.unitE12(view.currency);
        final long most = NumberRange.MAX_HELD_E12 / unitE12;
        view.cashE12 = Math.max(-most, Math.min(cash, most)) * unitE12;
    }

    /** Whether it is under standard margin, in each currency or over all. */
    boolean isStandard() {
        return marginModel == AccountMarginModel.STANDARD || marginModel == AccountMarginModel.CROSS_STANDARD;
    }

    /** Whether one margin is over all its currencies. */
    boolean isCross() {
        return marginModel == AccountMarginModel.CROSS_STANDARD || marginModel == AccountMarginModel.CROSS_PORTFOLIO;
    }

    /** Epoch of the marks of its newest state in any currency; with one margin over all, margin reports them together. */
    long newestEpoch() {
        long newest = 0;
        for (int value = 1; value < views.length; value++) {
            newest = Math.max(newest, views[value].marksEpoch);
        }
        return newest;
    }

    /** Whether margin's states say all there is: no order, quote group, or fill or withdrawal that they do not cover. */
    public boolean isIdle() {
        boolean idle = openOrders == 0;
        for (int currency = 1; currency < views.length; currency++) {
            final CurrencyView view = views[currency];
            idle &= view.firstActive == null && view.firstPending == null && view.reservedE12 == 0;
        }
        return idle;
    }

    /** Number of currencies; their values are 1 to it. */
    static int currencies() {
        return CURRENCIES.length;
    }

    /** The view of a currency, or null where the value is none. */
    CurrencyView view(final int currencyValue) {
        return currencyValue > 0 && currencyValue < views.length ? views[currencyValue] : null;
    }

    /** The exposure to an instrument, or null where there never was one. */
    Exposure exposure(final int instrumentId) {
        return exposures.get(instrumentId);
    }

    /** The live order in an instrument, whatever that is, of which the given command made a version; or null. */
    public LiveOrder orderOf(final int instrumentId, final long sequence) {
        final Exposure exposure = exposure(instrumentId);
        return exposure == null ? null : exposure.orderOf(sequence);
    }

    void put(final Exposure exposure) {
        exposures.put(exposure);
    }

    /** Its id. */
    public int accountId() {
        return accountId;
    }

    /** The risk group that it is in, 0 for none. */
    public int groupId() {
        return group == null ? 0 : group.groupId;
    }

    /** What operators let it do. */
    public AccountStanding standing() {
        return standing;
    }

    /** Highest instrument id that {@link #exposure} can answer with. */
    int lastInstrumentId() {
        return exposures.lastInstrumentId();
    }
}
