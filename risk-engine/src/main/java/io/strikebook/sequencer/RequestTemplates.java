package io.strikebook.sequencer;

import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.BlockTradeDecoder;
import io.strikebook.schemas.CancelByLabelCommandDecoder;
import io.strikebook.schemas.CancelByLabelDecoder;
import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.CancelOrderDecoder;
import io.strikebook.schemas.CancelQuotesCommandDecoder;
import io.strikebook.schemas.CancelQuotesDecoder;
import io.strikebook.schemas.CreateAccountCommandDecoder;
import io.strikebook.schemas.CreateAccountDecoder;
import io.strikebook.schemas.DepositCommandDecoder;
import io.strikebook.schemas.DepositDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.ListComboDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.ListInstrumentDecoder;
import io.strikebook.schemas.MassCancelCommandDecoder;
import io.strikebook.schemas.MassCancelDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.MassQuoteDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewOrderDecoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderDecoder;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.ReplaceOrderDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderCommandDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderDecoder;
import io.strikebook.schemas.ResetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.ResetMarketMakerProtectionDecoder;
import io.strikebook.schemas.ScheduleOpeningCommandDecoder;
import io.strikebook.schemas.ScheduleOpeningDecoder;
import io.strikebook.schemas.SetAccountGroupCommandDecoder;
import io.strikebook.schemas.SetAccountGroupDecoder;
import io.strikebook.schemas.SetAccountLimitsCommandDecoder;
import io.strikebook.schemas.SetAccountLimitsDecoder;
import io.strikebook.schemas.SetAccountStandingCommandDecoder;
import io.strikebook.schemas.SetAccountStandingDecoder;
import io.strikebook.schemas.SetAllocationCommandDecoder;
import io.strikebook.schemas.SetAllocationDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectCommandDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectDecoder;
import io.strikebook.schemas.SetGreekLimitsCommandDecoder;
import io.strikebook.schemas.SetGreekLimitsDecoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandDecoder;
import io.strikebook.schemas.SetGroupKillSwitchDecoder;
import io.strikebook.schemas.SetIndexSourceCommandDecoder;
import io.strikebook.schemas.SetIndexSourceDecoder;
import io.strikebook.schemas.SetInstrumentPhaseCommandDecoder;
import io.strikebook.schemas.SetInstrumentPhaseDecoder;
import io.strikebook.schemas.SetKillSwitchCommandDecoder;
import io.strikebook.schemas.SetKillSwitchDecoder;
import io.strikebook.schemas.SetMarginModelCommandDecoder;
import io.strikebook.schemas.SetMarginModelDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionDecoder;
import io.strikebook.schemas.SetMarketModeCommandDecoder;
import io.strikebook.schemas.SetMarketModeDecoder;
import io.strikebook.schemas.SetPositionLimitCommandDecoder;
import io.strikebook.schemas.SetPositionLimitDecoder;
import io.strikebook.schemas.SetRateLimitCommandDecoder;
import io.strikebook.schemas.SetRateLimitDecoder;
import io.strikebook.schemas.SetRiskLimitsCommandDecoder;
import io.strikebook.schemas.SetRiskLimitsDecoder;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.SetScenarioSetDecoder;
import io.strikebook.schemas.SetSelfTradePreventionCommandDecoder;
import io.strikebook.schemas.SetSelfTradePreventionDecoder;
import io.strikebook.schemas.SetVolatilityBandCommandDecoder;
import io.strikebook.schemas.SetVolatilityBandDecoder;
import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.SettleExpiryDecoder;
import io.strikebook.schemas.TransferCommandDecoder;
import io.strikebook.schemas.TransferDecoder;
import io.strikebook.schemas.WithdrawCommandDecoder;
import io.strikebook.schemas.WithdrawDecoder;

/** Which requests there are, who may send them and which command each becomes. */
final class RequestTemplates {
    /** No such request. */
    static final int NONE = 0;

    private RequestTemplates() {}

    /** Block length of a request of the {@code orders-*} queues, or {@link #NONE}. */
    static int orderBlock(final int template) {
        return switch (template) {
            case NewOrderDecoder.TEMPLATE_ID -> NewOrderDecoder.BLOCK_LENGTH;
            case NewDetailedOrderDecoder.TEMPLATE_ID -> NewDetailedOrderDecoder.BLOCK_LENGTH;
            case ReplaceOrderDecoder.TEMPLATE_ID -> ReplaceOrderDecoder.BLOCK_LENGTH;
            case SetCancelOnDisconnectDecoder.TEMPLATE_ID -> SetCancelOnDisconnectDecoder.BLOCK_LENGTH;
            case NewTriggerOrderDecoder.TEMPLATE_ID -> NewTriggerOrderDecoder.BLOCK_LENGTH;
            case ReplaceTriggerOrderDecoder.TEMPLATE_ID -> ReplaceTriggerOrderDecoder.BLOCK_LENGTH;
            case MassQuoteDecoder.TEMPLATE_ID -> MassQuoteDecoder.BLOCK_LENGTH;
            case NewLinkedOrdersDecoder.TEMPLATE_ID -> NewLinkedOrdersDecoder.BLOCK_LENGTH;
            default -> eitherBlock(template);
        };
    }

    /** Block length of a request that accounts and operators may send, or {@link #NONE}. */
    private static int eitherBlock(final int template) {
        return switch (template) {
            case CancelOrderDecoder.TEMPLATE_ID -> CancelOrderDecoder.BLOCK_LENGTH;
            case MassCancelDecoder.TEMPLATE_ID -> MassCancelDecoder.BLOCK_LENGTH;
            case CancelByLabelDecoder.TEMPLATE_ID -> CancelByLabelDecoder.BLOCK_LENGTH;
            case SetSelfTradePreventionDecoder.TEMPLATE_ID -> SetSelfTradePreventionDecoder.BLOCK_LENGTH;
            case CancelQuotesDecoder.TEMPLATE_ID -> CancelQuotesDecoder.BLOCK_LENGTH;
            case BlockTradeDecoder.TEMPLATE_ID -> BlockTradeDecoder.BLOCK_LENGTH;
            case SetMarketMakerProtectionDecoder.TEMPLATE_ID -> SetMarketMakerProtectionDecoder.BLOCK_LENGTH;
            case ResetMarketMakerProtectionDecoder.TEMPLATE_ID -> ResetMarketMakerProtectionDecoder.BLOCK_LENGTH;
            default -> NONE;
        };
    }

    /** Bytes that the command's block has behind those of its request. */
    static int added(final int template) {
        return switch (template) {
            case SetMarketMakerProtectionDecoder.TEMPLATE_ID ->
                SetMarketMakerProtectionCommandDecoder.BLOCK_LENGTH
                        - EnvelopeDecoder.ENCODED_LENGTH
                        - SetMarketMakerProtectionDecoder.BLOCK_LENGTH;
            case SettleExpiryDecoder.TEMPLATE_ID ->
                SettleCommandDecoder.BLOCK_LENGTH - EnvelopeDecoder.ENCODED_LENGTH - SettleExpiryDecoder.BLOCK_LENGTH;
            case SetScenarioSetDecoder.TEMPLATE_ID ->
                SetScenarioSetCommandDecoder.BLOCK_LENGTH
                        - EnvelopeDecoder.ENCODED_LENGTH
                        - SetScenarioSetDecoder.BLOCK_LENGTH;
            default -> 0;
        };
    }

    /** Block length of a request of the {@code admin} queue, which may also cancel and set for an account, or {@link #NONE}. */
    static int adminBlock(final int template) {
        return switch (template) {
            case CreateAccountDecoder.TEMPLATE_ID -> CreateAccountDecoder.BLOCK_LENGTH;
            case DepositDecoder.TEMPLATE_ID -> DepositDecoder.BLOCK_LENGTH;
            case WithdrawDecoder.TEMPLATE_ID -> WithdrawDecoder.BLOCK_LENGTH;
            case TransferDecoder.TEMPLATE_ID -> TransferDecoder.BLOCK_LENGTH;
            case SetAccountLimitsDecoder.TEMPLATE_ID -> SetAccountLimitsDecoder.BLOCK_LENGTH;
            case SetInstrumentPhaseDecoder.TEMPLATE_ID -> SetInstrumentPhaseDecoder.BLOCK_LENGTH;
            case SetKillSwitchDecoder.TEMPLATE_ID -> SetKillSwitchDecoder.BLOCK_LENGTH;
            case ListInstrumentDecoder.TEMPLATE_ID -> ListInstrumentDecoder.BLOCK_LENGTH;
            case ListComboDecoder.TEMPLATE_ID -> ListComboDecoder.BLOCK_LENGTH;
            case SetAllocationDecoder.TEMPLATE_ID -> SetAllocationDecoder.BLOCK_LENGTH;
            case ScheduleOpeningDecoder.TEMPLATE_ID -> ScheduleOpeningDecoder.BLOCK_LENGTH;
            case SetVolatilityBandDecoder.TEMPLATE_ID -> SetVolatilityBandDecoder.BLOCK_LENGTH;
            case SetMarketModeDecoder.TEMPLATE_ID -> SetMarketModeDecoder.BLOCK_LENGTH;
            case SetIndexSourceDecoder.TEMPLATE_ID -> SetIndexSourceDecoder.BLOCK_LENGTH;
            case SetScenarioSetDecoder.TEMPLATE_ID -> SetScenarioSetDecoder.BLOCK_LENGTH;
            case SetMarginModelDecoder.TEMPLATE_ID -> SetMarginModelDecoder.BLOCK_LENGTH;
            case SettleExpiryDecoder.TEMPLATE_ID -> SettleExpiryDecoder.BLOCK_LENGTH;
            default -> controlBlock(template);
        };
    }

    /** Block length of a request about what accounts may do, or one that accounts may send, too, or {@link #NONE}. */
    private static int controlBlock(final int template) {
        return switch (template) {
            case SetAccountStandingDecoder.TEMPLATE_ID -> SetAccountStandingDecoder.BLOCK_LENGTH;
            case SetAccountGroupDecoder.TEMPLATE_ID -> SetAccountGroupDecoder.BLOCK_LENGTH;
            case SetGroupKillSwitchDecoder.TEMPLATE_ID -> SetGroupKillSwitchDecoder.BLOCK_LENGTH;
            case SetRiskLimitsDecoder.TEMPLATE_ID -> SetRiskLimitsDecoder.BLOCK_LENGTH;
            case SetPositionLimitDecoder.TEMPLATE_ID -> SetPositionLimitDecoder.BLOCK_LENGTH;
            case SetGreekLimitsDecoder.TEMPLATE_ID -> SetGreekLimitsDecoder.BLOCK_LENGTH;
            case SetRateLimitDecoder.TEMPLATE_ID -> SetRateLimitDecoder.BLOCK_LENGTH;
            default -> eitherBlock(template);
        };
    }

    /** Template of the command that a request becomes. */
    static int commandOf(final int template) {
        return switch (template) {
            case NewOrderDecoder.TEMPLATE_ID -> NewOrderCommandDecoder.TEMPLATE_ID;
            case NewDetailedOrderDecoder.TEMPLATE_ID -> NewDetailedOrderCommandDecoder.TEMPLATE_ID;
            case CancelOrderDecoder.TEMPLATE_ID -> CancelOrderCommandDecoder.TEMPLATE_ID;
            case ReplaceOrderDecoder.TEMPLATE_ID -> ReplaceOrderCommandDecoder.TEMPLATE_ID;
            case NewTriggerOrderDecoder.TEMPLATE_ID -> NewTriggerOrderCommandDecoder.TEMPLATE_ID;
            case ReplaceTriggerOrderDecoder.TEMPLATE_ID -> ReplaceTriggerOrderCommandDecoder.TEMPLATE_ID;
            case MassCancelDecoder.TEMPLATE_ID -> MassCancelCommandDecoder.TEMPLATE_ID;
            case CancelByLabelDecoder.TEMPLATE_ID -> CancelByLabelCommandDecoder.TEMPLATE_ID;
            case CreateAccountDecoder.TEMPLATE_ID -> CreateAccountCommandDecoder.TEMPLATE_ID;
            case DepositDecoder.TEMPLATE_ID -> DepositCommandDecoder.TEMPLATE_ID;
            case WithdrawDecoder.TEMPLATE_ID -> WithdrawCommandDecoder.TEMPLATE_ID;
            case TransferDecoder.TEMPLATE_ID -> TransferCommandDecoder.TEMPLATE_ID;
            case SetAccountLimitsDecoder.TEMPLATE_ID -> SetAccountLimitsCommandDecoder.TEMPLATE_ID;
            case SetInstrumentPhaseDecoder.TEMPLATE_ID -> SetInstrumentPhaseCommandDecoder.TEMPLATE_ID;
            case SetKillSwitchDecoder.TEMPLATE_ID -> SetKillSwitchCommandDecoder.TEMPLATE_ID;
            case ListInstrumentDecoder.TEMPLATE_ID -> ListInstrumentCommandDecoder.TEMPLATE_ID;
            case SetSelfTradePreventionDecoder.TEMPLATE_ID -> SetSelfTradePreventionCommandDecoder.TEMPLATE_ID;
            case SetAllocationDecoder.TEMPLATE_ID -> SetAllocationCommandDecoder.TEMPLATE_ID;
            case ScheduleOpeningDecoder.TEMPLATE_ID -> ScheduleOpeningCommandDecoder.TEMPLATE_ID;
            case SetVolatilityBandDecoder.TEMPLATE_ID -> SetVolatilityBandCommandDecoder.TEMPLATE_ID;
            case SetMarketModeDecoder.TEMPLATE_ID -> SetMarketModeCommandDecoder.TEMPLATE_ID;
            case SetIndexSourceDecoder.TEMPLATE_ID -> SetIndexSourceCommandDecoder.TEMPLATE_ID;
            case SetScenarioSetDecoder.TEMPLATE_ID -> SetScenarioSetCommandDecoder.TEMPLATE_ID;
            case SetMarginModelDecoder.TEMPLATE_ID -> SetMarginModelCommandDecoder.TEMPLATE_ID;
            case SettleExpiryDecoder.TEMPLATE_ID -> SettleCommandDecoder.TEMPLATE_ID;
            case SetCancelOnDisconnectDecoder.TEMPLATE_ID -> SetCancelOnDisconnectCommandDecoder.TEMPLATE_ID;
            case MassQuoteDecoder.TEMPLATE_ID -> MassQuoteCommandDecoder.TEMPLATE_ID;
            case BlockTradeDecoder.TEMPLATE_ID -> BlockTradeCommandDecoder.TEMPLATE_ID;
            case NewLinkedOrdersDecoder.TEMPLATE_ID -> NewLinkedOrdersCommandDecoder.TEMPLATE_ID;
            case CancelQuotesDecoder.TEMPLATE_ID -> CancelQuotesCommandDecoder.TEMPLATE_ID;
            case SetMarketMakerProtectionDecoder.TEMPLATE_ID -> SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID;
            case ResetMarketMakerProtectionDecoder.TEMPLATE_ID -> ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID;
            case SetAccountStandingDecoder.TEMPLATE_ID -> SetAccountStandingCommandDecoder.TEMPLATE_ID;
            case SetAccountGroupDecoder.TEMPLATE_ID -> SetAccountGroupCommandDecoder.TEMPLATE_ID;
            case SetGroupKillSwitchDecoder.TEMPLATE_ID -> SetGroupKillSwitchCommandDecoder.TEMPLATE_ID;
            case SetRiskLimitsDecoder.TEMPLATE_ID -> SetRiskLimitsCommandDecoder.TEMPLATE_ID;
            case SetPositionLimitDecoder.TEMPLATE_ID -> SetPositionLimitCommandDecoder.TEMPLATE_ID;
            case SetGreekLimitsDecoder.TEMPLATE_ID -> SetGreekLimitsCommandDecoder.TEMPLATE_ID;
            case SetRateLimitDecoder.TEMPLATE_ID -> SetRateLimitCommandDecoder.TEMPLATE_ID;
            default -> throw new IllegalArgumentException("template " + template + " is no request");
        };
    }
}
