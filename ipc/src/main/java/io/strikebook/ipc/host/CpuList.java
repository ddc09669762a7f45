package io.strikebook.ipc.host;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists of CPU ids as the kernel writes them: {@code 0-3,8}. */
public final class CpuList {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*)?");

    private CpuList() {}

    /** The ids of a list; nothing where the text is none. */
    public static Optional<BitSet> parse(final String text) {
        final String list = text.strip();
        if (!FORM.matcher(list).matches()) {
            return Optional.empty();
        }
        final BitSet cpus = new BitSet();
        for (final String range : list.isEmpty() ? new String[0] : list.split(",")) {
            final int dash = range.indexOf('-');
            final int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            final int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            if (last < first) {
                return Optional.empty();
            }
            cpus.set(first, last + 1);
        }
        return Optional.of(cpus);
    }

    /** The shortest list of ids, {@code none} without any. */
    public static String format(final BitSet cpus) {
        if (cpus.isEmpty()) {
            return "none";
        }
        final StringBuilder text = new StringBuilder();
        for (int first = cpus.nextSetBit(0); first >= 0; ) {
            final int last = cpus.nextClearBit(first) - 1;
            text.append(text.length() == 0 ? "" : ",").append(first);
            if (last > first) {
                text.append('-').append(last);
            }
            first = cpus.nextSetBit(last + 1);
        }
        return text.toString();
    }
}
