package io.strikebook.ipc.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.YamlWire;

/**
 * One level of keys in a configuration file. Reading a key with its default and range also declares it: {@link #refuseUnknownKeys()}
 * then refuses every key that nobody read, and {@link #effective()} prints what was read. Not thread-safe.
 */
public final class ConfigSection {
    private static final String INDENT = "  ";

    private final String origin;
    private final String path;
    private final Map<String, Object> values;
    private final Map<String, Integer> lines;
    private final Map<String, Object> read = new LinkedHashMap<>();
    private boolean opaque;

    private ConfigSection(
            final String origin,
            final String path,
            final Map<String, Object> values,
            final Map<String, Integer> lines) {
        this.origin = origin;
        this.path = path;
        this.values = values;
        this.lines = lines;
    }

    /** The top level of a file. */
    public static ConfigSection read(final Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (final IOException e) {
            throw new ConfigException(file + ": " + whyUnread(file, e));
        }
    }

    private static String whyUnread(final Path file, final IOException failure) {
        if (Files.notExists(file)) {
            return "there is no such file";
        }
        if (Files.isDirectory(file)) {
            return "is a folder, not a file";
        }
        if (!Files.isReadable(file)) {
            return "may not be read";
        }
        return failure instanceof CharacterCodingException ? "is no text" : "cannot be read: " + failure;
    }

    /**
     * The top level of a text.
     *
     * @param origin names the text in refusals
     */
    public static ConfigSection parse(final String origin, final String text) {
        final Map<String, Integer> lines = YamlScan.lines(origin, text);
        if (lines.isEmpty()) {
            return empty(origin);
        }
        final Object parsed;
        try {
            parsed = new YamlWire(Bytes.from(text)).getValueIn().object();
        } catch (final RuntimeException | AssertionError e) {
            throw new ConfigException(origin + ": not readable as YAML: " + e);
        }
        final ConfigSection top = new ConfigSection(origin, "", asMap(origin, "", parsed), lines);
        for (final String key : lines.keySet()) {
            if (!top.holds(key)) {
                throw new ConfigException(
                        origin + ":" + lines.get(key) + ": key '" + key + "' is not readable as YAML");
            }
        }
        return top;
    }

    /** A section without keys: every getter answers with its default. */
    public static ConfigSection empty(final String origin) {
        return new ConfigSection(origin, "", Map.of(), Map.of());
    }

    /** A whole number, or the default where the key is absent. */
    public long getLong(final String key, final long defaultValue, final long min, final long max) {
        return values.containsKey(key) ? requireLong(key, min, max) : remember(key, defaultValue);
    }

    /** A whole number that must be given. */
    public long requireLong(final String key, final long min, final long max) {
        final Object value = require(key);
        if (!(value instanceof Long) && !(value instanceof Integer)) {
            throw refuse(key, "'" + value + "' is not a whole number");
        }
        final long number = ((Number) value).longValue();
        if (number < min || number > max) {
            throw refuse(key, number + " is outside " + min + ".." + max);
        }
        return remember(key, number);
    }

    /** A whole number, or the default where the key is absent. */
    public int getInt(final String key, final int defaultValue, final int min, final int max) {
        return (int) getLong(key, defaultValue, min, max);
    }

    /** True or false, or the default where the key is absent. */
    public boolean getBoolean(final String key, final boolean defaultValue) {
        if (values.containsKey(key) && !(values.get(key) instanceof Boolean)) {
            throw refuse(key, "'" + values.get(key) + "' is neither true nor false");
        }
        return remember(key, (Boolean) values.getOrDefault(key, defaultValue));
    }

    /** A text, or the default where the key is absent. */
    public String getString(final String key, final String defaultValue) {
        return values.containsKey(key) ? requireString(key) : remember(key, defaultValue);
    }

    /** A text that must be given. */
    public String requireString(final String key) {
        final Object value = require(key);
        if (!(value instanceof String)) {
            throw refuse(key, "'" + value + "' is not a text; put it in quotes if it is meant as one");
        }
        return remember(key, (String) value);
    }

    /** One of a few texts, or the default where the key is absent. */
    public String getChoice(final String key, final String defaultValue, final List<String> choices) {
        final String value = getString(key, defaultValue);
        if (!choices.contains(value)) {
            throw refuse(key, "'" + value + "' is none of " + String.join(", ", choices));
        }
        return value;
    }

    /** A list of texts, or the default where the key is absent. */
    public List<String> getStrings(final String key, final List<String> defaultValue) {
        if (!values.containsKey(key)) {
            return remember(key, defaultValue);
        }
        if (!(values.get(key) instanceof List)) {
            throw refuse(key, "'" + values.get(key) + "' is not a list [a, b]");
        }
        final List<String> texts = new ArrayList<>();
        for (final Object item : (List<?>) values.get(key)) {
            if (!(item instanceof String)) {
                throw refuse(key, "'" + item + "' in the list is not a text");
            }
            texts.add((String) item);
        }
        return remember(key, List.copyOf(texts));
    }

    /** The keys below a key; an absent one is an empty section. */
    public ConfigSection section(final String key) {
        final Object known = read.get(key);
        if (known != null) {
            return (ConfigSection) known;
        }
        final String childPath = path + key + ".";
        final Map<String, Object> below =
                values.containsKey(key) ? asMap(location(key), path + key, values.get(key)) : Map.of();
        return remember(key, new ConfigSection(origin, childPath, below, lines));
    }

    /** A section that belongs to somebody else: known, but not read here. */
    public void leave(final String key) {
        section(key).opaque = true;
    }

    /** A section that was {@linkplain #leave left} so far and now has a reader, who answers for its keys. */
    public ConfigSection taken(final String key) {
        final ConfigSection section = section(key);
        section.opaque = false;
        return section;
    }

    /** Whether the file gives a key. */
    public boolean has(final String key) {
        return values.containsKey(key);
    }

    /** Whether the file gives a text for a key. */
    public boolean isText(final String key) {
        return values.get(key) instanceof String;
    }

    /** The keys that the file gives, in its order. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** Refuses the first key in the file, here or below, that was not read. */
    public void refuseUnknownKeys() {
        if (opaque) {
            return;
        }
        String unknown = null;
        for (final String key : values.keySet()) {
            final boolean first = unknown == null || line(key) < line(unknown);
            unknown = !read.containsKey(key) && first ? key : unknown;
        }
        if (unknown != null) {
            final String known = read.isEmpty() ? "no key is known here" : "known: " + String.join(", ", read.keySet());
            throw refuse(unknown, "unknown key; " + known);
        }
        for (final Object value : read.values()) {
            if (value instanceof ConfigSection) {
                ((ConfigSection) value).refuseUnknownKeys();
            }
        }
    }

    /** A refusal that names file, line and key. */
    public ConfigException refuse(final String key, final String reason) {
        return new ConfigException(location(key) + ": key '" + path + key + "': " + reason);
    }

    /** Everything that was read, defaults included, as YAML. */
    public String effective() {
        final StringBuilder text = new StringBuilder();
        print(text, "");
        return text.toString();
    }

    private void print(final StringBuilder text, final String indent) {
        for (final Map.Entry<String, Object> entry : read.entrySet()) {
            final Object value = entry.getValue();
            if (value instanceof ConfigSection) {
                final ConfigSection below = (ConfigSection) value;
                if (!below.opaque && !below.read.isEmpty()) {
                    text.append(indent).append(entry.getKey()).append(":\n");
                    below.print(text, indent + INDENT);
                }
            } else {
                text.append(indent)
                        .append(entry.getKey())
                        .append(": ")
                        .append(printed(value))
                        .append('\n');
            }
        }
    }

    private static String printed(final Object value) {
        if (value instanceof String) {
            return '"' + (String) value + '"';
        }
        if (value instanceof List) {
            final List<String> items = new ArrayList<>();
            for (final Object item : (List<?>) value) {
                items.add(printed(item));
            }
            return "[" + String.join(", ", items) + "]";
        }
        return String.valueOf(value);
    }

    private Object require(final String key) {
        final Object value = values.get(key);
        if (value == null) {
            throw new ConfigException(origin + ": key '" + path + key + "' is missing");
        }
        return value;
    }

    private <T> T remember(final String key, final T value) {
        read.put(key, value);
        return value;
    }

    private boolean holds(final String dotted) {
        Object at = values;
        for (final String key : dotted.split("\\.")) {
            if (!(at instanceof Map) || ((Map<?, ?>) at).get(key) == null) {
                return false;
            }
            at = ((Map<?, ?>) at).get(key);
        }
        return true;
    }

    private int line(final String key) {
        return lines.getOrDefault(path + key, 0);
    }

    private String location(final String key) {
        return line(key) > 0 ? origin + ":" + line(key) : origin;
    }

    private static Map<String, Object> asMap(final String location, final String path, final Object value) {
        if (!(value instanceof Map)) {
            throw new ConfigException(location + ": '" + path + "' must hold keys, found '" + value + "'");
        }
        final Map<String, Object> map = new LinkedHashMap<>();
        for (final Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            map.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        return map;
    }
}
