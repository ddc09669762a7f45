package io.strikebook.matching;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.SelfTradePrevention;

/** Self-trade prevention once more: the taker's account says what becomes of the two that would have traded. */
final class ReferenceSelfTrades {
    private final ReferenceMatching matching;
    private CancelReason reason;

    ReferenceSelfTrades(final ReferenceMatching matching) {
        this.matching = matching;
    }

    /** Another taker. */
    void begin() {
        reason = null;
    }

    /** Why the taker is cancelled, or null. */
    CancelReason reason() {
        return reason;
    }

    /** Whether the two must not trade. */
    boolean concern(final ReferenceMatching.Entry taker, final ReferenceMatching.Entry maker) {
        return matching.settings().mode(taker.account) == SelfTradePrevention.NONE
                ? matching.links().areSiblings(taker, maker)
                : matching.settings().isSelf(taker.account, maker.account);
    }

    /** The same between an order of a combination and one of a leg. */
    void preventInLeg(final ReferenceMatching.Entry taker, final ReferenceMatching.Entry maker) {
        final SelfTradePrevention mode = matching.settings().mode(taker.account);
        if (mode != SelfTradePrevention.CANCEL_TAKER) {
            matching.takeOff(maker, CancelReason.SELF_TRADE_MAKER);
        }
        if (mode == SelfTradePrevention.CANCEL_TAKER || mode == SelfTradePrevention.CANCEL_BOTH) {
            reason = CancelReason.SELF_TRADE_TAKER;
        }
    }

    /** Says why the taker is cancelled, if it is; where not, the maker is gone. */
    void prevent(final ReferenceMatching.Entry taker, final ReferenceMatching.Entry maker) {
        final SelfTradePrevention own = matching.settings().mode(taker.account);
        final SelfTradePrevention mode = own == SelfTradePrevention.NONE ? SelfTradePrevention.CANCEL_MAKER : own;
        matching.touch(taker.instrument);
        if (mode == SelfTradePrevention.CANCEL_MAKER || mode == SelfTradePrevention.CANCEL_BOTH) {
            matching.takeOff(maker, CancelReason.SELF_TRADE_MAKER);
        }
        if (mode == SelfTradePrevention.CANCEL_TAKER || mode == SelfTradePrevention.CANCEL_BOTH) {
            reason = CancelReason.SELF_TRADE_TAKER;
        }
        if (mode == SelfTradePrevention.DECREMENT) {
            final long lots = Math.min(taker.open, maker.open);
            taker.open -= lots;
            maker.open -= lots;
            maker.shown = Math.min(maker.shown, maker.open);
            matching.say(EventText.decremented(maker.id, taker.id, lots, maker.open, taker.open));
            if (maker.open == 0) {
                matching.takeOff(maker, CancelReason.SELF_TRADE_DECREMENTED);
            }
            reason = taker.open == 0 ? CancelReason.SELF_TRADE_DECREMENTED : null;
        }
    }
}
