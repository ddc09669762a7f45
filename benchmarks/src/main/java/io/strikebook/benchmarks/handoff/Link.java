package io.strikebook.benchmarks.handoff;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Two one-way lanes of messages between two processes. Single-threaded at each end. */
interface Link extends AutoCloseable {
    /** {@link #poll()} where nothing arrived. */
    long NONE = Long.MIN_VALUE;

    /** Length of every message but those of {@link Kind#STRIKEBOOK_24}. */
    int MESSAGE_LENGTH = 64;

    /**
     * Sends a message that carries a number, which must not be smaller than the one before; visible at once unless {@code more} follow at
     * once.
     */
    void send(long number, boolean more);

    /** Takes the next message and returns its number, or {@link #NONE}. */
    long poll();

    /** What an agent does when it has nothing else to do. */
    default void idle() {}

    @Override
    void close();

    /** The kinds of link, by name. */
    enum Kind {
        /** No link at all: how late a spinning thread notices that a time has come. What the machine itself adds. */
        SPIN("spin loop alone, no hand-off", EnumSet.of(HandoffMode.OPEN_LOOP)),
        /** One cache line each way in a shared mapping: the floor. */
        CACHE_LINE("raw: one cache line", EnumSet.of(HandoffMode.PING_PONG, HandoffMode.OPEN_LOOP)),
        /** As many bytes as our 24-byte message takes on the queue, end to end in a mapping that is populated before. */
        RAW_48("raw: 48 bytes, 1-2 lines", EnumSet.of(HandoffMode.PING_PONG, HandoffMode.OPEN_LOOP)),
        /** As many bytes as our 64-byte message takes on the queue. */
        RAW_80("raw: 80 bytes, 2 lines", EnumSet.of(HandoffMode.PING_PONG, HandoffMode.OPEN_LOOP)),
        /** Aeron IPC, exclusive publications. */
        AERON("Aeron IPC 1.51, exclusive, 64 bytes", EnumSet.allOf(HandoffMode.class)),
        /** Our smallest message: 24 bytes of header and the document's clock. */
        STRIKEBOOK_24("Strikebook ipc, 24 bytes", EnumSet.allOf(HandoffMode.class)),
        /** Our publication and subscription as the processes use them. */
        STRIKEBOOK("Strikebook ipc, 64 bytes", EnumSet.allOf(HandoffMode.class)),
        /** The same without population. */
        STRIKEBOOK_UNPOPULATED("Strikebook ipc, 64 bytes, unpopulated", EnumSet.allOf(HandoffMode.class)),
        /** Chronicle Queue as its documentation has it: {@code writingDocument}. */
        CHRONICLE("Chronicle Queue 2026.4, plain, 64 bytes", EnumSet.allOf(HandoffMode.class));

        final String title;
        final Set<HandoffMode> modes;

        Kind(final String title, final Set<HandoffMode> modes) {
            this.title = title;
            this.modes = modes;
        }

        /** Opens one end; the first end is opened before the second. */
        Link open(final Path folder, final boolean first) {
            return switch (this) {
                case SPIN, CACHE_LINE -> new CacheLineLink(folder, first);
                case RAW_48 -> new RawBytesLink(folder, first, 48);
                case RAW_80 -> new RawBytesLink(folder, first, 80);
                case AERON -> new AeronLink(folder, first);
                case STRIKEBOOK_24 -> new StrikebookLink(folder, first, true, true);
                case STRIKEBOOK -> new StrikebookLink(folder, first, false, true);
                case STRIKEBOOK_UNPOPULATED -> new StrikebookLink(folder, first, false, false);
                case CHRONICLE -> new ChronicleLink(folder, first);
            };
        }
    }
}
