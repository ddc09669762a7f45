package io.strikebook.orderflow.load;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/** The clients' orders that are live when they are accepted, and what they amend. */
final class ClientOrderDesk {
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final int MOST_LIFETIME_MS = 5_000;
    private static final int ICEBERG_PARTS = 8;
    private static final int INSTRUMENTS_LOOKED_AT = 8;

    private final FlowState state;
    private final ClientChoices choices;
    private final ClientRequests requests;
    private final ClientQuotes quotes;
    private final OrderDraft draft = new OrderDraft();
    private final byte[][] labels = new byte[ClientRequests.LABELS][];
    private long nowNs;

    ClientOrderDesk(
            final FlowState state,
            final ClientChoices choices,
            final ClientRequests requests,
            final ClientQuotes quotes) {
        this.state = state;
        this.choices = choices;
        this.requests = requests;
        this.quotes = quotes;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = ClientRequests.label(i);
        }
    }

    /** Sets the time that orders end by. */
    void time(final long newNowNs) {
        nowNs = newNowNs;
    }

    /** A label that clients give to some of their orders. */
    byte[] label() {
        return labels[choices.below(labels.length)];
    }

    /** Writes one new order of a client that has a free place; false where nothing can be traded. */
    boolean send(final MixKind kind, final int client) {
        final TradedInstrument instrument = choices.instrument();
        if (instrument == null) {
            return false;
        }
        begin(client, instrument);
        draft.priceE8 = choices.nearE8(instrument, draft.side);
        switch (kind) {
            case MARKET -> draft.market(OrderType.MARKET, TimeInForce.IMMEDIATE_OR_CANCEL);
            case MARKET_TO_LIMIT -> draft.market(OrderType.MARKET_TO_LIMIT, TimeInForce.GOOD_TIL_CANCELLED);
            case IMMEDIATE -> {
                crossing(instrument, TimeInForce.IMMEDIATE_OR_CANCEL);
                draft.minimumLots = choices.coin() ? 1 + choices.below((int) draft.lots) : 0;
            }
            case FILL_OR_KILL -> crossing(instrument, TimeInForce.FILL_OR_KILL);
            case GOOD_TIL_DATE -> ending();
            case ICEBERG -> {
                draft.displayLots = draft.lots;
                draft.lots *= 2 + choices.below(ICEBERG_PARTS);
            }
            case POST_ONLY -> {
                draft.postOnly = true;
                draft.rejectPostOnly = choices.coin();
            }
            case REDUCE_ONLY -> reducing(client);
            case PROTECTED -> {
                if (!quotes.protects(client, instrument)) {
                    return quotes.protect(client, instrument);
                }
                draft.isProtected = true;
            }
            default -> {}
        }
        send();
        return true;
    }

    private void begin(final int client, final TradedInstrument instrument) {
        draft.begin(state.clients().free(client), choices.accountId(client), instrument.instrumentId());
        draft.side = choices.side(client, instrument);
        draft.lots = choices.lots();
    }

    private void send() {
        if (draft.hasDetails() || choices.below(4) == 0) {
            requests.detailed(draft, label());
        } else {
            requests.plain(draft);
        }
    }

    private void crossing(final TradedInstrument instrument, final TimeInForce timeInForce) {
        draft.timeInForce = timeInForce;
        draft.priceE8 = choices.crossingE8(instrument, draft.side);
    }

    private void ending() {
        if (choices.below(4) == 0) {
            draft.timeInForce = TimeInForce.GOOD_TIL_DAY;
        } else {
            draft.timeInForce = TimeInForce.GOOD_TIL_DATE;
            draft.expireNs = nowNs + MILLISECOND_NS * (10 + choices.below(MOST_LIFETIME_MS));
        }
    }

    /** Makes it smaller what the client has in some instrument; where it has nothing, the order stays a plain one. */
    private void reducing(final int client) {
        for (int i = 0; i < INSTRUMENTS_LOOKED_AT; i++) {
            final TradedInstrument instrument = choices.instrument();
            final long positionLots = instrument == null ? 0 : choices.positionLots(client, instrument);
            if (positionLots != 0) {
                draft.instrumentId = instrument.instrumentId();
                draft.side = positionLots > 0 ? Side.SELL : Side.BUY;
                draft.lots = Math.min(draft.lots, Math.abs(positionLots));
                draft.priceE8 = choices.nearE8(instrument, draft.side);
                draft.reduceOnly = true;
                return;
            }
        }
    }

    /** Writes an order of a combination; false where there is none that can be traded. */
    boolean sendCombination(final int client) {
        final Instrument combo = choices.combo();
        if (combo == null) {
            return false;
        }
        draft.begin(state.clients().free(client), choices.accountId(client), combo.instrumentId());
        draft.side = choices.side(client, combo);
        draft.lots = choices.lots();
        draft.priceE8 = choices.nearE8(combo);
        switch (choices.below(4)) {
            case 0 -> draft.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
            case 1 -> draft.timeInForce = choices.coin() ? TimeInForce.FILL_OR_KILL : draft.timeInForce;
            default -> {}
        }
        send();
        return true;
    }

    /** Gives a live order other terms; false where the client has none, or its instrument cannot be traded. */
    boolean amend(final int client) {
        final ClientOrder order = state.clients().live(client, choices.below(ClientOrders.PLACES));
        if (order == null) {
            return false;
        }
        final long priceE8 = amendedE8(order);
        if (priceE8 == Long.MIN_VALUE) {
            return false;
        }
        final long lots = order.filledLots + choices.lots();
        final TradedInstrument instrument = state.instrument(order.instrumentId);
        if (order.trigger == null || instrument == null || choices.coin()) {
            requests.replace(choices.accountId(client), order, choices.coin(), priceE8, lots);
        } else {
            retarget(client, order, instrument, priceE8, lots);
        }
        return true;
    }

    /** A new limit; 0 for a market order that waits; the least number where there is none. */
    private long amendedE8(final ClientOrder order) {
        if (order.market && order.trigger != null) {
            return 0;
        }
        final TradedInstrument instrument = state.instrument(order.instrumentId);
        if (instrument != null) {
            return state.isTradable(instrument) ? choices.nearE8(instrument, order.side) : Long.MIN_VALUE;
        }
        final Instrument combo = choices.combo();
        return combo != null && combo.instrumentId() == order.instrumentId ? choices.nearE8(combo) : Long.MIN_VALUE;
    }

    private void retarget(
            final int client,
            final ClientOrder order,
            final TradedInstrument instrument,
            final long priceE8,
            final long lots) {
        draft.begin(order, choices.accountId(client), order.instrumentId);
        draft.side = order.side;
        ClientTriggers.aim(draft, order.trigger, instrument.markE8(), instrument.stepE8() * (1 + choices.below(4)));
        requests.retarget(choices.accountId(client), order, priceE8, lots, draft.triggerPriceE8, draft.triggerOffsetE8);
    }
}
