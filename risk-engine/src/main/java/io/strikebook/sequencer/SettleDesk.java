package io.strikebook.sequencer;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.SettleCommandEncoder;
import io.strikebook.schemas.SettleExpiryDecoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.sequencer.pretrade.Ladder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides settlements that margin or operators ask for: {@code MALFORMED} where the delivery price is not positive, or larger than any
 * price; {@code UNKNOWN_UNDERLYING}; {@code UNKNOWN_INSTRUMENT} where nothing is listed that expires then; {@code NOT_EXPIRED};
 * {@code ALREADY_SETTLED}. The end of a day is never refused.
 */
final class SettleDesk {
    private final SettleExpiryDecoder request = new SettleExpiryDecoder();
    private final SettleCommandEncoder command = new SettleCommandEncoder();
    private final SequencerState state;
    private final CommandPublisher publisher;
    private final CommandWriter writer;
    private final Ladder ladder;

    SettleDesk(
            final SequencerState state,
            final CommandPublisher publisher,
            final CommandWriter writer,
            final Ladder ladder) {
        this.state = state;
        this.publisher = publisher;
        this.writer = writer;
        this.ladder = ladder;
    }

    /** Whether margin's oldest request is for a settlement. */
    boolean isNext() {
        final PendingSettlement oldest = state.settlements.peekFirst();
        return oldest != null && oldest.sourceSequence() == state.oldestMarginRequest();
    }

    /** Decides margin's oldest request, which is for a settlement. */
    void decideOldest(final long timestampNs) {
        final PendingSettlement oldest = state.settlements.peekFirst();
        ladder.at(Math.max(state.timestampNs, timestampNs));
        final RejectCode decision = oldest.kind() == SettlementKind.DAILY
                ? RejectCode.ACCEPTED
                : check(oldest.underlyingId(), oldest.settledNs(), oldest.deliveryPriceE8());
        writer.begin(
                SettleCommandDecoder.TEMPLATE_ID,
                SettleCommandDecoder.BLOCK_LENGTH,
                decision,
                state.marginSource,
                oldest.sourceSequence(),
                timestampNs);
        command.wrap(publisher.buffer(), publisher.frame() + FrameLayout.HEADER_LENGTH)
                .settledNs(oldest.settledNs())
                .deliveryPriceE8(oldest.deliveryPriceE8())
                .underlyingId(oldest.underlyingId())
                .samples(oldest.samples())
                .missing(oldest.missing())
                .kind(oldest.kind())
                .reserved1((short) 0)
                .reserved2(0);
        writer.end();
    }

    /** Decides an operator's request. */
    RejectCode decide(final UnsafeBuffer buffer, final int body) {
        request.wrap(buffer, body, SettleExpiryDecoder.BLOCK_LENGTH, SettleExpiryDecoder.SCHEMA_VERSION);
        return check(request.underlyingId(), request.settledNs(), request.deliveryPriceE8());
    }

    /** Fills in what an operator's command has besides its request: it is of an expiry, and its price of no samples. */
    void complete(final UnsafeBuffer buffer, final int block) {
        command.wrap(buffer, block)
                .samples(0)
                .missing(0)
                .kind(SettlementKind.EXPIRY)
                .reserved1((short) 0)
                .reserved2(0);
    }

    private RejectCode check(final int underlyingId, final long expiryNs, final long priceE8) {
        if (priceE8 <= 0 || priceE8 > NumberRange.MAX_PRICE_E8) {
            return RejectCode.MALFORMED;
        }
        if (underlyingId <= 0 || underlyingId > state.parameters.underlyings().size()) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        boolean listed = false;
        boolean open = false;
        for (int id = 1; id <= state.trading.lastInstrumentId(); id++) {
            final Instrument instrument = state.trading.instrument(id);
            if (instrument.expires(underlyingId, expiryNs)) {
                listed = true;
                open |= !state.trading.isSettled(instrument);
            }
        }
        if (!listed) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (ladder.nowNs() < expiryNs) {
            return RejectCode.NOT_EXPIRED;
        }
        return open ? RejectCode.ACCEPTED : RejectCode.ALREADY_SETTLED;
    }
}
