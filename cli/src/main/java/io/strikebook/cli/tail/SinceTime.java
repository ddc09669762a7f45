package io.strikebook.cli.tail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code --since} means: a time, a time of day, or how long before the queue's newest frame. Times are UTC. */
final class SinceTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Pattern AGO = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern NANOS = Pattern.compile("\\d{16,19}");

    private SinceTime() {}

    /**
     * The time that a text means, nanoseconds since the epoch.
     *
     * @param newestNs of the queue: what "ago" counts from and whose day a time of day is on
     * @throws IllegalArgumentException naming what is understood
     */
    static long parse(final String text, final long newestNs) {
        final Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return newestNs - Long.parseLong(ago.group(1)) * unitNs(ago.group(2));
        }
        try {
            if (NANOS.matcher(text).matches()) {
                return Long.parseLong(text);
            }
            return nanos(instant(text.trim(), newestNs));
        } catch (final DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no time; give one like 2026-03-01T12:30:00Z,"
                    + " 2026-03-01, 12:30:00 (on the day of the newest frame), 10m (before the newest "
                    + "frame; ms, s, m, h, d)"
                    + " or nanoseconds since the epoch, all UTC");
        }
    }

    private static Instant instant(final String text, final long newestNs) {
        if (text.indexOf('-') < 0) {
            final LocalDate day = LocalDate.ofInstant(
                    Instant.ofEpochSecond(Math.floorDiv(newestNs, NANOS_PER_SECOND)), ZoneOffset.UTC);
            return LocalTime.parse(text).atDate(day).toInstant(ZoneOffset.UTC);
        }
        if (text.length() == "2026-03-01".length()) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        final String joined = text.replace(' ', 'T');
        return joined.endsWith("Z")
                ? Instant.parse(joined)
                : LocalDateTime.parse(joined).toInstant(ZoneOffset.UTC);
    }

    private static long nanos(final Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }

    private static long unitNs(final String unit) {
        return switch (unit) {
            case "ms" -> 1_000_000L;
            case "s" -> NANOS_PER_SECOND;
            case "m" -> 60 * NANOS_PER_SECOND;
            case "h" -> 3_600 * NANOS_PER_SECOND;
            default -> 86_400 * NANOS_PER_SECOND;
        };
    }
}
