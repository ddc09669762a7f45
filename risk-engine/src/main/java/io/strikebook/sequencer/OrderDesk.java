package io.strikebook.sequencer;

import io.strikebook.common.order.Label;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.CancelByLabelDecoder;
import io.strikebook.schemas.CancelOrderCommandEncoder;
import io.strikebook.schemas.CancelOrderDecoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.MassCancelDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandEncoder;
import io.strikebook.schemas.NewDetailedOrderDecoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.NewOrderDecoder;
import io.strikebook.schemas.NewTriggerOrderDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandEncoder;
import io.strikebook.schemas.ReplaceOrderDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.sequencer.pretrade.Account;
import io.strikebook.sequencer.pretrade.Ladder;
import io.strikebook.sequencer.pretrade.LiveOrder;
import io.strikebook.sequencer.pretrade.Mirror;
import io.strikebook.sequencer.pretrade.OrderRequest;
import io.strikebook.sequencer.pretrade.ReplaceLadder;
import io.strikebook.sequencer.pretrade.TriggerLadder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Decides requests of the {@code orders-*} queues, and fills in what their commands say beyond the request. Changes no state. */
final class OrderDesk {
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final NewDetailedOrderDecoder details = new NewDetailedOrderDecoder();
    private final NewTriggerOrderDecoder trigger = new NewTriggerOrderDecoder();
    private final ReplaceTriggerOrderDecoder replaceTrigger = new ReplaceTriggerOrderDecoder();
    private final OrderRequest request = new OrderRequest();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final MassCancelDecoder massCancel = new MassCancelDecoder();
    private final CancelByLabelDecoder cancelByLabel = new CancelByLabelDecoder();
    private final Label label = new Label();
    private final SequencerState state;
    private final Ladder ladder;
    private final TriggerLadder triggers;
    private final ReplaceLadder replaces;
    private LiveOrder order;

    OrderDesk(final VenueParameters parameters, final SequencerState state) {
        this.state = state;
        this.ladder = new Ladder(parameters, state.marks, state.trading, state.mirror);
        this.triggers = new TriggerLadder(ladder, state.trading, state.mirror);
        this.replaces = new ReplaceLadder(ladder, state.trading, state.mirror);
    }

    TriggerLadder triggers() {
        return triggers;
    }

    Ladder ladder() {
        return ladder;
    }

    /**
     * Decides a new order, with details or without: their requests begin with the same fields.
     *
     * @param detailed whether the block is that of a {@code NewDetailedOrder}
     */
    RejectCode decideNew(final UnsafeBuffer buffer, final int body, final boolean detailed) {
        read(buffer, body, detailed);
        return ladder.checkNew(request, state.marginLag());
    }

    /** Decides an order that is to wait for a trigger; its request begins with the fields of one with details. */
    RejectCode decideNewTrigger(final UnsafeBuffer buffer, final int body) {
        read(buffer, body, true);
        trigger.wrap(buffer, body, NewTriggerOrderDecoder.BLOCK_LENGTH, NewTriggerOrderDecoder.SCHEMA_VERSION);
        request.trigger(
                trigger.triggerKind(), trigger.triggerReference(), trigger.triggerPriceE8(), trigger.triggerOffsetE8());
        return triggers.checkNewTrigger(request);
    }

    private void read(final UnsafeBuffer buffer, final int body, final boolean detailed) {
        newOrder.wrap(buffer, body, NewOrderDecoder.BLOCK_LENGTH, NewOrderDecoder.SCHEMA_VERSION);
        request.plain(newOrder.accountId(), newOrder.instrumentId(), newOrder.clientOrderId(), newOrder.side())
                .kind(
                        newOrder.orderType(),
                        newOrder.timeInForce(),
                        newOrder.flags().getRaw())
                .size(newOrder.priceE8(), newOrder.quantityLots());
        if (detailed) {
            details.wrap(buffer, body, NewDetailedOrderDecoder.BLOCK_LENGTH, NewDetailedOrderDecoder.SCHEMA_VERSION);
            request.details(details.displayLots(), details.minimumLots(), details.expireNs(), details.validUntilNs())
                    .label()
                    .read(buffer, body + NewDetailedOrderDecoder.labelEncodingOffset());
        }
    }

    /** When the order ends, beside what {@link #completeNew} says: a good-til-day order's time is that of the end of the day. */
    void completeDetails(final UnsafeBuffer command, final int block) {
        completeNew(command, block);
        command.putLong(
                block + NewDetailedOrderCommandEncoder.expireNsEncodingOffset(),
                ladder.expireNs(),
                ByteOrder.LITTLE_ENDIAN);
    }

    /** The price that the order goes by: a market order's is the edge of the band. */
    void completeNew(final UnsafeBuffer command, final int block) {
        command.putLong(
                block + NewOrderCommandEncoder.priceE8EncodingOffset(), ladder.priceE8(), ByteOrder.LITTLE_ENDIAN);
    }

    RejectCode decideCancel(final UnsafeBuffer buffer, final int body) {
        cancel.wrap(buffer, body, CancelOrderDecoder.BLOCK_LENGTH, CancelOrderDecoder.SCHEMA_VERSION);
        final int instrumentId = cancel.instrumentId();
        order = find(cancel.accountId(), instrumentId, cancel.orderId(), cancel.clientOrderId());
        if (instrumentId != 0 && state.trading.instrument(instrumentId) == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (state.mirror.account(cancel.accountId()) == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        return order == null ? RejectCode.UNKNOWN_ORDER : RejectCode.ACCEPTED;
    }

    void completeCancel(final UnsafeBuffer command, final int block) {
        nameOrder(
                command,
                block + CancelOrderCommandEncoder.orderIdEncodingOffset(),
                block + CancelOrderCommandEncoder.clientOrderIdEncodingOffset(),
                block + CancelOrderCommandEncoder.instrumentIdEncodingOffset());
    }

    RejectCode decideReplace(final UnsafeBuffer buffer, final int body) {
        replace.wrap(buffer, body, ReplaceOrderDecoder.BLOCK_LENGTH, ReplaceOrderDecoder.SCHEMA_VERSION);
        final int instrumentId = replace.instrumentId();
        order = find(replace.accountId(), instrumentId, replace.orderId(), replace.clientOrderId());
        if (instrumentId == 0 && order == null) {
            return state.mirror.account(replace.accountId()) == null
                    ? RejectCode.UNKNOWN_ACCOUNT
                    : RejectCode.UNKNOWN_ORDER;
        }
        return replaces.checkReplace(
                replace.accountId(),
                order == null ? instrumentId : order.instrumentId(),
                order,
                replace.priceE8(),
                replace.quantityLots(),
                state.marginLag());
    }

    /** Decides new terms and another trigger of an order that waits; the request begins with the fields of a replace. */
    RejectCode decideReplaceTrigger(final UnsafeBuffer buffer, final int body) {
        final RejectCode replaced = decideReplace(buffer, body);
        if (replaced != RejectCode.ACCEPTED) {
            return replaced;
        }
        replaceTrigger.wrap(
                buffer, body, ReplaceTriggerOrderDecoder.BLOCK_LENGTH, ReplaceTriggerOrderDecoder.SCHEMA_VERSION);
        return triggers.checkTrigger(order, replaceTrigger.triggerPriceE8(), replaceTrigger.triggerOffsetE8());
    }

    /** The order in full, and the price that it goes by from then on. */
    void completeReplace(final UnsafeBuffer command, final int block) {
        if (order != null) {
            command.putLong(
                    block + ReplaceOrderCommandEncoder.priceE8EncodingOffset(),
                    ladder.priceE8(),
                    ByteOrder.LITTLE_ENDIAN);
        }
        nameOrder(
                command,
                block + ReplaceOrderCommandEncoder.orderIdEncodingOffset(),
                block + ReplaceOrderCommandEncoder.clientOrderIdEncodingOffset(),
                block + ReplaceOrderCommandEncoder.instrumentIdEncodingOffset());
    }

    /** The order that was found, in full, however the request named it. */
    private void nameOrder(
            final UnsafeBuffer command, final int orderIdAt, final int clientOrderIdAt, final int instrumentIdAt) {
        if (order != null) {
            command.putLong(orderIdAt, order.orderId(), ByteOrder.LITTLE_ENDIAN);
            command.putLong(clientOrderIdAt, order.clientOrderId(), ByteOrder.LITTLE_ENDIAN);
            command.putInt(instrumentIdAt, order.instrumentId(), ByteOrder.LITTLE_ENDIAN);
        }
    }

    RejectCode decideMassCancel(final UnsafeBuffer buffer, final int body) {
        massCancel.wrap(buffer, body, MassCancelDecoder.BLOCK_LENGTH, MassCancelDecoder.SCHEMA_VERSION);
        final int source = massCancel.orderSourceId();
        return massCancel.side() <= Side.SELL.value()
                        && massCancel.kind() <= InstrumentKind.SPOT.value()
                        && massCancel.settlementCurrency() <= Currency.USD.value()
                        && (source == 0 || state.sources.isSource(source))
                ? decideCancels(massCancel.accountId(), massCancel.instrumentId())
                : RejectCode.MALFORMED;
    }

    RejectCode decideCancelByLabel(final UnsafeBuffer buffer, final int body) {
        cancelByLabel.wrap(buffer, body, CancelByLabelDecoder.BLOCK_LENGTH, CancelByLabelDecoder.SCHEMA_VERSION);
        label.read(buffer, body + CancelByLabelDecoder.labelEncodingOffset());
        return label.isWellFormed() && !label.isEmpty()
                ? decideCancels(cancelByLabel.accountId(), cancelByLabel.instrumentId())
                : RejectCode.MALFORMED;
    }

    private RejectCode decideCancels(final int accountId, final int instrumentId) {
        if (instrumentId != 0 && state.trading.instrument(instrumentId) == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        return state.mirror.account(accountId) == null ? RejectCode.UNKNOWN_ACCOUNT : RejectCode.ACCEPTED;
    }

    /** The account's live order by its id, or, where that is 0, by the client's; null where it is not in the instrument named. */
    private LiveOrder find(final int accountId, final int instrumentId, final long orderId, final long clientOrderId) {
        final Mirror mirror = state.mirror;
        final Account account = mirror.account(accountId);
        if (account == null) {
            return null;
        }
        final LiveOrder found = orderId != 0 ? mirror.order(orderId) : mirror.order(account, clientOrderId);
        if (found == null || found.accountId() != accountId) {
            return null;
        }
        return instrumentId == 0 || found.instrumentId() == instrumentId ? found : null;
    }
}
