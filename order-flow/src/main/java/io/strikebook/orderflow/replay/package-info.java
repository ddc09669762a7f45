/**
 * Turns order-by-order recordings (CME market-by-order, LOBSTER) into orders, cancels and replaces for a matching engine, and counts
 * how often it fills exactly the orders that the exchange filled. Single-threaded, offline: no limit on allocation, no clock; the
 * order of everything follows the file. Must not import an engine: the venue is behind {@link io.strikebook.orderflow.replay.OrderEntry}.
 */
package io.strikebook.orderflow.replay;
