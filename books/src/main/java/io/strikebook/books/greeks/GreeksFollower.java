package io.strikebook.books.greeks;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.ImpliedLegFillDecoder;
import io.strikebook.schemas.InstrumentListedDecoder;
import io.strikebook.schemas.LegFillDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.OpenInterestDecoder;
import io.strikebook.schemas.PositionsDeliveredDecoder;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames of {@code executions}, {@code marks} and {@code margin} to calls of {@link PortfolioGreeks}. The queues may be read in any
 * measure: marks of what is not listed yet are passed over and come again. What margin says of open interest is compared as of the same
 * command, where the executions up to it were shown just before.
 */
public final class GreeksFollower {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final InstrumentListedDecoder listed = new InstrumentListedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final LegFillDecoder legFill = new LegFillDecoder();
    private final ImpliedLegFillDecoder impliedLegFill = new ImpliedLegFillDecoder();
    private final BlockFillDecoder blockFill = new BlockFillDecoder();
    private final MarkDecoder mark = new MarkDecoder();
    private final PositionsDeliveredDecoder delivered = new PositionsDeliveredDecoder();
    private final OpenInterestDecoder openInterest = new OpenInterestDecoder();
    private final PortfolioGreeks greeks;
    private long marksEpoch;
    private long marksTimeNs;
    private long commandsTo;
    private long compared;

    /** Follows into these sums. */
    public GreeksFollower(final PortfolioGreeks greeks) {
        this.greeks = greeks;
    }

    /** Takes a frame of {@code executions}. */
    public void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        commandsTo = Math.max(commandsTo, FrameLayout.sequence(buffer, offset));
        if (FrameLayout.schemaId(buffer, offset) != FrameHeaderDecoder.SCHEMA_ID) {
            return;
        }
        switch (FrameLayout.templateId(buffer, offset)) {
            case InstrumentListedDecoder.TEMPLATE_ID -> {
                listed.wrapAndApplyHeader(buffer, offset, header);
                greeks.onListed(new Instrument(
                        listed.instrumentId(), listed.underlyingId(), TermsCodec.decode(listed.terms())));
            }
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrapAndApplyHeader(buffer, offset, header);
                trade(
                        fill.instrumentId(),
                        fill.takerSide(),
                        fill.takerAccountId(),
                        fill.makerAccountId(),
                        fill.quantityLots());
            }
            case LegFillDecoder.TEMPLATE_ID -> {
                legFill.wrapAndApplyHeader(buffer, offset, header);
                trade(
                        legFill.instrumentId(),
                        legFill.takerSide(),
                        legFill.takerAccountId(),
                        legFill.makerAccountId(),
                        legFill.quantityLots());
            }
            case ImpliedLegFillDecoder.TEMPLATE_ID -> {
                impliedLegFill.wrapAndApplyHeader(buffer, offset, header);
                trade(
                        impliedLegFill.instrumentId(),
                        impliedLegFill.takerSide(),
                        impliedLegFill.takerAccountId(),
                        impliedLegFill.makerAccountId(),
                        impliedLegFill.quantityLots());
            }
            case BlockFillDecoder.TEMPLATE_ID -> {
                blockFill.wrapAndApplyHeader(buffer, offset, header);
                greeks.onTrade(
                        blockFill.instrumentId(),
                        blockFill.buyerAccountId(),
                        blockFill.sellerAccountId(),
                        blockFill.quantityLots());
            }
            default -> {}
        }
    }

    private void trade(
            final int instrumentId, final Side takerSide, final int takerId, final int makerId, final long lots) {
        final boolean buys = takerSide == Side.BUY;
        greeks.onTrade(instrumentId, buys ? takerId : makerId, buys ? makerId : takerId, lots);
    }

    /** Takes a frame of {@code marks}. */
    public void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        marksEpoch = FrameLayout.sequence(buffer, offset);
        marksTimeNs = FrameLayout.timestampNs(buffer, offset);
        if (FrameLayout.schemaId(buffer, offset) == FrameHeaderDecoder.SCHEMA_ID
                && FrameLayout.templateId(buffer, offset) == MarkDecoder.TEMPLATE_ID) {
            mark.wrapAndApplyHeader(buffer, offset, header);
            greeks.onMark(
                    mark.instrumentId(),
                    mark.markPriceE8(),
                    mark.deltaE9(),
                    mark.gammaE12(),
                    mark.vegaE8(),
                    mark.thetaE8());
        }
    }

    /**
     * Takes a frame of {@code margin}, of a command that executions were just shown up to.
     *
     * @throws IllegalStateException where margin counts other positions than these
     */
    public void onMargin(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.schemaId(buffer, offset) != FrameHeaderDecoder.SCHEMA_ID) {
            return;
        }
        if (FrameLayout.templateId(buffer, offset) == PositionsDeliveredDecoder.TEMPLATE_ID) {
            final PositionsDeliveredDecoder.PositionsDecoder ended =
                    delivered.wrapAndApplyHeader(buffer, offset, header).positions();
            while (ended.hasNext()) {
                ended.next();
                greeks.onDelivered(ended.instrumentId(), ended.accountId(), ended.signedLots());
            }
        } else if (FrameLayout.templateId(buffer, offset) == OpenInterestDecoder.TEMPLATE_ID) {
            compare(buffer, offset);
        }
    }

    private void compare(final UnsafeBuffer buffer, final int offset) {
        openInterest.wrapAndApplyHeader(buffer, offset, header);
        final int instrumentId = openInterest.instrumentId();
        if (greeks.openLots(instrumentId) != openInterest.openLots()) {
            throw new IllegalStateException("after command " + FrameLayout.sequence(buffer, offset) + " margin counts "
                    + openInterest.openLots() + " open lots of instrument " + instrumentId + ", executions give "
                    + greeks.openLots(instrumentId));
        }
        compared++;
    }

    /** Newest epoch of marks shown. */
    public long marksEpoch() {
        return marksEpoch;
    }

    /** Its time. */
    public long marksTimeNs() {
        return marksTimeNs;
    }

    /** Newest command whose executions were shown. */
    public long commandsTo() {
        return commandsTo;
    }

    /** How many open interests of margin's were compared. */
    public long compared() {
        return compared;
    }
}
