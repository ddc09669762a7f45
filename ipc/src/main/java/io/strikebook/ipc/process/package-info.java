/**
 * The life of one process: arguments, locks, mark file, error log, signals, the agent's thread, exit code. Everything that an agent
 * uses is made and closed on the agent's own thread; the launcher's thread waits, and looks after the disk;
 * a third thread populates pages ahead of the agent.
 */
package io.strikebook.ipc.process;
