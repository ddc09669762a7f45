/**
 * Frames over Chronicle Queue: the one package that knows it. A queue is a folder of memory-mapped files; its one writer appends
 * documents through {@link io.strikebook.ipc.chronicle.ChroniclePublicationSink}, any number of readers follow through
 * {@link io.strikebook.ipc.chronicle.ChronicleSubscription}, read-only and without copying.
 *
 * <p>Every object here belongs to one thread at a time; opening on one thread and using on another is fine, sharing is not. Made
 * for two threads, that of an end and that of the {@link io.strikebook.ipc.chronicle.Housekeeper}, are only what they hand to each other:
 * the blocks that are held mapped, the file that comes next, and single calls that the housekeeper makes while the other waits.
 */
package io.strikebook.ipc.chronicle;
