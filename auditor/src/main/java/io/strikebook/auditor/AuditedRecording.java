package io.strikebook.auditor;

import io.strikebook.auditor.tree.AccountEquities;
import io.strikebook.auditor.tree.InclusionProof;
import io.strikebook.auditor.tree.LeafNonces;
import io.strikebook.auditor.tree.LiabilityStatement;
import io.strikebook.auditor.tree.StatedLiabilities;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.recovery.FrameCursor;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a home that is or was audited, live or not; writes nothing. */
public final class AuditedRecording {
    private final Home home;
    private final Manifest manifest;
    private final ChronicleTransport transport;
    private final AuditorKey key;

    /** A home's; refuses one that has no proofs. */
    public AuditedRecording(final Home home) {
        this.home = home;
        manifest = home.open();
        if (!manifest.audited()) {
            throw new HomeException(home.path() + " is not audited: it was made without the section 'auditor'");
        }
        transport = HomeQueues.transport(manifest, System::nanoTime);
        final HomeConfig config = HomeConfig.read(home.configFile(), manifest);
        key = AuditorConfig.read(config.role(AuditorMain.ROLE)).key(home);
    }

    /** A home's published statement of liabilities: the newest one that is not beyond a sequence. */
    public Optional<StatedLiabilities> newestRoot(final long notBeyond) {
        StatedLiabilities newest = null;
        final RecordedProof proof = new RecordedProof();
        try (FrameCursor cursor = transport.cursor(home.queue(QueueNames.PROOFS))) {
            while (nextProof(cursor, proof) && proof.sequence() <= notBeyond) {
                newest = proof.stated() == null ? newest : proof.stated();
            }
        }
        return Optional.ofNullable(newest);
    }

    private static boolean nextProof(final FrameCursor cursor, final RecordedProof proof) {
        while (cursor.next()) {
            proof.onFrame(cursor.buffer(), cursor.offset(), cursor.length());
            if (proof.hasLink()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The proof that an account is part of what was published, computed from {@code margin} again.
     *
     * @return empty where the account was not there yet
     * @throws DivergedException where what follows from margin is not what was published
     */
    public Optional<InclusionProof> proof(final int accountId, final StatedLiabilities published) {
        final AccountEquities equities = equitiesAt(published.sequence());
        final LiabilityStatement statement = new LiabilityStatement(published.columns(), new LeafNonces(key.bytes()));
        statement.compute(
                equities, published.sequence(), published.timestampNs(), accountId, (leaf, column, deficitE12) -> {});
        if (!statement.stated().equals(published)) {
            throw new DivergedException("the root of liabilities as of command " + published.sequence()
                    + " does not follow from margin: 'strikebook audit " + home.path() + "' says more");
        }
        return equities.knows(accountId) ? Optional.of(statement.proofOf(accountId, equities)) : Optional.empty();
    }

    private AccountEquities equitiesAt(final long sequence) {
        final AccountEquities equities = new AccountEquities();
        final long from = AuditorState.loadNewest(AuditorState.store(home, manifest), sequence, equities);
        home.requireRecorded(QueueNames.MARGIN, from, "proof");
        final EquityReader reader = new EquityReader(equities);
        try (QueueFrames margin = frames(QueueNames.MARGIN, from)) {
            while (margin.sequence() <= sequence) {
                final FrameCursor frame = margin.take();
                reader.onFrame(frame.buffer(), frame.offset(), frame.length());
            }
        }
        return equities;
    }

    /**
     * Makes the chain again and compares it with what was recorded; roots too, where the key is there and {@code margin} begins at its
     * beginning.
     *
     * @param expected links that were noted elsewhere, hexadecimal, by sequence
     */
    public AuditReport audit(final Map<Long, String> expected) {
        final long prunedTo = Math.max(home.prunedTo(QueueNames.COMMANDS), home.prunedTo(QueueNames.MARGIN));
        try (QueueFrames commands = frames(QueueNames.COMMANDS, 0);
                QueueFrames margin = frames(QueueNames.MARGIN, 0);
                FrameCursor proofs = transport.cursor(home.queue(QueueNames.PROOFS))) {
            final ChainAudit audit = new ChainAudit(
                    manifest.homeId(),
                    commands,
                    margin,
                    prunedTo,
                    key.exists() ? new LeafNonces(key.bytes()) : null,
                    expected);
            return report(audit, proofs);
        }
    }

    private static AuditReport report(final ChainAudit audit, final FrameCursor proofs) {
        final List<Long> links = new ArrayList<>();
        long unlinked = 0;
        AuditReport.Outcome outcome = AuditReport.Outcome.INTACT;
        final List<String> problems = new ArrayList<>();
        try {
            final RecordedProof proof = new RecordedProof();
            while (nextProof(proofs, proof) && audit.check(proof)) {
                links.add(proof.sequence());
            }
            if (audit.missing() == null) {
                proofs.requireEnd();
                audit.requireExpected(links);
                unlinked = audit.unlinked();
            } else {
                outcome = AuditReport.Outcome.INCOMPLETE;
                problems.add(audit.missing());
            }
        } catch (final CorruptFrameException e) {
            outcome = AuditReport.Outcome.DAMAGED;
            problems.add("commands from " + (audit.linkedTo() + 1) + " on: " + e.getMessage());
        }
        if (!audit.problems().isEmpty()) {
            outcome = outcome == AuditReport.Outcome.DAMAGED ? outcome : AuditReport.Outcome.CHANGED;
            problems.addAll(0, audit.problems());
        }
        return new AuditReport(
                outcome,
                List.copyOf(problems),
                audit.links(),
                audit.skipped(),
                audit.roots(),
                audit.linkedTo(),
                unlinked,
                audit.lastLink());
    }

    /** The page by which a customer checks a proof, as its file is. */
    public static InputStream verifierPage() {
        return AuditedRecording.class.getResourceAsStream("verify-proof.html");
    }

    private QueueFrames frames(final String queue, final long afterSequence) {
        return new QueueFrames(transport.cursor(home.queue(queue)), afterSequence);
    }

    /** What was published does not follow from the recording. */
    public static final class DivergedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DivergedException(final String message) {
            super(message);
        }
    }
}
