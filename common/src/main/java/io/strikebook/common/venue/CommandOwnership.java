package io.strikebook.common.venue;

import io.strikebook.schemas.CancelByLabelCommandDecoder;
import io.strikebook.schemas.CancelQuotesCommandDecoder;
import io.strikebook.schemas.CheckpointCommandDecoder;
import io.strikebook.schemas.CreateAccountCommandDecoder;
import io.strikebook.schemas.DepositCommandDecoder;
import io.strikebook.schemas.EnvironmentCommandDecoder;
import io.strikebook.schemas.ForcedTradesCommandDecoder;
import io.strikebook.schemas.LiquidationCancelCommandDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarksAdvancedCommandDecoder;
import io.strikebook.schemas.MassCancelCommandDecoder;
import io.strikebook.schemas.SetAccountGroupCommandDecoder;
import io.strikebook.schemas.SetAccountLimitsCommandDecoder;
import io.strikebook.schemas.SetAccountStandingCommandDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectCommandDecoder;
import io.strikebook.schemas.SetGreekLimitsCommandDecoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandDecoder;
import io.strikebook.schemas.SetIndexSourceCommandDecoder;
import io.strikebook.schemas.SetKillSwitchCommandDecoder;
import io.strikebook.schemas.SetMarginModelCommandDecoder;
import io.strikebook.schemas.SetPositionLimitCommandDecoder;
import io.strikebook.schemas.SetRateLimitCommandDecoder;
import io.strikebook.schemas.SetRiskLimitsCommandDecoder;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.SetSelfTradePreventionCommandDecoder;
import io.strikebook.schemas.ShareLossCommandDecoder;
import io.strikebook.schemas.SourceLostCommandDecoder;
import io.strikebook.schemas.TickCommandDecoder;
import io.strikebook.schemas.TransferCommandDecoder;
import io.strikebook.schemas.WithdrawCommandDecoder;

/**
 * Who answers a command: a pure function of its template and of the underlying that its envelope names, so that everybody knows which
 * groups to await, from the command alone. Matching is divided into shards by underlying.
 */
public final class CommandOwnership {
    /** Owner of a command that each shard answers. */
    public static final int EVERY_SHARD = -1;

    /** Owner of a command that only margin answers. */
    public static final int NO_SHARD = -2;

    private final int shards;

    /** Ownership among so many shards. */
    public CommandOwnership(final int shards) {
        if (shards < 1) {
            throw new IllegalArgumentException(shards + " shards of matching");
        }
        this.shards = shards;
    }

    /** How many shards there are. */
    public int shards() {
        return shards;
    }

    /** The shard that an underlying's instruments belong to; the first where there is no such underlying. */
    public int shardOf(final int underlyingId) {
        return underlyingId <= 0 ? 0 : (underlyingId - 1) % shards;
    }

    /**
     * The shard that answers a command, or {@link #EVERY_SHARD}, or {@link #NO_SHARD}.
     *
     * @param underlyingId of the command's envelope
     */
    public int ownerOf(final int templateId, final int underlyingId) {
        if (!answeredByMatching(templateId)) {
            return NO_SHARD;
        }
        return isForAll(templateId) ? EVERY_SHARD : shardOf(underlyingId);
    }

    /** Whether matching writes a group for commands of this template; margin answers every command. */
    public static boolean answeredByMatching(final int templateId) {
        return switch (templateId) {
            case CreateAccountCommandDecoder.TEMPLATE_ID,
                    DepositCommandDecoder.TEMPLATE_ID,
                    WithdrawCommandDecoder.TEMPLATE_ID,
                    TransferCommandDecoder.TEMPLATE_ID,
                    SetAccountLimitsCommandDecoder.TEMPLATE_ID,
                    SetIndexSourceCommandDecoder.TEMPLATE_ID,
                    SetMarginModelCommandDecoder.TEMPLATE_ID,
                    SetScenarioSetCommandDecoder.TEMPLATE_ID,
                    SetAccountStandingCommandDecoder.TEMPLATE_ID,
                    SetAccountGroupCommandDecoder.TEMPLATE_ID,
                    SetRiskLimitsCommandDecoder.TEMPLATE_ID,
                    SetPositionLimitCommandDecoder.TEMPLATE_ID,
                    SetGreekLimitsCommandDecoder.TEMPLATE_ID,
                    SetRateLimitCommandDecoder.TEMPLATE_ID,
                    ShareLossCommandDecoder.TEMPLATE_ID -> false;
            default -> true;
        };
    }

    /**
     * Whether a command concerns every instrument, so that every shard of matching answers it and deadlines of every underlying fire in
     * it. All others concern the instrument that they name.
     */
    public static boolean isForAll(final int templateId) {
        return switch (templateId) {
            case TickCommandDecoder.TEMPLATE_ID,
                    MarksAdvancedCommandDecoder.TEMPLATE_ID,
                    EnvironmentCommandDecoder.TEMPLATE_ID,
                    CheckpointCommandDecoder.TEMPLATE_ID,
                    ListInstrumentCommandDecoder.TEMPLATE_ID,
                    ListComboCommandDecoder.TEMPLATE_ID,
                    SetKillSwitchCommandDecoder.TEMPLATE_ID,
                    SetGroupKillSwitchCommandDecoder.TEMPLATE_ID,
                    SetSelfTradePreventionCommandDecoder.TEMPLATE_ID,
                    SetCancelOnDisconnectCommandDecoder.TEMPLATE_ID,
                    SourceLostCommandDecoder.TEMPLATE_ID,
                    MassCancelCommandDecoder.TEMPLATE_ID,
                    LiquidationCancelCommandDecoder.TEMPLATE_ID,
                    ForcedTradesCommandDecoder.TEMPLATE_ID,
                    CancelByLabelCommandDecoder.TEMPLATE_ID,
                    CancelQuotesCommandDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }
}
