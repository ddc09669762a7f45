/** 64-bit hashes of state and of frames, which checkpoints, restarts and replays compare. */
package io.strikebook.common.hash;
