/**
 * How frames get from one process to the next. {@link io.strikebook.ipc.Publication} and {@link io.strikebook.ipc.Subscription} are
 * all that engines and agents see of it; the transports behind them are {@code chronicle} (memory-mapped queues) and
 * {@code memory} (the same interface in one thread, for the runner and tests). {@code net.openhft} is imported by {@code chronicle}
 * (queues), {@code config} (YAML) and {@code agent} (affinity) only.
 *
 * <p>Words: a <em>frame</em> is a 32-byte header and an SBE body; a <em>group</em> is the frames of one sequence, the last one
 * flagged; a <em>document</em> is what a transport hands over at once: whole groups, or one part of a long group.
 */
package io.strikebook.ipc;
