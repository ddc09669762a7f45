/** The folder that one venue lives in, and the manifest that says what its queues are. */
package io.strikebook.ipc.home;
