package io.strikebook.margin;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CrossStateDecoder;
import io.strikebook.schemas.ForcedTradesRequestDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.LiquidationNoticedDecoder;
import io.strikebook.schemas.LiquidationRequestDecoder;
import io.strikebook.schemas.LossPaidDecoder;
import io.strikebook.schemas.PositionsDeliveredDecoder;
import io.strikebook.schemas.PositionsSettledDecoder;
import io.strikebook.schemas.SettledDecoder;
import io.strikebook.schemas.SettlementRequestDecoder;
import io.strikebook.schemas.SettlementWaitingDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What margin says of settlements as text. */
final class SettlementFrames {
    private SettlementFrames() {}

    /** A request, positions or the end of a settlement; of a liquidation that it is one, see {@link LiquidationVenue}. */
    static List<String> texts(final UnsafeBuffer buffer, final int offset) {
        final FrameHeaderDecoder header = new FrameHeaderDecoder();
        switch (FrameLayout.templateId(buffer, offset)) {
            case SettlementRequestDecoder.TEMPLATE_ID -> {
                final var asked = new SettlementRequestDecoder().wrapAndApplyHeader(buffer, offset, header);
                return List.of("asks " + asked.sourceSequence() + " " + asked.kind() + " " + asked.underlyingId()
                        + " at " + asked.settledNs() + " price " + asked.deliveryPriceE8() + " of " + asked.samples()
                        + " missing " + asked.missing());
            }
            case SettlementWaitingDecoder.TEMPLATE_ID -> {
                final var waiting = new SettlementWaitingDecoder().wrapAndApplyHeader(buffer, offset, header);
                return List.of("waits " + waiting.underlyingId() + " at " + waiting.settledNs());
            }
            case PositionsDeliveredDecoder.TEMPLATE_ID -> {
                final List<String> texts = new ArrayList<>();
                for (final var ended : new PositionsDeliveredDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .positions()) {
                    texts.add("delivered " + ended.accountId() + " " + ended.instrumentId() + " lots "
                            + ended.signedLots() + " amount " + ended.amount() + " fee " + ended.fee() + " change "
                            + ended.balanceChangeE12());
                }
                return texts;
            }
            case PositionsSettledDecoder.TEMPLATE_ID -> {
                final List<String> texts = new ArrayList<>();
                for (final var marked : new PositionsSettledDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .positions()) {
                    texts.add("settled " + marked.accountId() + " " + marked.instrumentId() + " mark "
                            + marked.markPriceE8() + " amount " + marked.amount());
                }
                return texts;
            }
            case SettledDecoder.TEMPLATE_ID -> {
                final var all = new SettledDecoder().wrapAndApplyHeader(buffer, offset, header);
                return List.of("all " + all.kind() + " " + all.positions());
            }
            case LiquidationRequestDecoder.TEMPLATE_ID,
                    ForcedTradesRequestDecoder.TEMPLATE_ID,
                    LiquidationNoticedDecoder.TEMPLATE_ID,
                    LossPaidDecoder.TEMPLATE_ID -> {
                return List.of("liquidation");
            }
            case CrossStateDecoder.TEMPLATE_ID -> {
                final var cross = new CrossStateDecoder().wrapAndApplyHeader(buffer, offset, header);
                return List.of("cross " + cross.accountId() + " " + cross.collateralE8());
            }
            default -> throw new AssertionError("margin wrote template " + FrameLayout.templateId(buffer, offset));
        }
    }
}
