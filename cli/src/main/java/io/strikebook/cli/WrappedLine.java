package io.strikebook.cli;

import java.util.ArrayList;
import java.util.List;

/** One sentence that may take more than one line: words are kept whole, lines after the first are indented. */
public final class WrappedLine {
    private static final int WIDTH = 120;
    private static final String INDENT = "  ";

    private WrappedLine() {}

    /**
     * The lines of a sentence.
     *
     * @param beginning of the first line
     * @param words     what follows it, each with its own comma; kept whole
     */
    public static List<String> of(final String beginning, final List<String> words) {
        final List<String> lines = new ArrayList<>();
        final StringBuilder line = new StringBuilder(beginning);
        for (final String word : words) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(INDENT).append(word);
            } else {
                line.append(' ').append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
