/**
 * What an operator's command looks at after a crash of the machine, when the kernel may have lost what it had not written back: whether
 * queues and snapshots still fit together, and the repair. Not for hot paths; no process of the home may be running.
 */
package io.strikebook.ipc.check;
