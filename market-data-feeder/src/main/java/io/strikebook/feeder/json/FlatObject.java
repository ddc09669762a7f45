package io.strikebook.feeder.json;

/**
 * Objects without other objects or arrays, which can be passed over without looking for where each string ends: the first bracket is theirs where an
 * even number of quotes comes before it, and no backslash.
 */
final class FlatObject {
    private static final long LOWS = ~Words.HIGHS;

    /** What makes brackets of arrays those of objects, and a backslash what is between those. */
    private static final long FOLDED = 0x20 * Words.ONES;

    private static final long FROM_BRACE = (0x80 - '{') * Words.ONES;
    private static final long BEHIND_BRACE = (0x80 - '}' - 1) * Words.ONES;

    private FlatObject() {}

    /** Where text goes on behind an object whose bracket is here; 0 where it is not flat, or does not end. */
    static int behind(final byte[] text, final int start, final int end) {
        int quotes = 0;
        for (int at = start + 1; at < end; at += Words.BYTES) {
            final long word = Words.at(text, at);
            final long marks = marks(word);
            final int before = Words.before(marks);
            quotes += Long.bitCount(quotes(Words.first(word, before)));
            if (marks != 0) {
                final int mark = at + before;
                return mark < end && text[mark] == '}' && (quotes & 1) == 0 ? mark + 1 : 0;
            }
        }
        return 0;
    }

    /** Marks brackets, backslashes and bars. */
    private static long marks(final long word) {
        final long folded = (word | FOLDED) & LOWS;
        return folded + FROM_BRACE & ~(folded + BEHIND_BRACE) & ~word & Words.HIGHS;
    }

    /** Marks all quotes, and nothing else. */
    private static long quotes(final long word) {
        final long different = word ^ Words.QUOTES;
        return ~((different & LOWS) + LOWS | different) & Words.HIGHS;
    }
}
