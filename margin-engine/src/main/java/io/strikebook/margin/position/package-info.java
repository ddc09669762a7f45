/**
 * Positions, what they cost and what closing them realises. Pure: no queue, codec, clock or thread; runs on the engine's thread.
 */
package io.strikebook.margin.position;
