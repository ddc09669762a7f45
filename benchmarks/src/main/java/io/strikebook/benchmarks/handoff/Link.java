package io.strikebook.benchmarks.handoff;

import java.nio.file.Path;

/** Two one-way lanes of 64-byte messages between two processes. Single-threaded at each end. */
interface Link extends AutoCloseable {
    /** {@link #poll()} where nothing arrived. */
    long NONE = Long.MIN_VALUE;

    /** Length of every message. */
    int MESSAGE_LENGTH = 64;

    /** Sends a message that carries a number; visible at once unless {@code more} follow at once. */
    void send(long number, boolean more);

    /** Takes the next message and returns its number, or {@link #NONE}. */
    long poll();

    /** What an agent does once in a while when it has nothing else to do: once after each message. */
    default void idle() {}

    @Override
    void close();

    /** The kinds of link, by name. */
    enum Kind {
        /** One cache line each way in a shared mapping: the floor. */
        CACHE_LINE("shared cache line (floor)"),
        /** Aeron IPC, exclusive publications. */
        AERON("Aeron IPC 1.51, exclusive"),
        /** Our publication and subscription, pages ahead populated by a thread of each process. */
        STRIKEBOOK("Strikebook ipc"),
        /** The same without population. */
        STRIKEBOOK_UNPOPULATED("Strikebook ipc, unpopulated"),
        /** Chronicle Queue as its documentation has it: {@code writingDocument}. */
        CHRONICLE("Chronicle Queue 2026.4, plain");

        final String title;

        Kind(final String title) {
            this.title = title;
        }

        /** Opens one end; the first end is opened before the second. */
        Link open(final Path folder, final boolean first) {
            return switch (this) {
                case CACHE_LINE -> new CacheLineLink(folder, first);
                case AERON -> new AeronLink(folder, first);
                case STRIKEBOOK -> new StrikebookLink(folder, first, true);
                case STRIKEBOOK_UNPOPULATED -> new StrikebookLink(folder, first, false);
                case CHRONICLE -> new ChronicleLink(folder, first);
            };
        }
    }
}
