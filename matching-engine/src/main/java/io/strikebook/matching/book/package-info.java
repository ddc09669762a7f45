/**
 * Orders and where they wait: price levels with intrusive queues, the books, the look-ups and lists over live orders,
 * and the position mirror. No rules of trading here: {@code io.strikebook.matching.rules} decides, these classes keep
 * the links, the quantities and the state hash right. Runs on the engine's one thread; imports from the schema only its
 * enums; no clock, IO, randomness or floating point; allocates only to grow its pools and tables. No hash map is ever
 * iterated.
 */
package io.strikebook.matching.book;
