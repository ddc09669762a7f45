package io.strikebook.auditor;

import io.strikebook.auditor.chain.HashChain;
import io.strikebook.auditor.chain.ProofSchedule;
import io.strikebook.auditor.tree.AccountEquities;
import io.strikebook.auditor.tree.Columns;
import io.strikebook.auditor.tree.LeafNonces;
import io.strikebook.auditor.tree.LiabilityStatement;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CheckpointCommandDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SettleCommandDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The auditor without a transport. For each command, in order: {@link #onCommand} for its frames, {@link #onMargin} for those of margin's
 * answer, {@link #endCommand}, which writes a group where a link is due. Single-threaded; links allocate nothing, a root of liabilities
 * some kilobytes.
 */
public final class Auditor {
    private final Publication proofs;
    private final ProofPublisher publisher;
    private final ProofSchedule schedule;
    private final HashChain chain = new HashChain();
    private final AccountEquities equities = new AccountEquities();
    private final EquityReader reader = new EquityReader(equities);
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final LiabilityStatement statement;
    private final LiabilityStatement.DeficitListener onDeficit;
    private long linkedTo;
    private long rootSequence;
    private long sequence;
    private long timestampNs;
    private ProofSchedule.Occasion occasion = ProofSchedule.Occasion.ORDINARY;

    /** An auditor of a home from which nothing was read yet. */
    public Auditor(
            final String homeId,
            final ProofSchedule.Intervals intervals,
            final LeafNonces nonces,
            final Publication proofs) {
        this.proofs = proofs;
        publisher = new ProofPublisher(proofs);
        schedule = new ProofSchedule(intervals);
        statement = new LiabilityStatement(Columns.COUNT, nonces);
        onDeficit = publisher::deficit;
        chain.resume(HashChain.origin(homeId));
    }

    /** Goes on behind the newest group of {@code proofs}; equities are to be brought there by {@link #onEarlierMargin}. */
    void resume(final RecordedProof newest) {
        if (!newest.hasLink()) {
            throw new IllegalStateException("group " + newest.sequence() + " of proofs has no link");
        }
        chain.resume(newest.link());
        schedule.resume(newest.sequence(), newest.timestampNs(), newest.rootTimeNs());
        linkedTo = newest.sequence();
        rootSequence = newest.rootSequence();
        proofs.resume(newest.sequence(), proofs.producedHash());
    }

    /** A frame of margin that a link covers already. */
    public void onEarlierMargin(final UnsafeBuffer buffer, final int offset, final int length) {
        reader.onFrame(buffer, offset, length);
    }

    /** A frame of the next command. */
    public void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.frameInGroup(buffer, offset) == 0) {
            sequence = FrameLayout.sequence(buffer, offset);
            timestampNs = FrameLayout.timestampNs(buffer, offset);
            occasion = occasion(buffer, offset);
        }
        chain.put(buffer, offset, length);
    }

    /** A frame of margin's answer to it. */
    public void onMargin(final UnsafeBuffer buffer, final int offset, final int length) {
        chain.put(buffer, offset, length);
        reader.onFrame(buffer, offset, length);
    }

    /**
     * Writes a link, and with it a root, where they are due.
     *
     * @return whether something was written
     */
    public boolean endCommand() {
        schedule.onCommand(sequence, timestampNs, occasion, equities.size() > 0);
        if (!schedule.linkDue()) {
            return false;
        }
        publisher.begin(sequence, timestampNs);
        byte[] root = HashChain.NO_ROOT;
        if (schedule.rootDue()) {
            statement.compute(equities, sequence, timestampNs, LiabilityStatement.NOBODY, onDeficit);
            publisher.root(statement.stated());
            root = statement.stated().root();
            rootSequence = sequence;
        }
        chain.end(root, linkedTo + 1, sequence);
        publisher.end(chain.link(), linkedTo + 1, rootSequence, schedule.rootTimeNs());
        linkedTo = sequence;
        return true;
    }

    private ProofSchedule.Occasion occasion(final UnsafeBuffer buffer, final int offset) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        if (templateId == CheckpointCommandDecoder.TEMPLATE_ID) {
            return ProofSchedule.Occasion.CHECKPOINT;
        }
        if (templateId != SettleCommandDecoder.TEMPLATE_ID) {
            return ProofSchedule.Occasion.ORDINARY;
        }
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        return envelope.decision() == RejectCode.ACCEPTED
                ? ProofSchedule.Occasion.SETTLEMENT
                : ProofSchedule.Occasion.ORDINARY;
    }

    /** Last command that a link covers; 0 before the first. */
    public long linkedTo() {
        return linkedTo;
    }

    /** Newest command with a root; 0 before the first. */
    public long rootSequence() {
        return rootSequence;
    }

    /** Last command that was ended; 0 before the first. */
    public long lastSequence() {
        return Math.max(sequence, linkedTo);
    }

    /** Newest equity of every account. */
    public AccountEquities equities() {
        return equities;
    }
}
