package io.strikebook.common.venue;

import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.GrowLinkedOrderCommandDecoder;
import io.strikebook.schemas.LiquidationOrderCommandDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderCommandDecoder;
import io.strikebook.schemas.ResetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.ScheduleOpeningCommandDecoder;
import io.strikebook.schemas.SetAllocationCommandDecoder;
import io.strikebook.schemas.SetInstrumentPhaseCommandDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetMarketModeCommandDecoder;
import io.strikebook.schemas.SetVolatilityBandCommandDecoder;
import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** What a command that is not for all is of, whatever was decided: an instrument or an underlying. */
public final class CommandScope {
    private static final int NOWHERE = Integer.MAX_VALUE - Integer.BYTES;

    private CommandScope() {}

    /** Whether commands of this template name an underlying, not an instrument. */
    public static boolean isOfUnderlying(final int templateId) {
        return switch (templateId) {
            case MassQuoteCommandDecoder.TEMPLATE_ID,
                    BlockTradeCommandDecoder.TEMPLATE_ID,
                    NewLinkedOrdersCommandDecoder.TEMPLATE_ID,
                    SettleCommandDecoder.TEMPLATE_ID,
                    SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID,
                    ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    /**
     * Id of its instrument or underlying; 0 for none, also where its block is too short to say.
     *
     * @param block where the command's block begins, envelope first
     */
    public static int id(final int templateId, final DirectBuffer buffer, final int block, final int blockLength) {
        final int at = idOffset(templateId);
        return at + Integer.BYTES <= blockLength ? buffer.getInt(block + at, ByteOrder.LITTLE_ENDIAN) : 0;
    }

    private static int idOffset(final int templateId) {
        return switch (templateId) {
            case NewOrderCommandDecoder.TEMPLATE_ID,
                    NewDetailedOrderCommandDecoder.TEMPLATE_ID,
                    NewTriggerOrderCommandDecoder.TEMPLATE_ID,
                    LiquidationOrderCommandDecoder.TEMPLATE_ID -> NewOrderCommandDecoder.instrumentIdEncodingOffset();
            case CancelOrderCommandDecoder.TEMPLATE_ID -> CancelOrderCommandDecoder.instrumentIdEncodingOffset();
            case ReplaceOrderCommandDecoder.TEMPLATE_ID, ReplaceTriggerOrderCommandDecoder.TEMPLATE_ID ->
                ReplaceOrderCommandDecoder.instrumentIdEncodingOffset();
            case TriggeredOrderCommandDecoder.TEMPLATE_ID -> TriggeredOrderCommandDecoder.instrumentIdEncodingOffset();
            case GrowLinkedOrderCommandDecoder.TEMPLATE_ID ->
                GrowLinkedOrderCommandDecoder.instrumentIdEncodingOffset();
            case SetInstrumentPhaseCommandDecoder.TEMPLATE_ID ->
                SetInstrumentPhaseCommandDecoder.instrumentIdEncodingOffset();
            case ScheduleOpeningCommandDecoder.TEMPLATE_ID ->
                ScheduleOpeningCommandDecoder.instrumentIdEncodingOffset();
            case SetVolatilityBandCommandDecoder.TEMPLATE_ID ->
                SetVolatilityBandCommandDecoder.instrumentIdEncodingOffset();
            case SetMarketModeCommandDecoder.TEMPLATE_ID -> SetMarketModeCommandDecoder.instrumentIdEncodingOffset();
            case SetAllocationCommandDecoder.TEMPLATE_ID -> SetAllocationCommandDecoder.instrumentIdEncodingOffset();
            case NewLinkedOrdersCommandDecoder.TEMPLATE_ID ->
                NewLinkedOrdersCommandDecoder.underlyingIdEncodingOffset();
            case SettleCommandDecoder.TEMPLATE_ID -> SettleCommandDecoder.underlyingIdEncodingOffset();
            case MassQuoteCommandDecoder.TEMPLATE_ID -> MassQuoteCommandDecoder.underlyingIdEncodingOffset();
            case BlockTradeCommandDecoder.TEMPLATE_ID -> BlockTradeCommandDecoder.underlyingIdEncodingOffset();
            case SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID ->
                SetMarketMakerProtectionCommandDecoder.underlyingIdEncodingOffset();
            case ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID ->
                ResetMarketMakerProtectionCommandDecoder.underlyingIdEncodingOffset();
            default -> NOWHERE;
        };
    }
}
