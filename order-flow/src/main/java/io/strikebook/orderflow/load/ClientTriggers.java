package io.strikebook.orderflow.load;

import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;

/** The clients' orders that wait for a price, and those that act on each other. */
final class ClientTriggers {
    private static final int MOST_STEPS = 4;

    private final FlowState state;
    private final ClientChoices choices;
    private final ClientRequests requests;
    private final ClientOrderDesk orders;
    private final OrderDraft draft = new OrderDraft();

    ClientTriggers(
            final FlowState state,
            final ClientChoices choices,
            final ClientRequests requests,
            final ClientOrderDesk orders) {
        this.state = state;
        this.choices = choices;
        this.requests = requests;
        this.orders = orders;
    }

    /** Writes an order that waits; false where nothing can be traded. */
    boolean send(final TriggerKind kind, final int client) {
        final TradedInstrument instrument = choices.instrument();
        if (instrument == null) {
            return false;
        }
        begin(client, instrument, choices.side(client, instrument), choices.lots());
        trigger(kind, instrument);
        requests.waiting(draft, orders.label());
        return true;
    }

    private void begin(final int client, final TradedInstrument instrument, final Side side, final long lots) {
        draft.begin(state.clients().free(client), choices.accountId(client), instrument.instrumentId());
        draft.side = side;
        draft.lots = lots;
        draft.priceE8 = 0;
    }

    private void trigger(final TriggerKind kind, final TradedInstrument instrument) {
        long baseE8 = instrument.markE8();
        draft.reference = choices.coin() ? TriggerReference.MARK : TriggerReference.LAST;
        final long indexE8 = state.indexE8(instrument.listed().underlyingId());
        if (!instrument.listed().isOption() && indexE8 > 0 && choices.below(3) == 0) {
            draft.reference = TriggerReference.INDEX;
            baseE8 = indexE8;
        }
        aim(draft, kind, baseE8, instrument.stepE8() * (1 + choices.below(MOST_STEPS)));
        if (choices.coin()) {
            draft.market(OrderType.MARKET, TimeInForce.IMMEDIATE_OR_CANCEL);
        } else {
            draft.priceE8 = choices.nearE8(instrument, draft.side);
        }
    }

    /** Sets a trigger of the draft that fires once the price has gone that far, to the side that its kind asks for. */
    static void aim(final OrderDraft draft, final TriggerKind kind, final long baseE8, final long distanceE8) {
        draft.trigger = kind;
        if (kind == TriggerKind.TRAILING) {
            draft.triggerPriceE8 = 0;
            draft.triggerOffsetE8 = distanceE8;
            return;
        }
        final boolean rising = (draft.side == Side.BUY) == (kind == TriggerKind.STOP);
        draft.triggerPriceE8 = Math.max(1, rising ? baseE8 + distanceE8 : baseE8 - distanceE8);
        draft.triggerOffsetE8 = 0;
    }

    /** How many orders a link has. */
    static int parts(final LinkKind kind) {
        return kind == LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER ? 3 : 2;
    }

    /** Writes linked orders of a client that has places for them; false where nothing can be traded. */
    boolean send(final LinkKind kind, final int client) {
        final TradedInstrument instrument = choices.instrument();
        if (instrument == null) {
            return false;
        }
        final Side side = choices.side(client, instrument);
        final Side other = side == Side.BUY ? Side.SELL : Side.BUY;
        final long lots = choices.lots();
        final boolean pair = kind == LinkKind.ONE_CANCELS_OTHER;
        requests.linked(
                choices.accountId(client),
                instrument.listed().underlyingId(),
                kind,
                condition(),
                orders.label(),
                parts(kind));
        limit(client, instrument, side, lots);
        if (pair && choices.coin()) {
            stop(client, instrument, side, lots);
        } else {
            limit(client, instrument, other, lots);
        }
        if (parts(kind) > 2) {
            stop(client, instrument, other, lots);
        }
        requests.endLinked();
        return true;
    }

    private FillCondition condition() {
        return switch (choices.below(3)) {
            case 0 -> FillCondition.FIRST_HIT;
            case 1 -> FillCondition.COMPLETE_FILL;
            default -> FillCondition.INCREMENTAL;
        };
    }

    private void limit(final int client, final TradedInstrument instrument, final Side side, final long lots) {
        begin(client, instrument, side, lots);
        draft.priceE8 = choices.nearE8(instrument, side);
        requests.part(draft);
    }

    private void stop(final int client, final TradedInstrument instrument, final Side side, final long lots) {
        begin(client, instrument, side, lots);
        trigger(TriggerKind.STOP, instrument);
        requests.part(draft);
    }
}
