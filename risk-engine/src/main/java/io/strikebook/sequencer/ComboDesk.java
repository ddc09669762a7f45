package io.strikebook.sequencer;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.InstrumentTermsDecoder;
import io.strikebook.schemas.InstrumentTermsEncoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListComboCommandEncoder;
import io.strikebook.schemas.ListComboDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.sequencer.pretrade.Ladder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lists combinations: {@code UNKNOWN_INSTRUMENT} where a leg is not listed, {@code BAD_LEGS} (see {@link ComboLegs}), {@code BAD_TERMS},
 * {@code INSTRUMENT_IS_CLOSED} where a leg has expired, {@code ALREADY_EXISTS} where the name or the same legs are listed,
 * {@code CAPACITY_EXCEEDED}. May allocate, because none of this is on the path of orders.
 */
final class ComboDesk {
    private static final int ENVELOPE = EnvelopeDecoder.ENCODED_LENGTH;

    private final ListComboDecoder request = new ListComboDecoder();
    private final ListComboCommandEncoder command = new ListComboCommandEncoder();
    private final InstrumentTermsEncoder terms = new InstrumentTermsEncoder();
    private final SequencerState state;
    private final CommandPublisher publisher;
    private final CommandWriter writer;
    private final Ladder ladder;

    ComboDesk(
            final SequencerState state,
            final CommandPublisher publisher,
            final CommandWriter writer,
            final Ladder ladder) {
        this.state = state;
        this.publisher = publisher;
        this.writer = writer;
        this.ladder = ladder;
    }

    void list(
            final int sourceId,
            final long sourceSequence,
            final UnsafeBuffer buffer,
            final int body,
            final long timestampNs) {
        request.wrap(buffer, body, ListComboDecoder.BLOCK_LENGTH, ListComboDecoder.SCHEMA_VERSION);
        final ComboLegs legs = ComboCodec.decode(request.legs(), state.trading::instrument);
        final RejectCode decision = decide(legs);
        writer.begin(
                ListComboCommandDecoder.TEMPLATE_ID,
                ListComboCommandDecoder.BLOCK_LENGTH,
                decision,
                sourceId,
                sourceSequence,
                timestampNs);
        final UnsafeBuffer to = publisher.buffer();
        final int block = publisher.frame() + FrameLayout.HEADER_LENGTH;
        to.setMemory(block + ENVELOPE, ListComboCommandDecoder.BLOCK_LENGTH - ENVELOPE, (byte) 0);
        to.putBytes(
                block + ListComboCommandEncoder.legsEncodingOffset(),
                buffer,
                body + ListComboDecoder.legsEncodingOffset(),
                command.wrap(to, block).legs().encodedLength());
        terms.wrap(to, block + ListComboCommandEncoder.termsEncodingOffset());
        if (decision == RejectCode.ACCEPTED) {
            TermsCodec.encode(legs.terms(request.symbol(), request.tickSizeE8(), request.maxOrderLots()), terms);
            command.instrumentId(state.trading.lastInstrumentId() + 1)
                    .underlyingId(legs.leg(0).underlyingId());
        } else {
            to.putBytes(
                    terms.offset() + InstrumentTermsEncoder.symbolEncodingOffset(),
                    buffer,
                    body + ListComboDecoder.symbolEncodingOffset(),
                    InstrumentTermsDecoder.symbolEncodingLength());
            terms.tickSizeE8(request.tickSizeE8()).maxOrderLots(request.maxOrderLots());
        }
        writer.end();
    }

    private RejectCode decide(final ComboLegs legs) {
        if (legs == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (!legs.areValid()) {
            return RejectCode.BAD_LEGS;
        }
        if (legs.problem(request.symbol(), request.tickSizeE8(), request.maxOrderLots()) != null) {
            return RejectCode.BAD_TERMS;
        }
        for (int i = 0; i < legs.count(); i++) {
            if (ladder.isExpired(legs.leg(i))) {
                return RejectCode.INSTRUMENT_IS_CLOSED;
            }
        }
        if (state.trading.isListed(request.symbol()) || isListed(legs)) {
            return RejectCode.ALREADY_EXISTS;
        }
        return state.trading.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }

    private boolean isListed(final ComboLegs legs) {
        for (int id = 1; id <= state.trading.lastInstrumentId(); id++) {
            final Instrument instrument = state.trading.instrument(id);
            if (instrument.isCombo() && instrument.legs().areSame(legs)) {
                return true;
            }
        }
        return false;
    }
}
