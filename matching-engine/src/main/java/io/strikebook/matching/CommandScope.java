package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.ResetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetAllocationCommandDecoder;
import io.strikebook.schemas.SetInstrumentPhaseCommandDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandDecoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** What a command that is not for all is of, whatever was decided: an instrument or an underlying. */
final class CommandScope {
    private static final int NOWHERE = Integer.MAX_VALUE - Integer.BYTES;

    private CommandScope() {}

    /** Whether commands of this template name an underlying, not an instrument. */
    static boolean isOfUnderlying(final int templateId) {
        return switch (templateId) {
            case MassQuoteCommandDecoder.TEMPLATE_ID,
                    SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID,
                    ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    /** Id of its instrument or underlying; 0 for none, also where its block is too short to say. */
    static int id(final UnsafeBuffer buffer, final int offset) {
        final int at = idOffset(FrameLayout.templateId(buffer, offset));
        return at + Integer.BYTES <= FrameLayout.blockLength(buffer, offset)
                ? buffer.getInt(offset + FrameLayout.HEADER_LENGTH + at, ByteOrder.LITTLE_ENDIAN)
                : 0;
    }

    private static int idOffset(final int templateId) {
        return switch (templateId) {
            case NewOrderCommandDecoder.TEMPLATE_ID, NewDetailedOrderCommandDecoder.TEMPLATE_ID ->
                NewOrderCommandDecoder.instrumentIdEncodingOffset();
            case CancelOrderCommandDecoder.TEMPLATE_ID -> CancelOrderCommandDecoder.instrumentIdEncodingOffset();
            case ReplaceOrderCommandDecoder.TEMPLATE_ID -> ReplaceOrderCommandDecoder.instrumentIdEncodingOffset();
            case SetInstrumentPhaseCommandDecoder.TEMPLATE_ID ->
                SetInstrumentPhaseCommandDecoder.instrumentIdEncodingOffset();
            case SetAllocationCommandDecoder.TEMPLATE_ID -> SetAllocationCommandDecoder.instrumentIdEncodingOffset();
            case MassQuoteCommandDecoder.TEMPLATE_ID -> MassQuoteCommandDecoder.underlyingIdEncodingOffset();
            case SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID ->
                SetMarketMakerProtectionCommandDecoder.underlyingIdEncodingOffset();
            case ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID ->
                ResetMarketMakerProtectionCommandDecoder.underlyingIdEncodingOffset();
            default -> NOWHERE;
        };
    }
}
