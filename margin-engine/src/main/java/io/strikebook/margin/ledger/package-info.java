/**
 * Double-entry money in the smallest unit of each currency. Pure: no queue, codec, clock or thread; runs on the engine's thread.
 */
package io.strikebook.margin.ledger;
