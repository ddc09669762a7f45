/**
 * The machine that a venue runs on: its CPUs, which role belongs on which of them, and what of it is tuned. Reads files below a root
 * directory (the system's own, or a copy from another machine) and changes nothing; the planner is pure. Start-up code, any thread, free
 * to allocate. Knows no queue, no process and no library.
 */
package io.strikebook.ipc.host;
