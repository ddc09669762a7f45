/**
 * Orders through risk, matching and margin: the venue's own processes over real queues, measured from what they recorded; beside it
 * exchange-core as a peer.
 */
package io.strikebook.benchmarks.pipeline;
