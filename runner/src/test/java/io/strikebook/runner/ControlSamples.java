package io.strikebook.runner;

import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.SetAccountGroupEncoder;
import io.strikebook.schemas.SetAccountStandingEncoder;
import io.strikebook.schemas.SetGreekLimitsEncoder;
import io.strikebook.schemas.SetGroupKillSwitchEncoder;
import io.strikebook.schemas.SetMarginModelEncoder;
import io.strikebook.schemas.SetPositionLimitEncoder;
import io.strikebook.schemas.SetRateLimitEncoder;
import io.strikebook.schemas.SetRiskLimitsEncoder;
import io.strikebook.schemas.TransferEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Samples of requests about what accounts may do, of settlements and transfers. */
final class ControlSamples {
    /** The risk group of the account. */
    static final int RISK_GROUP = 7;

    /** An account without orders. */
    static final int IDLE_ACCOUNT = 4;

    private ControlSamples() {}

    static void addTo(final RequestSamples samples) {
        samples.operator(RequestVenue.SETTLEMENT, RequestVenue::settlement);
        samples.operator(
                TransferEncoder.TEMPLATE_ID,
                buffer -> new TransferEncoder()
                        .wrap(buffer, 0)
                        .amount(1_000)
                        .accountId(RequestSamples.ACCOUNT)
                        .counterpartyId(RequestSamples.COUNTERPARTY)
                        .currency(Currency.BTC)
                        .encodedLength());
        samples.operator(
                SetAccountStandingEncoder.TEMPLATE_ID,
                buffer -> new SetAccountStandingEncoder()
                        .wrap(buffer, 0)
                        .accountId(RequestSamples.ACCOUNT)
                        .standing(AccountStanding.CLOSE_ONLY)
                        .encodedLength());
        addLimitsTo(samples);
        samples.operator(
                SetMarginModelEncoder.TEMPLATE_ID,
                buffer -> new SetMarginModelEncoder()
                        .wrap(buffer, 0)
                        .accountId(IDLE_ACCOUNT)
                        .model(AccountMarginModel.PORTFOLIO)
                        .encodedLength());
        samples.operator(
                SetAccountGroupEncoder.TEMPLATE_ID,
                buffer -> riskGroup(buffer, RequestSamples.COUNTERPARTY, RISK_GROUP));
        samples.operator(
                SetGroupKillSwitchEncoder.TEMPLATE_ID,
                buffer -> new SetGroupKillSwitchEncoder()
                        .wrap(buffer, 0)
                        .riskGroupId(RISK_GROUP)
                        .on((short) 1)
                        .encodedLength());
    }

    private static void addLimitsTo(final RequestSamples samples) {
        samples.operator(
                SetRiskLimitsEncoder.TEMPLATE_ID,
                buffer -> new SetRiskLimitsEncoder()
                        .wrap(buffer, 0)
                        .maxOrderValueE8(50_000_000_000_000L)
                        .maxDistanceE8(3_000_000L)
                        .accountId(RequestSamples.ACCOUNT)
                        .encodedLength());
        samples.operator(
                SetPositionLimitEncoder.TEMPLATE_ID,
                buffer -> new SetPositionLimitEncoder()
                        .wrap(buffer, 0)
                        .maxPositionLots(1_000)
                        .accountId(RequestSamples.ACCOUNT)
                        .instrumentId(RequestSamples.PERPETUAL)
                        .encodedLength());
        samples.operator(
                SetGreekLimitsEncoder.TEMPLATE_ID,
                buffer -> new SetGreekLimitsEncoder()
                        .wrap(buffer, 0)
                        .maxDeltaE8(100_000_000_000L)
                        .maxVegaE8(100_000_000_000L)
                        .accountId(RequestSamples.ACCOUNT)
                        .underlyingId(1)
                        .encodedLength());
        samples.operator(
                SetRateLimitEncoder.TEMPLATE_ID,
                buffer -> new SetRateLimitEncoder()
                        .wrap(buffer, 0)
                        .accountId(RequestSamples.ACCOUNT)
                        .perSecond(5)
                        .burst(20)
                        .requestKind(RequestKind.CANCEL_ALL)
                        .encodedLength());
    }

    static int riskGroup(final UnsafeBuffer buffer, final int accountId, final int groupId) {
        return new SetAccountGroupEncoder()
                .wrap(buffer, 0)
                .accountId(accountId)
                .riskGroupId(groupId)
                .encodedLength();
    }
}
