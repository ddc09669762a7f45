/**
 * The single-threaded runner: drives sequencer, matching and margin (and the pricer, where its marks are to be recomputed) in one
 * thread over any source of frames. Replay, verification, snapshots and backtests are the same loop with other ends attached.
 */
package io.strikebook.runner;
