package io.strikebook.cli;

/** Exit codes of every command; scripts rely on them. */
public final class ExitCodes {
    /** Done as asked. */
    public static final int DONE = 0;

    /** Failed. */
    public static final int FAILED = 1;

    /** The arguments or the configuration were not understood. */
    public static final int USAGE = 2;

    /** The home was refused: no home, in use, foreign, damaged. */
    public static final int REFUSED = 3;

    /** {@code replay --verify}: the same as far as it goes, but the recording's end is missing. */
    public static final int INCOMPLETE = 4;

    /** {@code replay --verify}: something differs. */
    public static final int DIVERGED = 5;

    private ExitCodes() {}
}
