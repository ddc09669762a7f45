package io.strikebook.ipc.retention;

/**
 * Why somebody needs a part of a queue.
 *
 * @param through last sequence that is not needed any more; everything after it is
 * @param reason  who needs the rest, for the operator
 */
public record Need(long through, String reason) {
    /** The whole queue. */
    public static Need all(final String reason) {
        return new Need(0, reason);
    }
}
