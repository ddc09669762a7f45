/** Frames and groups as bytes: layout, the buffer that groups are encoded in, hashes. Knows no transport. */
package io.strikebook.ipc.frame;
