/** The transport of the runner and of tests: a queue in memory, written and read by one thread, behind the same interfaces. */
package io.strikebook.ipc.memory;
