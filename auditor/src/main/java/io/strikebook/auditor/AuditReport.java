package io.strikebook.auditor;

import java.util.List;

/**
 * What an audit found.
 *
 * @param outcome  in one word
 * @param problems each range of commands that differs, the first one first; or what is damaged or missing
 * @param links    that were made again
 * @param skipped  links that were taken as recorded, since what they cover was pruned
 * @param roots    roots of liabilities that were computed again
 * @param linkedTo last command that a link covers
 * @param unlinked commands recorded behind it
 * @param lastLink the newest link that was looked at, hexadecimal; empty for none
 */
public record AuditReport(
        Outcome outcome,
        List<String> problems,
        long links,
        long skipped,
        long roots,
        long linkedTo,
        long unlinked,
        String lastLink) {

    /** In one word. */
    public enum Outcome {
        /** Every link and root is what the recording gives. */
        INTACT,
        /** The same as far as it goes, but the recording ends before what links cover. */
        INCOMPLETE,
        /** Something differs. */
        CHANGED,
        /** Something cannot be read. */
        DAMAGED
    }
}
