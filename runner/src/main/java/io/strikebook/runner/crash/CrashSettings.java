package io.strikebook.runner.crash;

/**
 * How a crash is played.
 *
 * @param stepSeconds   seconds from one epoch of marks to the next one of another market; 0: from poll to poll
 * @param holders       accounts of each kind, underlying and day
 * @param fundUsd       what the insurance fund begins with in each currency, dollars
 * @param seed          of the path and the accounts
 * @param sampleSeconds how often accounts are noted for the picture
 * @param fromSecond    so many seconds of the path are left out first
 * @param seconds       so many are played then; 0: all
 */
public record CrashSettings(
        int stepSeconds, int holders, double fundUsd, long seed, int sampleSeconds, int fromSecond, int seconds) {
    /** All of the path. */
    public CrashSettings(
            final int stepSeconds, final int holders, final double fundUsd, final long seed, final int sampleSeconds) {
        this(stepSeconds, holders, fundUsd, seed, sampleSeconds, 0, 0);
    }

    /** Whether every move is from poll to poll. */
    boolean isRaw() {
        return stepSeconds == 0;
    }
}
