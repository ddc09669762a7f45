/**
 * A race for stale quotes, as a flow of orders: makers who quote around the mark and take some milliseconds to follow it, snipers who are
 * quicker, and takers who do not care. Nobody waits for an answer, so that the flow means the same whatever rules it meets. Knows no engine
 * and no clock: whoever drives it says what time it is. Not on a hot path, and allocates.
 */
package io.strikebook.orderflow.race;
