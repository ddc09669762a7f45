package io.strikebook.sequencer;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.SetAccountGroupEncoder;
import io.strikebook.schemas.SetGreekLimitsEncoder;

/** An operator who lists instruments and makes accounts, at once. */
final class AdminFrames {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final Publication out;
    private final Subscription in;
    private final Sequencer sequencer;

    /** An operator whose requests are decided at once. */
    AdminFrames(final Sequencer sequencer) {
        final MemoryQueue queue = new MemoryQueue();
        this.out = queue.publication();
        this.in = queue.subscription();
        this.sequencer = sequencer;
    }

    /** An operator whose requests wait on a queue. */
    AdminFrames(final Publication out) {
        this.out = out;
        this.in = null;
        this.sequencer = null;
    }

    void list(final InstrumentTerms terms, final long nowNs) {
        final int offset = open(nowNs);
        final ListInstrumentEncoder encoder =
                new ListInstrumentEncoder().wrapAndApplyHeader(out.buffer(), offset, header);
        TermsCodec.encode(terms, encoder.terms());
        send(ListInstrumentEncoder.BLOCK_LENGTH, nowNs);
    }

    void createAccount(final int accountId, final long nowNs) {
        final int offset = open(nowNs);
        new CreateAccountEncoder()
                .wrapAndApplyHeader(out.buffer(), offset, header)
                .name("busy")
                .accountId(accountId)
                .maxOpenOrders(0);
        send(CreateAccountEncoder.BLOCK_LENGTH, nowNs);
    }

    void group(final int accountId, final int groupId, final long nowNs) {
        final int offset = open(nowNs);
        new SetAccountGroupEncoder()
                .wrapAndApplyHeader(out.buffer(), offset, header)
                .accountId(accountId)
                .riskGroupId(groupId);
        send(SetAccountGroupEncoder.BLOCK_LENGTH, nowNs);
    }

    /** Limits of an account, or, where that is 0, of a group, so wide that nobody gets near them. */
    void greekLimits(final int accountId, final int groupId, final int underlyingId, final long nowNs) {
        final int offset = open(nowNs);
        new SetGreekLimitsEncoder()
                .wrapAndApplyHeader(out.buffer(), offset, header)
                .maxDeltaE8(1L << 60)
                .maxVegaE8(1L << 60)
                .accountId(accountId)
                .riskGroupId(groupId)
                .underlyingId(underlyingId);
        send(SetGreekLimitsEncoder.BLOCK_LENGTH, nowNs);
    }

    private int open(final long nowNs) {
        out.beginGroup(out.lastSequence() + 1, nowNs);
        final int offset = out.claim(160);
        out.buffer().setMemory(offset, 160, (byte) 0);
        return offset;
    }

    private void send(final int block, final long nowNs) {
        out.commit(FrameLayout.HEADER_LENGTH + block);
        out.endGroup();
        out.flush();
        if (in != null) {
            in.poll((buffer, offset, length) ->
                    sequencer.decide(SequencerFixture.ADMIN, buffer, offset, length, nowNs));
        }
    }
}
