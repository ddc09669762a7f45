package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.NewLinkedOrdersCommandEncoder;
import io.strikebook.schemas.NewLinkedOrdersCommandEncoder.PartsEncoder;
import io.strikebook.schemas.NewLinkedOrdersDecoder;
import io.strikebook.schemas.NewLinkedOrdersDecoder.PartsDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import io.strikebook.sequencer.pretrade.LinkLadder;
import io.strikebook.sequencer.pretrade.OrderRequest;
import org.agrona.concurrent.UnsafeBuffer;

/** Decides requests of linked orders, and writes their commands' parts: as they came, with the prices and ends that they go by. */
final class LinkDesk {
    private final NewLinkedOrdersDecoder linked = new NewLinkedOrdersDecoder();
    private final NewLinkedOrdersCommandEncoder command = new NewLinkedOrdersCommandEncoder();
    private final SequencerState state;
    private final LinkLadder ladder;
    private int parts;

    LinkDesk(final SequencerState state, final OrderDesk orders) {
        this.state = state;
        this.ladder = new LinkLadder(orders.ladder(), orders.triggers(), state.trading, state.mirror);
    }

    /** Whether a request is as long as it says. */
    static boolean isWhole(final UnsafeBuffer buffer, final int offset, final int length) {
        return RepeatingGroup.isWhole(buffer, offset, length, PartsDecoder.sbeBlockLength());
    }

    /** Decides a whole request. */
    RejectCode decide(final UnsafeBuffer buffer, final int offset) {
        final int body = offset + FrameLayout.HEADER_LENGTH;
        linked.wrap(buffer, body, FrameLayout.blockLength(buffer, offset), NewLinkedOrdersDecoder.SCHEMA_VERSION);
        final LinkKind kind = linked.linkKind();
        final FillCondition condition = linked.fillCondition();
        final PartsDecoder from = linked.parts();
        parts = from.count();
        if (!LinkLadder.isLink(kind, condition, parts)) {
            parts = Math.min(parts, LinkLadder.MAX_PARTS);
            return RejectCode.BAD_LINK;
        }
        for (int i = 0; i < parts; i++) {
            if (!read(from.next(), ladder.part(i), buffer, body)) {
                return RejectCode.MALFORMED;
            }
        }
        return ladder.check(kind, condition, linked.underlyingId(), parts, state.marginLag());
    }

    /** Whether a part does not contradict itself. */
    private boolean read(final PartsDecoder from, final OrderRequest part, final UnsafeBuffer buffer, final int body) {
        part.plain(linked.accountId(), from.instrumentId(), from.clientOrderId(), from.side())
                .kind(from.orderType(), from.timeInForce(), from.flags().getRaw())
                .size(from.priceE8(), from.quantityLots())
                .details(0, 0, from.expireNs(), linked.validUntilNs())
                .label()
                .read(buffer, body + NewLinkedOrdersDecoder.labelEncodingOffset());
        if (from.triggerKind() == 0) {
            return from.triggerReference() == 0 && from.triggerPriceE8() == 0 && from.triggerOffsetE8() == 0;
        }
        part.trigger(
                TriggerKind.get(from.triggerKind()),
                TriggerReference.get(from.triggerReference()),
                from.triggerPriceE8(),
                from.triggerOffsetE8());
        return true;
    }

    /** Bytes that the command of the request decided last has behind its block. */
    int partsLength() {
        return PartsEncoder.sbeHeaderSize() + parts * PartsEncoder.sbeBlockLength();
    }

    /**
     * Writes the parts behind a block that was copied; what they say is copied as it came, values that nobody knows included.
     *
     * @param request the buffer of the request decided last
     */
    void complete(final UnsafeBuffer request, final UnsafeBuffer buffer, final int block, final RejectCode decision) {
        linked.sbeRewind();
        final PartsDecoder from = linked.parts();
        final PartsEncoder to = command.wrap(buffer, block).partsCount(parts);
        final boolean accepted = decision == RejectCode.ACCEPTED;
        for (int i = 0; i < parts; i++) {
            from.next();
            to.next();
            final int length = PartsEncoder.sbeBlockLength();
            buffer.putBytes(command.limit() - length, request, linked.limit() - from.actingBlockLength(), length);
            if (accepted) {
                to.priceE8(ladder.priceE8(i)).expireNs(ladder.expireNs(i));
            }
        }
    }
}
