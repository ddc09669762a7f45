package io.strikebook.cli.tail;

import java.io.PrintWriter;

/**
 * Lines to a writer in chunks, so that a long recording is not a system call per line; notices a reader that went away.
 */
final class LineOutput {
    private static final int CHUNK = 32 * 1024;

    private final PrintWriter out;
    private final StringBuilder chunk = new StringBuilder(CHUNK + 1024);
    private boolean closedByReader;

    LineOutput(final PrintWriter out) {
        this.out = out;
    }

    void line(final CharSequence text) {
        chunk.append(text).append('\n');
        if (chunk.length() >= CHUNK) {
            flush();
        }
    }

    /** Hands over what was held; false once nobody reads any more. */
    boolean flush() {
        if (!chunk.isEmpty() && !closedByReader) {
            out.append(chunk);
            // a writer over the standard output does not hear of the failures that the stream behind it swallows
            closedByReader = out.checkError() || System.out.checkError();
        }
        chunk.setLength(0);
        return !closedByReader;
    }

    /** Whether a pipe's reader ended, as in {@code | head}. */
    boolean isClosedByReader() {
        return closedByReader;
    }
}
