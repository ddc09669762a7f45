package io.strikebook.cli.print;

import java.util.List;

/** Fields as {@code name=value}, composites flattened, ids by name where one is known. */
final class TextVisitor extends LineVisitor {
    /** Values of {@code ...Ns} fields above this are times, others durations. */
    private static final long FIRST_TIME_NS = 1_000_000_000_000_000L;

    TextVisitor(final StringBuilder line, final FrameNames names) {
        super(line, names);
    }

    @Override
    public void number(final String name, final Long value) {
        final String named = nameOf(name, value);
        if (named != null) {
            key(withoutId(name));
            value(named);
        } else if (value == null) {
            key(unscaled(name)).append('-');
        } else if (isLedgerAmount(name)) {
            key(name);
            holdAmount(value);
        } else if (name.endsWith("Ns") && value > FIRST_TIME_NS) {
            key(name.substring(0, name.length() - 2))
                    .append(FramePrinter.time(value).replace(' ', 'T'));
        } else if (name.endsWith("Hash")) {
            key(name).append(Long.toHexString(value));
        } else {
            key(unscaled(name)).append(decimal(value, places(name)));
        }
    }

    @Override
    protected void value(final String text) {
        line.append(printable(text));
    }

    @Override
    public void numbers(final String name, final long[] values) {
        key(name);
        appendAll(values);
    }

    @Override
    public void flags(final String name, final List<String> set) {
        if (!set.isEmpty()) {
            key(name).append(String.join("|", set));
        }
    }

    @Override
    public void endList() {
        line.append(' ');
        super.endList();
    }

    @Override
    public void begin(final String name) {
        if (inList()) {
            line.append(" {");
        }
    }

    @Override
    public void end() {
        if (inList()) {
            line.append(" }");
        }
    }

    @Override
    protected StringBuilder key(final String name) {
        return line.append(' ').append(name).append('=');
    }

    /** Text of a frame must not be able to control a terminal. */
    private static String printable(final String value) {
        StringBuilder replaced = null;
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                replaced = replaced == null ? new StringBuilder(value) : replaced;
                replaced.setCharAt(i, '?');
            }
        }
        return replaced == null ? value : replaced.toString();
    }
}
