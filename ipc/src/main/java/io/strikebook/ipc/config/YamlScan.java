package io.strikebook.ipc.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the line of every key in a YAML text and refuses what is not plain nested {@code key: value}: Wire's parser guesses where a text
 * is malformed, and would make objects from type tags. Lists are written {@code [a, b]}.
 */
final class YamlScan {
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*):(?:\\s+(\\S.*))?");
    private static final String NOT_PLAIN = "{&*!|>%@`,]}";

    private record Level(int indent, String path) {}

    private final String origin;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private String opened;
    private int openedLine;

    private YamlScan(final String origin) {
        this.origin = origin;
    }

    /** Line numbers, from 1, by the keys joined with dots. */
    static Map<String, Integer> lines(final String origin, final String text) {
        final YamlScan scan = new YamlScan(origin);
        scan.levels.push(new Level(0, ""));
        int number = 0;
        for (final String line : text.split("\n", -1)) {
            scan.line(++number, line);
        }
        scan.refuseEmptySection();
        return scan.lines;
    }

    private void line(final int number, final String raw) {
        final String line = withoutComment(number, raw).stripTrailing();
        final String content = line.strip();
        if (content.isEmpty() || content.equals("---") && lines.isEmpty()) {
            return;
        }
        final int indent = line.indexOf(content);
        if (line.substring(0, indent).indexOf('\t') >= 0) {
            throw refuse(number, "a tab in the indentation; use spaces");
        }
        final Matcher entry = ENTRY.matcher(content);
        if (!entry.matches()) {
            throw refuse(number, "not of the form 'key: value': " + content);
        }
        enterLevel(number, indent);
        final String path = levels.peek().path() + entry.group(1);
        final Integer before = lines.putIfAbsent(path, number);
        if (before != null) {
            throw refuse(number, "key '" + path + "' was given on line " + before + " already");
        }
        if (entry.group(2) == null) {
            opened = path;
            openedLine = number;
        } else {
            checkValue(number, path, entry.group(2));
        }
    }

    private void enterLevel(final int number, final int indent) {
        if (opened != null && indent > levels.peek().indent()) {
            levels.push(new Level(indent, opened + "."));
            opened = null;
            return;
        }
        refuseEmptySection();
        while (indent < levels.peek().indent()) {
            levels.pop();
        }
        if (indent != levels.peek().indent()) {
            throw refuse(number, "indented by " + indent + " spaces, which no key around it is");
        }
    }

    private void refuseEmptySection() {
        if (opened != null) {
            throw refuse(openedLine, "key '" + opened + "' has no value");
        }
    }

    private void checkValue(final int number, final String path, final String value) {
        final char first = value.charAt(0);
        final char last = value.charAt(value.length() - 1);
        if (first == '"' || first == '\'') {
            if (value.length() < 2 || value.indexOf(first, 1) != value.length() - 1) {
                throw refuse(number, "key '" + path + "': a quoted text must end with its quote");
            }
        } else if (first == '[') {
            if (last != ']' || value.indexOf('[', 1) >= 0 || value.indexOf('{') >= 0) {
                throw refuse(number, "key '" + path + "': a list is written [a, b] on one line");
            }
        } else if (NOT_PLAIN.indexOf(first) >= 0 || value.contains(": ") || value.endsWith(":")) {
            throw refuse(number, "key '" + path + "': '" + value + "' is neither a plain value nor a list [a, b]");
        }
    }

    private String withoutComment(final int number, final String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            final char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
                return line.substring(0, i);
            } else if ((c == '"' || c == '\'') && (i == 0 || " [,".indexOf(line.charAt(i - 1)) >= 0)) {
                quote = c;
            }
        }
        if (quote != 0) {
            throw refuse(number, "a text in quotes does not end");
        }
        return line;
    }

    private ConfigException refuse(final int number, final String reason) {
        return new ConfigException(origin + ":" + number + ": " + reason);
    }
}
