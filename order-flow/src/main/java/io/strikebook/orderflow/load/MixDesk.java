package io.strikebook.orderflow.load;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerKind;

/** The clients of a mix: draws which kind of request is next, and writes one. What cannot be sent now is left to makers and takers. */
final class MixDesk {
    private static final int WHOLE = 1_000;
    private static final int MOST_LEGS = 3;
    private static final MixKind[] KINDS = MixKind.values();
    private static final SelfTradePrevention[] MODES = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_TAKER,
        SelfTradePrevention.CANCEL_MAKER,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };

    private final LoadConfig config;
    private final FlowState state;
    private final int sourceId;
    private final ClientChoices choices;
    private final RequestPublisher publisher;
    private final AccountRequests accounts;
    private final ClientQuotes quotes;
    private final ClientOrderDesk orders;
    private final ClientTriggers triggers;
    private final ClientBlocks blocks;
    private final int[] drawnBelow = new int[KINDS.length];

    MixDesk(
            final LoadConfig config,
            final FlowState state,
            final SeededGenerator seeded,
            final RequestPublisher publisher,
            final AccountRequests accounts,
            final int sourceId,
            final long leastBlockUsdE8) {
        this.config = config;
        this.state = state;
        this.sourceId = sourceId;
        this.publisher = publisher;
        this.accounts = accounts;
        this.choices = new ClientChoices(config, state, seeded);
        this.quotes = new ClientQuotes(config, state, choices, accounts);
        final ClientRequests requests = new ClientRequests(publisher, state.clients());
        this.orders = new ClientOrderDesk(state, choices, requests, quotes);
        this.triggers = new ClientTriggers(state, choices, requests, orders);
        this.blocks = new ClientBlocks(config, state, choices, accounts, leastBlockUsdE8);
        int sum = 0;
        for (final MixKind kind : KINDS) {
            sum += config.mix().of(kind);
            drawnBelow[kind.ordinal()] = sum;
        }
    }

    /** Sets the time of the requests that follow. */
    void time(final long nowNs) {
        orders.time(nowNs);
        quotes.time(nowNs);
    }

    /** The kind of the next request, or null where it is a maker's or taker's; draws nothing where there is no mix. */
    MixKind draw() {
        if (config.mix().clients() == 0) {
            return null;
        }
        final int drawn = choices.below(WHOLE);
        for (final MixKind kind : KINDS) {
            if (drawn < drawnBelow[kind.ordinal()]) {
                return kind;
            }
        }
        return null;
    }

    /** Writes a request of a kind, or one that makes room for it; false where there is nothing to send it about. */
    boolean send(final MixKind kind) {
        final int client = choices.client();
        return switch (kind) {
            case AMEND -> orders.amend(client);
            case MASS_QUOTE -> quotes.send(client);
            case BLOCK_TRADE -> blocks.send(client);
            case CANCEL -> cancel(client);
            case CANCEL_BY_LABEL -> cancelByLabel(client);
            case MASS_CANCEL -> massCancel(client);
            case CANCEL_QUOTES -> quotes.cancel(client);
            case SETTING -> setting(client);
            default -> state.clients().hasFree(client, MOST_LEGS) ? order(kind, client) : cancel(client);
        };
    }

    private boolean order(final MixKind kind, final int client) {
        return switch (kind) {
            case STOP -> triggers.send(TriggerKind.STOP, client);
            case TAKE -> triggers.send(TriggerKind.TAKE, client);
            case TRAILING -> triggers.send(TriggerKind.TRAILING, client);
            case ONE_CANCELS_OTHER -> triggers.send(LinkKind.ONE_CANCELS_OTHER, client);
            case ONE_TRIGGERS_OTHER -> triggers.send(LinkKind.ONE_TRIGGERS_OTHER, client);
            case ONE_TRIGGERS_ONE_CANCELS_OTHER -> triggers.send(LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER, client);
            case COMBINATION -> orders.sendCombination(client);
            default -> orders.send(kind, client);
        };
    }

    private boolean cancel(final int client) {
        final ClientOrder order = state.clients().live(client, choices.below(ClientOrders.PLACES));
        if (order == null) {
            return false;
        }
        publisher.cancel(
                choices.accountId(client),
                choices.coin() ? order.instrumentId : 0,
                choices.coin() ? order.orderId : 0,
                order.clientOrderId);
        order.cancelling = true;
        return true;
    }

    private boolean cancelByLabel(final int client) {
        final TradedInstrument instrument = choices.instrument();
        final boolean narrow = instrument != null && choices.coin();
        accounts.cancelByLabel(choices.accountId(client), narrow ? instrument.instrumentId() : 0, orders.label());
        return true;
    }

    private boolean massCancel(final int client) {
        final TradedInstrument instrument = choices.instrument();
        if (instrument == null) {
            return false;
        }
        final int filter = choices.below(6);
        final Instrument listed = instrument.listed();
        final Side side = choices.coin() ? Side.BUY : Side.SELL;
        accounts.massCancel(
                choices.accountId(client),
                filter == 0 ? listed.instrumentId() : 0,
                filter == 1 ? sourceId : 0,
                filter == 2 ? side.value() : 0,
                filter == 3 ? listed.terms().kind().value() : 0,
                filter == 4 ? listed.terms().settlementCurrency().value() : 0);
        return true;
    }

    private boolean setting(final int client) {
        final int accountId = choices.accountId(client);
        switch (choices.below(3)) {
            case 0 -> accounts.selfTrades(accountId, MODES[choices.below(MODES.length)]);
            case 1 ->
                accounts.disconnect(
                        accountId, choices.coin() ? CancelOnDisconnect.SESSION : CancelOnDisconnect.ACCOUNT);
            default -> {
                return quotes.reset(client);
            }
        }
        return true;
    }
}
