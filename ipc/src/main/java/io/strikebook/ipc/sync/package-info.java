/**
 * The syncing follower, an option: a process that makes what others write to a home's queues durable, in groups and behind their backs. It
 * reads every queue to its end, has the kernel write the files to the disk, and only then shows the sequence that it had read as durable,
 * as its position in its mark file. It opens files to read only; no writer and no reader waits for it.
 *
 * <p>One thread, the agent's.
 */
package io.strikebook.ipc.sync;
