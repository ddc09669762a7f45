package io.strikebook.feeder.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks into messages as bytes, and joins what is said to a venue. Looking allocates nothing. */
public final class Texts {
    private Texts() {}

    /** A text as the bytes of a message. */
    public static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether a message begins so. */
    public static boolean startsWith(final byte[] text, final int start, final int end, final byte[] prefix) {
        return end - start >= prefix.length && isAt(text, start, prefix);
    }

    /** Whether the first bytes of a message hold that. */
    public static boolean holds(
            final byte[] text, final int start, final int end, final int firstBytes, final byte[] wanted) {
        final int last = Math.min(end, start + firstBytes) - wanted.length;
        for (int i = start; i <= last; i++) {
            if (isAt(text, i, wanted)) {
                return true;
            }
        }
        return false;
    }

    /** The items in groups of at most so many, each group in its order with commas between. */
    public static List<String> groups(final List<String> items, final int atMost) {
        final List<String> groups = new ArrayList<>();
        for (int from = 0; from < items.size(); from += atMost) {
            groups.add(String.join(",", items.subList(from, Math.min(items.size(), from + atMost))));
        }
        return groups;
    }

    /** In quotes. */
    public static String quoted(final String text) {
        return '"' + text + '"';
    }

    private static boolean isAt(final byte[] text, final int at, final byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (text[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
