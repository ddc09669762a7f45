package io.strikebook.sequencer;

import io.strikebook.schemas.SetAccountGroupCommandDecoder;
import io.strikebook.schemas.SetAccountStandingCommandDecoder;
import io.strikebook.schemas.SetGreekLimitsCommandDecoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandDecoder;
import io.strikebook.schemas.SetPositionLimitCommandDecoder;
import io.strikebook.schemas.SetRateLimitCommandDecoder;
import io.strikebook.schemas.SetRiskLimitsCommandDecoder;
import io.strikebook.sequencer.pretrade.Account;
import io.strikebook.sequencer.pretrade.Mirror;
import io.strikebook.sequencer.pretrade.RiskControls;
import org.agrona.concurrent.UnsafeBuffer;

/** Applies accepted commands about what accounts may do to the state. */
final class RiskApplier {
    private final SetAccountStandingCommandDecoder standing = new SetAccountStandingCommandDecoder();
    private final SetAccountGroupCommandDecoder group = new SetAccountGroupCommandDecoder();
    private final SetGroupKillSwitchCommandDecoder killSwitch = new SetGroupKillSwitchCommandDecoder();
    private final SetRiskLimitsCommandDecoder order = new SetRiskLimitsCommandDecoder();
    private final SetPositionLimitCommandDecoder position = new SetPositionLimitCommandDecoder();
    private final SetGreekLimitsCommandDecoder greeks = new SetGreekLimitsCommandDecoder();
    private final SetRateLimitCommandDecoder rate = new SetRateLimitCommandDecoder();
    private final SequencerState state;
    private final RiskControls controls;

    RiskApplier(final SequencerState state) {
        this.state = state;
        this.controls = state.mirror.controls();
    }

    /** Applies a command, if it is one of these. */
    void apply(final int template, final UnsafeBuffer buffer, final int body, final int block, final int version) {
        final Mirror mirror = state.mirror;
        switch (template) {
            case SetAccountStandingCommandDecoder.TEMPLATE_ID -> {
                standing.wrap(buffer, body, block, version);
                controls.setStanding(mirror.account(standing.accountId()), standing.standing());
            }
            case SetAccountGroupCommandDecoder.TEMPLATE_ID -> {
                group.wrap(buffer, body, block, version);
                controls.setGroup(mirror.account(group.accountId()), group.riskGroupId());
            }
            case SetGroupKillSwitchCommandDecoder.TEMPLATE_ID -> {
                killSwitch.wrap(buffer, body, block, version);
                controls.setGroupKilled(killSwitch.riskGroupId(), killSwitch.on() != 0);
            }
            case SetRiskLimitsCommandDecoder.TEMPLATE_ID -> {
                order.wrap(buffer, body, block, version);
                controls.setOrderLimits(
                        mirror.account(order.accountId()), order.maxOrderValueE8(), order.maxDistanceE8());
            }
            case SetPositionLimitCommandDecoder.TEMPLATE_ID -> {
                position.wrap(buffer, body, block, version);
                controls.setPositionLimit(
                        mirror,
                        mirror.account(position.accountId()),
                        state.trading.instrument(position.instrumentId()),
                        position.maxPositionLots());
            }
            case SetGreekLimitsCommandDecoder.TEMPLATE_ID -> applyGreeks(greeks.wrap(buffer, body, block, version));
            case SetRateLimitCommandDecoder.TEMPLATE_ID -> {
                rate.wrap(buffer, body, block, version);
                controls.setRate(mirror.account(rate.accountId()), rate.requestKind(), rate.perSecond(), rate.burst());
            }
            default -> {
                // nothing that decisions depend on
            }
        }
    }

    private void applyGreeks(final SetGreekLimitsCommandDecoder decided) {
        final Account account = state.mirror.account(decided.accountId());
        if (account == null) {
            controls.setGroupGreekLimits(
                    state.mirror,
                    decided.riskGroupId(),
                    decided.underlyingId(),
                    decided.maxDeltaE8(),
                    decided.maxVegaE8());
        } else {
            controls.setGreekLimits(account, decided.underlyingId(), decided.maxDeltaE8(), decided.maxVegaE8());
        }
    }
}
