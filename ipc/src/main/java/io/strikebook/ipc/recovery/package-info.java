/**
 * Going on where a queue ends: reading single frames of what was recorded, comparing them with what is computed now, and passing on
 * what was not yet recorded. Knows frames, not documents, and no transport; single-threaded.
 */
package io.strikebook.ipc.recovery;
