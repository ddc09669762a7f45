/**
 * Funding of perpetuals, and what is to be settled when. Pure: no queue, codec, clock or thread; time is what commands carry.
 */
package io.strikebook.margin.settlement;
