package io.strikebook.sequencer;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.SetAllocationDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectDecoder;
import io.strikebook.schemas.SetSelfTradePreventionDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides what accounts and operators set for matching alone: nothing that the sequencer decides by depends on it. Fields out of range are
 * {@code MALFORMED}, then {@code UNKNOWN_INSTRUMENT} and {@code UNKNOWN_ACCOUNT}. Changes no state.
 */
final class SettingsDesk {
    private static final int MAX_PERCENT = 100;

    private final SetSelfTradePreventionDecoder selfTrade = new SetSelfTradePreventionDecoder();
    private final SetAllocationDecoder allocation = new SetAllocationDecoder();
    private final SetCancelOnDisconnectDecoder disconnect = new SetCancelOnDisconnectDecoder();
    private final SequencerState state;

    SettingsDesk(final SequencerState state) {
        this.state = state;
    }

    RejectCode decideSelfTradePrevention(final UnsafeBuffer buffer, final int body) {
        selfTrade.wrap(
                buffer, body, SetSelfTradePreventionDecoder.BLOCK_LENGTH, SetSelfTradePreventionDecoder.SCHEMA_VERSION);
        final SelfTradePrevention mode = selfTrade.mode();
        if (selfTrade.groupId() < 0
                || mode == SelfTradePrevention.NULL_VAL
                || mode == SelfTradePrevention.SBE_UNKNOWN) {
            return RejectCode.MALFORMED;
        }
        return ofAccount(selfTrade.accountId());
    }

    RejectCode decideCancelOnDisconnect(final UnsafeBuffer buffer, final int body) {
        disconnect.wrap(
                buffer, body, SetCancelOnDisconnectDecoder.BLOCK_LENGTH, SetCancelOnDisconnectDecoder.SCHEMA_VERSION);
        final CancelOnDisconnect scope = disconnect.scope();
        return scope == CancelOnDisconnect.NULL_VAL || scope == CancelOnDisconnect.SBE_UNKNOWN
                ? RejectCode.MALFORMED
                : ofAccount(disconnect.accountId());
    }

    RejectCode decideAllocation(final UnsafeBuffer buffer, final int body) {
        allocation.wrap(buffer, body, SetAllocationDecoder.BLOCK_LENGTH, SetAllocationDecoder.SCHEMA_VERSION);
        final int percent = allocation.topOrderPercent();
        final boolean inRange = allocation.rule() == AllocationRule.PRICE_TIME && percent == 0
                || allocation.rule() == AllocationRule.PRO_RATA && percent <= MAX_PERCENT;
        if (!inRange) {
            return RejectCode.MALFORMED;
        }
        return state.trading.instrument(allocation.instrumentId()) == null
                ? RejectCode.UNKNOWN_INSTRUMENT
                : RejectCode.ACCEPTED;
    }

    private RejectCode ofAccount(final int accountId) {
        return state.mirror.account(accountId) == null ? RejectCode.UNKNOWN_ACCOUNT : RejectCode.ACCEPTED;
    }
}
