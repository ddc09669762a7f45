package io.strikebook.sequencer;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.CancelByLabelCommandDecoder;
import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.CancelQuotesCommandDecoder;
import io.strikebook.schemas.MassCancelCommandDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderCommandDecoder;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.ResetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectCommandDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetSelfTradePreventionCommandDecoder;
import io.strikebook.sequencer.pretrade.Account;
import io.strikebook.sequencer.pretrade.RateLimits;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a command of a client costs its account in tokens, by what it is, whatever was decided but {@code TOO_MANY_REQUESTS}. Follows from
 * the command alone, so that a restart charges the same.
 */
final class RequestCosts {
    private static final int NOBODY = -1;

    private final MassQuoteCommandDecoder massQuote = new MassQuoteCommandDecoder();
    private final NewLinkedOrdersCommandDecoder linked = new NewLinkedOrdersCommandDecoder();
    private final SequencerState state;

    RequestCosts(final SequencerState state) {
        this.state = state;
    }

    void charge(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        final int template = FrameLayout.templateId(buffer, offset);
        final int at = accountOffset(template);
        if (at == NOBODY || decision == RejectCode.TOO_MANY_REQUESTS) {
            return;
        }
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final Account account = state.mirror.account(buffer.getInt(body + at, ByteOrder.LITTLE_ENDIAN));
        if (account == null) {
            return;
        }
        final RateLimits rates = state.mirror.controls().rates();
        final RequestKind kind = kindOf(template, buffer, body);
        int tokens = 1;
        if (kind == RequestKind.MASS_QUOTES) {
            rates.charge(account, RequestKind.QUOTES, sides(buffer, offset), state.timestampNs);
        } else if (template == NewLinkedOrdersCommandDecoder.TEMPLATE_ID) {
            linked.wrap(buffer, body, FrameLayout.blockLength(buffer, offset), FrameLayout.version(buffer, offset));
            tokens = Math.max(1, linked.parts().count());
        }
        rates.charge(account, kind, tokens, state.timestampNs);
    }

    /**
     * Whether a client's request, about settings or a block trade, is one more than its account's rate allows. Orders and quotes have their
     * place for that in their ladders.
     *
     * @param template of its command
     * @param block    where that would begin, envelope first
     */
    boolean isTooMany(final int template, final UnsafeBuffer buffer, final int block, final long nowNs) {
        final RequestKind kind = kindOf(template);
        if (kind != RequestKind.NON_MATCHING && template != BlockTradeCommandDecoder.TEMPLATE_ID) {
            return false;
        }
        final Account account =
                state.mirror.account(buffer.getInt(block + accountOffset(template), ByteOrder.LITTLE_ENDIAN));
        return account != null && !state.mirror.controls().rates().allows(account, kind, 1, nowNs);
    }

    /** Sides with a price that the mass quote was accepted with. */
    private int sides(final UnsafeBuffer buffer, final int offset) {
        massQuote.wrap(
                buffer,
                offset + FrameLayout.HEADER_LENGTH,
                FrameLayout.blockLength(buffer, offset),
                FrameLayout.version(buffer, offset));
        int sides = 0;
        for (final MassQuoteCommandDecoder.EntriesDecoder entry : massQuote.entries()) {
            sides += QuoteDesk.isQuote(entry.bidPriceE8(), entry.bidLots()) ? 1 : 0;
            sides += QuoteDesk.isQuote(entry.askPriceE8(), entry.askLots()) ? 1 : 0;
        }
        return sides;
    }

    /** The same of a command, of which the instrument is known. */
    private RequestKind kindOf(final int template, final UnsafeBuffer buffer, final int body) {
        final int at = instrumentOffset(template);
        final Instrument instrument =
                at == NOBODY ? null : state.trading.instrument(buffer.getInt(body + at, ByteOrder.LITTLE_ENDIAN));
        return instrument != null && instrument.isSpot() ? RequestKind.SPOT : kindOf(template);
    }

    /** Where the command of a single order names its instrument. */
    private static int instrumentOffset(final int template) {
        return switch (template) {
            case NewOrderCommandDecoder.TEMPLATE_ID,
                    NewDetailedOrderCommandDecoder.TEMPLATE_ID,
                    NewTriggerOrderCommandDecoder.TEMPLATE_ID -> NewOrderCommandDecoder.instrumentIdEncodingOffset();
            case CancelOrderCommandDecoder.TEMPLATE_ID -> CancelOrderCommandDecoder.instrumentIdEncodingOffset();
            case ReplaceOrderCommandDecoder.TEMPLATE_ID, ReplaceTriggerOrderCommandDecoder.TEMPLATE_ID ->
                ReplaceOrderCommandDecoder.instrumentIdEncodingOffset();
            default -> NOBODY;
        };
    }

    private static RequestKind kindOf(final int template) {
        return switch (template) {
            case MassQuoteCommandDecoder.TEMPLATE_ID -> RequestKind.MASS_QUOTES;
            case MassCancelCommandDecoder.TEMPLATE_ID,
                    CancelByLabelCommandDecoder.TEMPLATE_ID,
                    CancelQuotesCommandDecoder.TEMPLATE_ID -> RequestKind.CANCEL_ALL;
            case SetSelfTradePreventionCommandDecoder.TEMPLATE_ID,
                    SetCancelOnDisconnectCommandDecoder.TEMPLATE_ID,
                    SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID,
                    ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID -> RequestKind.NON_MATCHING;
            default -> RequestKind.TRADING;
        };
    }

    /** Where a command's block, envelope first, names the account that sent it. */
    private static int accountOffset(final int template) {
        return switch (template) {
            case NewOrderCommandDecoder.TEMPLATE_ID,
                    NewDetailedOrderCommandDecoder.TEMPLATE_ID,
                    NewTriggerOrderCommandDecoder.TEMPLATE_ID -> NewOrderCommandDecoder.accountIdEncodingOffset();
            case CancelOrderCommandDecoder.TEMPLATE_ID -> CancelOrderCommandDecoder.accountIdEncodingOffset();
            case ReplaceOrderCommandDecoder.TEMPLATE_ID, ReplaceTriggerOrderCommandDecoder.TEMPLATE_ID ->
                ReplaceOrderCommandDecoder.accountIdEncodingOffset();
            case NewLinkedOrdersCommandDecoder.TEMPLATE_ID -> NewLinkedOrdersCommandDecoder.accountIdEncodingOffset();
            case BlockTradeCommandDecoder.TEMPLATE_ID -> BlockTradeCommandDecoder.accountIdEncodingOffset();
            case MassQuoteCommandDecoder.TEMPLATE_ID -> MassQuoteCommandDecoder.accountIdEncodingOffset();
            case MassCancelCommandDecoder.TEMPLATE_ID -> MassCancelCommandDecoder.accountIdEncodingOffset();
            case CancelByLabelCommandDecoder.TEMPLATE_ID -> CancelByLabelCommandDecoder.accountIdEncodingOffset();
            case CancelQuotesCommandDecoder.TEMPLATE_ID -> CancelQuotesCommandDecoder.accountIdEncodingOffset();
            default -> settingOffset(template);
        };
    }

    private static int settingOffset(final int template) {
        return switch (template) {
            case SetSelfTradePreventionCommandDecoder.TEMPLATE_ID ->
                SetSelfTradePreventionCommandDecoder.accountIdEncodingOffset();
            case SetCancelOnDisconnectCommandDecoder.TEMPLATE_ID ->
                SetCancelOnDisconnectCommandDecoder.accountIdEncodingOffset();
            case SetMarketMakerProtectionCommandDecoder.TEMPLATE_ID ->
                SetMarketMakerProtectionCommandDecoder.accountIdEncodingOffset();
            case ResetMarketMakerProtectionCommandDecoder.TEMPLATE_ID ->
                ResetMarketMakerProtectionCommandDecoder.accountIdEncodingOffset();
            default -> NOBODY;
        };
    }
}
