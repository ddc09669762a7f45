package io.strikebook.auditor;

import io.strikebook.auditor.chain.HashChain;
import io.strikebook.auditor.tree.AccountEquities;
import io.strikebook.auditor.tree.LeafNonces;
import io.strikebook.auditor.tree.LiabilityStatement;
import io.strikebook.auditor.tree.StatedLiabilities;
import io.strikebook.ipc.recovery.FrameCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Makes the chain of a recording again, link by link as {@code proofs} has them, and compares. After a link that differs it goes on behind
 * the recorded one, so that each range that was changed is one link that differs.
 */
final class ChainAudit {
    private final Map<Long, String> expected;
    private final LeafNonces nonces;
    private final HashChain chain = new HashChain();
    private final AccountEquities equities = new AccountEquities();
    private final EquityReader reader = new EquityReader(equities);
    private final List<String> problems = new ArrayList<>();
    private final QueueFrames commands;
    private final QueueFrames margin;
    private final long prunedTo;
    private long linkedTo;
    private long rootSequence;
    private long rootTimeNs;
    private long links;
    private long skipped;
    private long roots;
    private String lastLink = "";
    private String missing;

    /**
     * An audit from a home's first command on.
     *
     * @param prunedTo last sequence that is not there any more; links of it are taken as recorded
     * @param nonces   to compute roots again, or null to take them as recorded
     * @param expected links by sequence that somebody noted elsewhere
     */
    ChainAudit(
            final String homeId,
            final QueueFrames commands,
            final QueueFrames margin,
            final long prunedTo,
            final LeafNonces nonces,
            final Map<Long, String> expected) {
        this.commands = commands;
        this.margin = margin;
        this.prunedTo = prunedTo;
        this.nonces = nonces;
        this.expected = expected;
        chain.resume(HashChain.origin(homeId));
    }

    /** Checks the next link; false where the recording ends before what it covers. */
    boolean check(final RecordedProof proof) {
        final long to = proof.sequence();
        final int before = problems.size();
        checkFields(proof);
        if (to <= prunedTo || linkedTo < prunedTo) {
            skipped++;
            commands.skipTo(to);
            margin.skipTo(to);
        } else {
            if (!putFrames(linkedTo + 1, to)) {
                return false;
            }
            checkRoot(proof, before);
            chain.end(proof.rootOrNone(), linkedTo + 1, to);
            if (problems.size() == before && !Arrays.equals(chain.link(), proof.link())) {
                problem(to, "frames of commands or margin are not those that the link was made of");
            }
            links++;
        }
        lastLink = HexFormat.of().formatHex(proof.link());
        final String noted = expected.get(to);
        if (noted != null && !noted.equalsIgnoreCase(lastLink)) {
            problem(to, "the link is not the one expected, " + noted);
        }
        chain.resume(proof.link());
        linkedTo = to;
        return true;
    }

    private void checkFields(final RecordedProof proof) {
        final long to = proof.sequence();
        if (proof.stated() != null) {
            rootSequence = to;
            rootTimeNs = proof.timestampNs();
        }
        if (proof.isDamaged()) {
            problem(to, "the root of liabilities in proofs cannot be read");
        } else if (proof.fromSequence() != linkedTo + 1) {
            problem(to, "the link in proofs says that it begins with " + proof.fromSequence());
        } else if (proof.rootSequence() != rootSequence || rootSequence != 0 && proof.rootTimeNs() != rootTimeNs) {
            problem(
                    to,
                    "the link in proofs names the root of " + proof.rootSequence() + ", not that of " + rootSequence);
        }
    }

    /** Puts commands and margin's answers in turn; false where one of both ends before the last. */
    private boolean putFrames(final long from, final long to) {
        final int before = problems.size();
        for (long sequence = from; sequence <= to && problems.size() == before; sequence++) {
            if (!put(commands, "commands", sequence, to, false) || !put(margin, "margin", sequence, to, true)) {
                return false;
            }
        }
        if (problems.size() > before) {
            commands.skipTo(to);
            margin.skipTo(to);
        }
        return true;
    }

    private boolean put(
            final QueueFrames frames, final String queue, final long sequence, final long to, final boolean read) {
        if (frames.sequence() == QueueFrames.NONE) {
            missing = queue + " ends before command " + sequence + ", and the next link covers commands "
                    + (linkedTo + 1) + " to " + to;
            return false;
        }
        if (frames.sequence() != sequence) {
            problem(to, queue + " has a frame of " + frames.sequence() + " where one of " + sequence + " is next");
            return true;
        }
        while (frames.sequence() == sequence) {
            final FrameCursor frame = frames.take();
            chain.put(frame.buffer(), frame.offset(), frame.length());
            if (read) {
                reader.onFrame(frame.buffer(), frame.offset(), frame.length());
            }
        }
        return true;
    }

    private void checkRoot(final RecordedProof proof, final int before) {
        final StatedLiabilities stated = proof.stated();
        if (stated == null || problems.size() > before) {
            return;
        }
        if (!stated.isConsistent()) {
            problem(proof.sequence(), "the root of liabilities in proofs is not the hash of what it states");
        } else if (nonces != null && prunedTo == 0) {
            final List<RecordedProof.Deficit> deficits = new ArrayList<>();
            final LiabilityStatement statement = new LiabilityStatement(stated.columns(), nonces);
            statement.compute(
                    equities,
                    proof.sequence(),
                    proof.timestampNs(),
                    LiabilityStatement.NOBODY,
                    (leaf, column, deficitE12) -> deficits.add(new RecordedProof.Deficit(leaf, column, deficitE12)));
            if (!statement.stated().equals(stated) || !deficits.equals(proof.deficits())) {
                problem(proof.sequence(), "the root of liabilities in proofs does not follow from margin");
            }
            roots++;
        }
    }

    private void problem(final long to, final String text) {
        problems.add("commands " + (linkedTo + 1) + " to " + to + ": " + text);
    }

    /** Expected links of sequences at which there is none. */
    void requireExpected(final List<Long> sequences) {
        expected.keySet().stream()
                .filter(sequence -> !sequences.contains(sequence))
                .sorted()
                .forEach(sequence ->
                        problems.add("command " + sequence + ": proofs has no link there, one was expected"));
    }

    List<String> problems() {
        return problems;
    }

    /** What ends too early, or null. */
    String missing() {
        return missing;
    }

    long linkedTo() {
        return linkedTo;
    }

    long links() {
        return links;
    }

    /** Links of what was pruned, taken as recorded. */
    long skipped() {
        return skipped;
    }

    /** Roots that were computed again. */
    long roots() {
        return roots;
    }

    String lastLink() {
        return lastLink;
    }

    /** What is recorded behind the last link. */
    long unlinked() {
        long commandsBehind = 0;
        long last = linkedTo;
        while (commands.sequence() != QueueFrames.NONE) {
            commandsBehind += commands.sequence() == last ? 0 : 1;
            last = commands.sequence();
            commands.take();
        }
        return commandsBehind;
    }
}
