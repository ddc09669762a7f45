package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.TriggerReference;

/**
 * What is different of orders in spot. There is no position, so nothing that is about one is taken, nor what is covered by a reserve for
 * positions ({@code NOT_ON_SPOT}); requests have a bucket of their own; and in place of margin an order needs what it would pay
 * ({@code INSUFFICIENT_FUNDS}), see {@link SpotReserves} and {@link Requirement#freeForSpotE12}.
 */
final class SpotLadder {
    private final Mirror mirror;

    SpotLadder(final Mirror mirror) {
        this.mirror = mirror;
    }

    /** Whether an instrument takes orders with such flags. */
    static RejectCode checkFlags(final Instrument instrument, final int flags) {
        if (instrument.holdsPositions() || (flags & (OrderForm.REDUCE_ONLY | OrderForm.MMP)) == 0) {
            return RejectCode.ACCEPTED;
        }
        return refusal(instrument);
    }

    /** Why an instrument in which nobody has a position does not take what is about positions. */
    static RejectCode refusal(final Instrument instrument) {
        return instrument.isSpot() ? RejectCode.NOT_ON_SPOT : RejectCode.NOT_ON_COMBINATIONS;
    }

    /** Whether an order can wait for a trigger in an instrument: not on combinations, in spot not for a mark, which there is none of. */
    static RejectCode checkTrigger(final Instrument instrument, final OrderRequest order) {
        if (instrument.isSpot() && order.triggerReference == TriggerReference.MARK || instrument.isCombo()) {
            return refusal(instrument);
        }
        return checkFlags(instrument, order.flags);
    }

    /** What an order for an instrument costs tokens of. */
    static RequestKind requestKind(final Instrument instrument) {
        return instrument.isSpot() ? RequestKind.SPOT : RequestKind.TRADING;
    }

    /** Whether what an order would pay is there and nothing else is counted on it. */
    RejectCode checkFunds(final Exposure exposure, final boolean buy, final long lots, final long priceE8) {
        final Requirement requirement = mirror.requirement();
        final CurrencyView view = SpotReserves.viewOf(exposure, buy);
        final long paidE12 = requirement.spot().ofE12(exposure.instrument, buy, lots, priceE8);
        if (requirement.freeForSpotE12(view, mirror.pairedRequirement(), paidE12) < 0) {
            return RejectCode.INSUFFICIENT_FUNDS;
        }
        return mirror.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }
}
