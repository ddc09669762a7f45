package io.strikebook.orderflow.load;

import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * The makers: keep a quote on each side of each instrument near its mark, move quotes when the mark moves, top them up when they were
 * hit, lean against their position, and otherwise refresh a quote so that there is always something to do. A quote that takers on their
 * way might fill entirely is left alone, because a change of it could come too late and be refused.
 */
final class MakerDesk {
    private static final int INSTRUMENTS_LOOKED_AT = 4;
    private static final int MAX_REFILLS = 8;

    private final LoadConfig config;
    private final FlowState state;
    private final SeededGenerator choices;
    private final RequestPublisher requests;
    private int next;

    MakerDesk(
            final LoadConfig config,
            final FlowState state,
            final SeededGenerator choices,
            final RequestPublisher requests) {
        this.config = config;
        this.state = state;
        this.choices = choices;
        this.requests = requests;
    }

    /** Writes one request; false where every quote looked at is in flight or threatened. */
    boolean send() {
        final int looks = Math.min(INSTRUMENTS_LOOKED_AT, state.instruments());
        for (int i = 0; i < looks; i++) {
            final TradedInstrument instrument = nextInstrument();
            if (!instrument.isInOrder() && state.isTradable(instrument)) {
                if (maintain(instrument)) {
                    return true;
                }
                instrument.foundInOrder();
            }
        }
        for (int i = 0; i < looks; i++) {
            final TradedInstrument instrument = nextInstrument();
            if (state.isTradable(instrument) && refresh(instrument)) {
                return true;
            }
        }
        return false;
    }

    private TradedInstrument nextInstrument() {
        next = next + 1 < state.instruments() ? next + 1 : 0;
        return state.chosen(next);
    }

    private boolean maintain(final TradedInstrument instrument) {
        for (int i = 0; i < instrument.quotes(); i++) {
            final Quote quote = instrument.quoteToMove(i);
            if (quote.isEmpty() ? enter(instrument, quote) : isFree(instrument, quote) && repair(instrument, quote)) {
                return true;
            }
        }
        return false;
    }

    private boolean enter(final TradedInstrument instrument, final Quote quote) {
        final long priceE8 = targetE8(instrument, quote, 0);
        if (!wanted(instrument, quote, priceE8)) {
            return false;
        }
        final long clientOrderId = ClientOrderIds.of(requests.nextSequence());
        final long lots = Math.min(config.quoteLots(), instrument.maxOrderLots());
        requests.newOrder(
                accountId(quote),
                instrument.instrumentId(),
                quote.side(),
                clientOrderId,
                priceE8,
                lots,
                TimeInForce.GOOD_TIL_CANCELLED);
        quote.entering(clientOrderId, instrument.markE8());
        return true;
    }

    private boolean repair(final TradedInstrument instrument, final Quote quote) {
        final long priceE8 = targetE8(instrument, quote, 0);
        if (quote.refused() || !wanted(instrument, quote, priceE8)) {
            cancel(instrument, quote);
            return true;
        }
        final long movedE8 = Math.abs(instrument.markE8() - quote.quotedMarkE8());
        if (movedE8 >= config.requoteSteps() * instrument.stepE8() || quote.openLots() * 2 < config.quoteLots()) {
            if (choices.below(4) == 0) {
                cancel(instrument, quote);
            } else {
                replace(instrument, quote, priceE8, config.quoteLots());
            }
            return true;
        }
        return false;
    }

    private boolean refresh(final TradedInstrument instrument) {
        final int start = choices.below(instrument.quotes());
        for (int i = 0; i < instrument.quotes(); i++) {
            final Quote quote = instrument.quoteToMove((start + i) % instrument.quotes());
            if (isFree(instrument, quote)) {
                switch (choices.below(4)) {
                    case 0 -> cancel(instrument, quote);
                    case 1 -> replace(instrument, quote, quote.priceE8(), quote.openLots() - 1);
                    default ->
                        replace(instrument, quote, targetE8(instrument, quote, choices.below(2)), config.quoteLots());
                }
                return true;
            }
        }
        return false;
    }

    private boolean isFree(final TradedInstrument instrument, final Quote quote) {
        return quote.isSettled() && !instrument.isThreatened(quote);
    }

    private void cancel(final TradedInstrument instrument, final Quote quote) {
        requests.cancel(accountId(quote), instrument.instrumentId(), quote.orderId(), quote.clientOrderId());
        quote.cancelling();
    }

    /** Asks for a price and an open size; an order that was refilled often, or would be empty or unquotable, is cancelled instead. */
    private void replace(
            final TradedInstrument instrument, final Quote quote, final long priceE8, final long openLots) {
        final long totalLots = quote.filledLots() + openLots;
        if (openLots <= 0
                || priceE8 < instrument.tickSizeE8()
                || totalLots > instrument.maxOrderLots()
                || quote.filledLots() > (long) MAX_REFILLS * config.quoteLots()) {
            cancel(instrument, quote);
            return;
        }
        requests.replace(
                accountId(quote),
                instrument.instrumentId(),
                quote.orderId(),
                quote.clientOrderId(),
                priceE8,
                totalLots);
        quote.changing(instrument.markE8());
    }

    private boolean wanted(final TradedInstrument instrument, final Quote quote, final long priceE8) {
        final long positionLots = instrument.positionLots(quote.maker());
        return priceE8 >= instrument.tickSizeE8()
                && (quote.side() == Side.BUY ? positionLots : -positionLots) < config.makerPositionLots();
    }

    /** The maker's distance from the mark, less what its position makes it lean; wider by so many steps. */
    private long targetE8(final TradedInstrument instrument, final Quote quote, final int widerSteps) {
        final long distance = (long) config.spreadSteps() + quote.maker();
        final long tilt = instrument.positionLots(quote.maker()) * distance / config.makerPositionLots();
        final long lean = Math.max(-distance, Math.min(distance, quote.side() == Side.BUY ? tilt : -tilt));
        return instrument.priceE8(quote.side(), distance + lean + widerSteps);
    }

    private int accountId(final Quote quote) {
        return config.firstAccountId() + quote.maker();
    }
}
