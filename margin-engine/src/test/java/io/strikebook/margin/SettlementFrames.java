package io.strikebook.margin;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.PositionDeliveredDecoder;
import io.strikebook.schemas.PositionSettledDecoder;
import io.strikebook.schemas.SettledDecoder;
import io.strikebook.schemas.SettlementRequestDecoder;
import io.strikebook.schemas.SettlementWaitingDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What margin says of settlements as text. */
final class SettlementFrames {
    private SettlementFrames() {}

    /** A request, a position or the end of a settlement. */
    static String text(final UnsafeBuffer buffer, final int offset) {
        final FrameHeaderDecoder header = new FrameHeaderDecoder();
        switch (FrameLayout.templateId(buffer, offset)) {
            case SettlementRequestDecoder.TEMPLATE_ID -> {
                final var asked = new SettlementRequestDecoder().wrapAndApplyHeader(buffer, offset, header);
                return "asks " + asked.sourceSequence() + " " + asked.kind() + " " + asked.underlyingId() + " at "
                        + asked.settledNs() + " price " + asked.deliveryPriceE8() + " of " + asked.samples()
                        + " missing "
                        + asked.missing();
            }
            case SettlementWaitingDecoder.TEMPLATE_ID -> {
                final var waiting = new SettlementWaitingDecoder().wrapAndApplyHeader(buffer, offset, header);
                return "waits " + waiting.underlyingId() + " at " + waiting.settledNs();
            }
            case PositionDeliveredDecoder.TEMPLATE_ID -> {
                final var ended = new PositionDeliveredDecoder().wrapAndApplyHeader(buffer, offset, header);
                return "delivered " + ended.accountId() + " " + ended.instrumentId() + " lots " + ended.signedLots()
                        + " amount " + ended.amount() + " fee " + ended.fee() + " change " + ended.balanceChangeE12();
            }
            case PositionSettledDecoder.TEMPLATE_ID -> {
                final var marked = new PositionSettledDecoder().wrapAndApplyHeader(buffer, offset, header);
                return "settled " + marked.accountId() + " " + marked.instrumentId() + " mark " + marked.markPriceE8()
                        + " amount " + marked.amount();
            }
            case SettledDecoder.TEMPLATE_ID -> {
                final var all = new SettledDecoder().wrapAndApplyHeader(buffer, offset, header);
                return "all " + all.kind() + " " + all.positions();
            }
            default -> throw new AssertionError("margin wrote template " + FrameLayout.templateId(buffer, offset));
        }
    }
}
