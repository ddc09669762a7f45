package io.strikebook.runner;

import io.strikebook.ipc.recovery.DivergenceException;
import java.util.Map;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param outcome        in one word
 * @param commands       recorded commands decided again
 * @param framesCompared frames found equal, by queue
 * @param missing        frames that the recording lacks at its end and requests that no command answers yet, by queue; only those that
 *                       lack something
 * @param divergence     for {@link Outcome#DIVERGED}, what differs and where, in words; else empty
 * @param frames         both frames, where it is frames that differ
 */
public record Verification(
        Outcome outcome,
        long commands,
        Map<String, Long> framesCompared,
        Map<String, Long> missing,
        String divergence,
        Optional<DivergenceException> frames) {

    /** How a recording compares with what its engines compute. */
    public enum Outcome {
        /** Frame for frame the same. */
        IDENTICAL,
        /** The same as far as it goes, but the end is missing: a process died and was not started again. */
        INCOMPLETE,
        /** Something differs. */
        DIVERGED
    }

    /** Missing frames and requests over all queues. */
    public long missingTotal() {
        return missing.values().stream().mapToLong(Long::longValue).sum();
    }

    /** One line: {@code identical}, {@code incomplete (n)} or {@code diverged}, with the figures. */
    public String summary() {
        final long frameCount =
                framesCompared.values().stream().mapToLong(Long::longValue).sum();
        final String figures = String.format("%,d commands decided again, %,d frames compared", commands, frameCount);
        return switch (outcome) {
            case IDENTICAL -> "identical: " + figures;
            case INCOMPLETE -> "incomplete (" + missingTotal() + "): " + figures + "; missing " + missing;
            case DIVERGED -> "diverged: " + divergence;
        };
    }
}
