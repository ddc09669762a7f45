/**
 * The one price at which an auction trades, from the levels of both sides: arithmetic alone, nothing here changes a book. Runs on the
 * engine's one thread; no codec, clock or allocation.
 */
package io.strikebook.matching.auction;
