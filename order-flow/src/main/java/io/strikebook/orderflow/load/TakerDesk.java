package io.strikebook.orderflow.load;

import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * The takers: small orders that cross the spread and may not rest, on a random instrument with something to take, on the side that keeps
 * the account's position bounded. The limit lies just beyond the widest quote, well inside the price band.
 */
final class TakerDesk {
    private static final int INSTRUMENTS_LOOKED_AT = 4;

    private final LoadConfig config;
    private final FlowState state;
    private final SeededGenerator choices;
    private final RequestPublisher requests;
    private int nextTaker;
    private Side lastForced = Side.SELL;

    TakerDesk(
            final LoadConfig config,
            final FlowState state,
            final SeededGenerator choices,
            final RequestPublisher requests) {
        this.config = config;
        this.state = state;
        this.choices = choices;
        this.requests = requests;
    }

    /** Writes one order that should trade; false where nothing can be taken on the instruments looked at. */
    boolean send() {
        final int taker = nextTaker();
        for (int i = 0; i < INSTRUMENTS_LOOKED_AT; i++) {
            final TradedInstrument instrument = state.chosen(choices.below(state.instruments()));
            if (!state.isTradable(instrument)) {
                continue;
            }
            final int lots = 1 + choices.below(config.maxTakerLots());
            final Side side = side(instrument.positionLots(config.makers() + taker));
            if (instrument.takeableLots(side) >= lots) {
                send(instrument, taker, side, lots);
                return true;
            }
        }
        return false;
    }

    /**
     * Writes one order of the least size, whether it can trade or not: in open loop a request that is due is never held back. Sides
     * alternate, so that a venue that does not answer for a while cannot build up a position.
     */
    boolean force() {
        final int taker = nextTaker();
        final int start = choices.below(state.instruments());
        for (int i = 0; i < state.instruments(); i++) {
            final TradedInstrument instrument = state.chosen((start + i) % state.instruments());
            if (state.isTradable(instrument)) {
                lastForced = lastForced == Side.BUY ? Side.SELL : Side.BUY;
                send(instrument, taker, lastForced, 1);
                return true;
            }
        }
        return false;
    }

    private int nextTaker() {
        nextTaker = nextTaker + 1 < config.takers() ? nextTaker + 1 : 0;
        return nextTaker;
    }

    private Side side(final long positionLots) {
        if (positionLots >= config.takerPositionLots()) {
            return Side.SELL;
        }
        if (positionLots <= -config.takerPositionLots()) {
            return Side.BUY;
        }
        return choices.below(2) == 0 ? Side.BUY : Side.SELL;
    }

    private void send(final TradedInstrument instrument, final int taker, final Side side, final int lots) {
        final long clientOrderId = ClientOrderIds.of(requests.nextSequence());
        final long stepsBeyond = 2L * (config.spreadSteps() + config.makers()) + config.requoteSteps();
        final Side far = side == Side.BUY ? Side.SELL : Side.BUY;
        requests.newOrder(
                config.firstAccountId() + config.makers() + taker,
                instrument.instrumentId(),
                side,
                clientOrderId,
                Math.max(instrument.tickSizeE8(), instrument.priceE8(far, stepsBeyond)),
                lots,
                TimeInForce.IMMEDIATE_OR_CANCEL);
        instrument.takerSent(side, lots);
    }
}
