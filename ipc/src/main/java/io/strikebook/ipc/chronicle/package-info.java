/**
 * Frames over Chronicle Queue: the one package that knows it. A queue is a folder of memory-mapped files; its one writer appends
 * documents through {@link io.strikebook.ipc.chronicle.ChroniclePublicationSink}, any number of readers follow through
 * {@link io.strikebook.ipc.chronicle.ChronicleSubscription}, read-only and without copying.
 *
 * <p>Every object here belongs to one thread at a time; opening on one thread and using on another is fine, sharing is not. Two
 * are made for two threads: {@link io.strikebook.ipc.chronicle.PagePopulator}, and {@link io.strikebook.ipc.chronicle.Housekeeper},
 * which makes single calls for an end while that end's own thread waits.
 */
package io.strikebook.ipc.chronicle;
