package io.strikebook.feeder.recorded;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts what sources refused or missed, and names file and line of the first of each file in a log; not of those up to
 * the last recorded event, which the run that recorded it has named. Written by the reader thread, read by any.
 */
public final class FeedErrors {
    private static final int TEXTS_PER_FILE = 20;

    private final Consumer<String> log;
    private final long recordedTo;
    private final AtomicLong badLines = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong crossedBooks = new AtomicLong();
    private final AtomicLong unknownEvents = new AtomicLong();

    private long event;

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

    /** Lines refused. */
    public long badLines() {
        return badLines.get();
    }

    /** Update ids missed. */
    public long gaps() {
        return gaps.get();
    }

    /** Snapshots whose best bid is at or above their best ask; they are passed on with a flag. */
    public long crossedBooks() {
        return crossedBooks.get();
    }

    /** Lines of an event type that the source does not know; they are passed over. */
    public long unknownEvents() {
        return unknownEvents.get();
    }

    /** The view of one file. */
    public OfFile file(final Path path) {
        return new OfFile(path);
    }

    /** Counts with the file's name; used by one thread. */
    public final class OfFile {
        private final Path path;
        private long texts;

        private OfFile(final Path path) {
            this.path = path;
        }

        /** A line that was refused. */
        public void badLine(final long line, final String reason) {
            badLines.incrementAndGet();
            text(line, "line refused: " + reason);
        }

        /** Update ids that were missed. */
        public void gap(final long line, final long expected, final long received) {
            gaps.incrementAndGet();
            text(line, "updates missed: expected " + expected + ", received " + received);
        }

        /** A snapshot that is crossed. */
        public void crossedBook(final long line) {
            crossedBooks.incrementAndGet();
            text(line, "snapshot is crossed: best bid at or above best ask");
        }

        /** An event type that the source does not know. */
        public void unknownEvent(final long line, final String type) {
            unknownEvents.incrementAndGet();
            text(line, "event of unknown type passed over: " + type);
        }

        private void text(final long line, final String what) {
            texts++;
            if (texts <= TEXTS_PER_FILE && (recordedTo == 0 || event > recordedTo)) {
                log.accept(path + ":" + line + ": " + what
                        + (texts == TEXTS_PER_FILE ? " (more of this file is only counted)" : ""));
            }
        }
    }
}
