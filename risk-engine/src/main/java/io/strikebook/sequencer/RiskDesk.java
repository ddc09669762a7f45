package io.strikebook.sequencer;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.RiskLimits;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.SetAccountGroupDecoder;
import io.strikebook.schemas.SetAccountStandingDecoder;
import io.strikebook.schemas.SetGreekLimitsDecoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandEncoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandEncoder.MembersEncoder;
import io.strikebook.schemas.SetGroupKillSwitchDecoder;
import io.strikebook.schemas.SetPositionLimitDecoder;
import io.strikebook.schemas.SetRateLimitDecoder;
import io.strikebook.schemas.SetRiskLimitsDecoder;
import io.strikebook.sequencer.pretrade.Account;
import io.strikebook.sequencer.pretrade.RiskControls;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides what operators ask about what accounts may do: {@code MALFORMED} where a field is out of range or none of an account and a group,
 * or both, are named; {@code UNKNOWN_INSTRUMENT}, {@code NOT_ON_COMBINATIONS}, in which nobody has a position; {@code UNKNOWN_UNDERLYING};
 * {@code UNKNOWN_ACCOUNT}, {@code UNKNOWN_GROUP}; {@code CAPACITY_EXCEEDED} of a group. Changes no state.
 */
final class RiskDesk {
    private static final long MAX_DISTANCE_E8 = 1_000_000_000L;
    private static final long NO_LIMIT = -1;

    private final SetAccountStandingDecoder standing = new SetAccountStandingDecoder();
    private final SetAccountGroupDecoder group = new SetAccountGroupDecoder();
    private final SetGroupKillSwitchDecoder killSwitch = new SetGroupKillSwitchDecoder();
    private final SetRiskLimitsDecoder order = new SetRiskLimitsDecoder();
    private final SetPositionLimitDecoder position = new SetPositionLimitDecoder();
    private final SetGreekLimitsDecoder greeks = new SetGreekLimitsDecoder();
    private final SetRateLimitDecoder rate = new SetRateLimitDecoder();
    private final SetGroupKillSwitchCommandEncoder killSwitchCommand = new SetGroupKillSwitchCommandEncoder();
    private final SequencerState state;
    private final RiskControls controls;
    private int members;

    RiskDesk(final SequencerState state) {
        this.state = state;
        this.controls = state.mirror.controls();
    }

    RejectCode decide(final int template, final UnsafeBuffer buffer, final int body) {
        return switch (template) {
            case SetAccountStandingDecoder.TEMPLATE_ID -> decideStanding(buffer, body);
            case SetAccountGroupDecoder.TEMPLATE_ID -> decideGroup(buffer, body);
            case SetGroupKillSwitchDecoder.TEMPLATE_ID -> decideKillSwitch(buffer, body);
            case SetRiskLimitsDecoder.TEMPLATE_ID -> decideOrderLimits(buffer, body);
            case SetPositionLimitDecoder.TEMPLATE_ID -> decidePosition(buffer, body);
            case SetGreekLimitsDecoder.TEMPLATE_ID -> decideGreeks(buffer, body);
            case SetRateLimitDecoder.TEMPLATE_ID -> decideRate(buffer, body);
            default -> throw new IllegalArgumentException("template " + template + " is no request");
        };
    }

    private RejectCode decideStanding(final UnsafeBuffer buffer, final int body) {
        standing.wrap(buffer, body, SetAccountStandingDecoder.BLOCK_LENGTH, SetAccountStandingDecoder.SCHEMA_VERSION);
        final AccountStanding wanted = standing.standing();
        return wanted == AccountStanding.NULL_VAL || wanted == AccountStanding.SBE_UNKNOWN
                ? RejectCode.MALFORMED
                : ofAccount(standing.accountId());
    }

    private RejectCode decideGroup(final UnsafeBuffer buffer, final int body) {
        group.wrap(buffer, body, SetAccountGroupDecoder.BLOCK_LENGTH, SetAccountGroupDecoder.SCHEMA_VERSION);
        if (group.riskGroupId() < 0) {
            return RejectCode.MALFORMED;
        }
        final Account account = state.mirror.account(group.accountId());
        if (account == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        return controls.hasRoomIn(group.riskGroupId(), account) ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }

    private RejectCode decideKillSwitch(final UnsafeBuffer buffer, final int body) {
        killSwitch.wrap(buffer, body, SetGroupKillSwitchDecoder.BLOCK_LENGTH, SetGroupKillSwitchDecoder.SCHEMA_VERSION);
        members = 0;
        if (killSwitch.riskGroupId() <= 0 || killSwitch.on() != 0 && killSwitch.on() != 1) {
            return RejectCode.MALFORMED;
        }
        if (!controls.isGroup(killSwitch.riskGroupId())) {
            return RejectCode.UNKNOWN_GROUP;
        }
        members = controls.membersOf(killSwitch.riskGroupId());
        return RejectCode.ACCEPTED;
    }

    /** Bytes that the command of the kill switch decided last has behind its block. */
    int membersLength() {
        return MembersEncoder.sbeHeaderSize() + members * MembersEncoder.sbeBlockLength();
    }

    /** Writes the accounts of the group, in the order in which they were created. */
    void completeKillSwitch(final UnsafeBuffer buffer, final int block) {
        final MembersEncoder to = killSwitchCommand.wrap(buffer, block).membersCount(members);
        for (int i = 0; members > 0 && i < state.mirror.accountCount(); i++) {
            final Account account = state.mirror.accountAt(i);
            if (account.groupId() == killSwitch.riskGroupId()) {
                to.next().memberId(account.accountId());
            }
        }
    }

    private RejectCode decideOrderLimits(final UnsafeBuffer buffer, final int body) {
        order.wrap(buffer, body, SetRiskLimitsDecoder.BLOCK_LENGTH, SetRiskLimitsDecoder.SCHEMA_VERSION);
        final boolean inRange = order.maxOrderValueE8() >= NO_LIMIT
                && order.maxDistanceE8() >= NO_LIMIT
                && order.maxDistanceE8() <= MAX_DISTANCE_E8;
        return inRange ? ofAccount(order.accountId()) : RejectCode.MALFORMED;
    }

    private RejectCode decidePosition(final UnsafeBuffer buffer, final int body) {
        position.wrap(buffer, body, SetPositionLimitDecoder.BLOCK_LENGTH, SetPositionLimitDecoder.SCHEMA_VERSION);
        if (position.maxPositionLots() < NO_LIMIT) {
            return RejectCode.MALFORMED;
        }
        final Instrument instrument = state.trading.instrument(position.instrumentId());
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (!instrument.holdsPositions()) {
            return instrument.isSpot() ? RejectCode.NOT_ON_SPOT : RejectCode.NOT_ON_COMBINATIONS;
        }
        return position.accountId() == 0 ? RejectCode.ACCEPTED : ofAccount(position.accountId());
    }

    private RejectCode decideGreeks(final UnsafeBuffer buffer, final int body) {
        greeks.wrap(buffer, body, SetGreekLimitsDecoder.BLOCK_LENGTH, SetGreekLimitsDecoder.SCHEMA_VERSION);
        final boolean ofGroup = greeks.riskGroupId() != 0;
        if (greeks.maxDeltaE8() < 0 || greeks.maxVegaE8() < 0 || ofGroup == (greeks.accountId() != 0)) {
            return RejectCode.MALFORMED;
        }
        if (!state.mirror.reserves().isUnderlying(greeks.underlyingId())) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        if (ofGroup) {
            return controls.isGroup(greeks.riskGroupId()) ? RejectCode.ACCEPTED : RejectCode.UNKNOWN_GROUP;
        }
        return ofAccount(greeks.accountId());
    }

    private RejectCode decideRate(final UnsafeBuffer buffer, final int body) {
        rate.wrap(buffer, body, SetRateLimitDecoder.BLOCK_LENGTH, SetRateLimitDecoder.SCHEMA_VERSION);
        final int perSecond = rate.perSecond();
        final int burst = rate.burst();
        final boolean inRange = perSecond > 0
                ? perSecond <= RiskLimits.MAX_RATE && burst > 0 && burst <= RiskLimits.MAX_RATE
                : perSecond >= NO_LIMIT && burst == 0;
        final RequestKind kind = rate.requestKind();
        return inRange && kind != RequestKind.NULL_VAL && kind != RequestKind.SBE_UNKNOWN
                ? ofAccount(rate.accountId())
                : RejectCode.MALFORMED;
    }

    private RejectCode ofAccount(final int accountId) {
        return state.mirror.account(accountId) == null ? RejectCode.UNKNOWN_ACCOUNT : RejectCode.ACCEPTED;
    }
}
