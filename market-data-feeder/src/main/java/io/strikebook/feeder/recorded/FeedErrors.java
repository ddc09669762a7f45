package io.strikebook.feeder.recorded;

import io.strikebook.feeder.FeedErrorKind;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * Counts what sources refused or missed, by kind, and names the places of the first of each file or connection in a log; not of those up to
 * the last recorded event, which the run that recorded it has named. Written by the thread that reads the sources, read by any.
 */
public final class FeedErrors {
    private static final int TEXTS_PER_PLACE = 20;
    private static final FeedErrorKind[] KINDS = FeedErrorKind.values();

    private final Consumer<String> log;
    private final long recordedTo;
    private final AtomicLongArray counts = new AtomicLongArray(KINDS.length);
    private final Place nowhere = new Place("unknown place");

    private long event;
    private Place place = nowhere;

    /** Counters in front of a log that takes one text per call. */
    public FeedErrors(final Consumer<String> log) {
        this(log, 0);
    }

    /** Counters of a feed that begins at its first event again, events up to {@code recordedTo} being recorded. */
    public FeedErrors(final Consumer<String> log, final long recordedTo) {
        this.log = log;
        this.recordedTo = recordedTo;
    }

    /** What follows belongs to the event of that number; the reader thread's. */
    void event(final long number) {
        event = number;
    }

    /** How much of a kind there was. */
    public long count(final FeedErrorKind kind) {
        return counts.get(kind.ordinal());
    }

    /** Messages and lines refused, of whatever kind. */
    public long badLines() {
        long refused = 0;
        for (final FeedErrorKind kind : KINDS) {
            refused += kind.isRefused() ? count(kind) : 0;
        }
        return refused;
    }

    /** Places where updates are missing. */
    public long gaps() {
        return count(FeedErrorKind.GAP);
    }

    /** Times that a book became crossed; it is passed on with a flag. */
    public long crossedBooks() {
        return count(FeedErrorKind.CROSSED);
    }

    /** Messages of a type that the source does not know; they are passed over. */
    public long unknownEvents() {
        return count(FeedErrorKind.UNKNOWN_EVENT);
    }

    /** The view of one file. */
    public Place file(final Path path) {
        return new Place(path.toString());
    }

    /** The view of one connection. */
    public Place connection(final String name) {
        return new Place(name);
    }

    /** Counts something other than a refusal at the place that was begun last; the text is made only where it is logged. */
    public void report(final FeedErrorKind kind, final String what) {
        if (place.counts(kind)) {
            place.text(what);
        }
    }

    /** Counts updates that are missing at the place that was begun last. */
    public void gap(final long expected, final long received) {
        if (place.counts(FeedErrorKind.GAP)) {
            place.text("updates missed: expected " + expected + ", received " + received);
        }
    }

    /** A file or a connection; used by one thread. */
    public final class Place {
        private final String name;
        private long number;
        private long texts;

        private Place(final String name) {
            this.name = name;
        }

        /** What follows is about the line, or the message, of that number, counted from 1. */
        public void at(final long newNumber) {
            number = newNumber;
            place = this;
        }

        /** A line that was refused. */
        public void badLine(final long line, final String reason) {
            refused(line, FeedErrorKind.MALFORMED, reason);
        }

        /** A line, or a message, that was refused. */
        public void refused(final long atNumber, final FeedErrorKind kind, final String reason) {
            at(atNumber);
            if (counts(kind)) {
                text("line refused: " + reason);
            }
        }

        /** Update ids that were missed. */
        public void gap(final long line, final long expected, final long received) {
            at(line);
            FeedErrors.this.gap(expected, received);
        }

        /** A snapshot that is crossed. */
        public void crossedBook(final long line) {
            at(line);
            report(FeedErrorKind.CROSSED, "snapshot is crossed: best bid at or above best ask");
        }

        /** An event type that the source does not know. */
        public void unknownEvent(final long line, final String type) {
            at(line);
            report(FeedErrorKind.UNKNOWN_EVENT, "event of unknown type passed over: " + type);
        }

        /** Counts, and says whether there is room for a text in the log. */
        private boolean counts(final FeedErrorKind kind) {
            counts.incrementAndGet(kind.ordinal());
            texts++;
            return texts <= TEXTS_PER_PLACE && (recordedTo == 0 || event > recordedTo);
        }

        private void text(final String what) {
            log.accept(name + ":" + number + ": " + what
                    + (texts == TEXTS_PER_PLACE ? " (more of this place is only counted)" : ""));
        }
    }
}
