/** State as bytes: what an engine writes so that a restart need not apply the whole spine. Never on a hot path. */
package io.strikebook.ipc.snapshot;
