/**
 * One small message from one process to another: our queues beside a shared cache line, Aeron IPC and plain Chronicle Queue, in the
 * same run, with the same two processes pinned to the same two cores.
 */
package io.strikebook.benchmarks.handoff;
