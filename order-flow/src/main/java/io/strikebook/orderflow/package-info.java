/**
 * Order flow for the venue: {@code load} makes it up, {@code replay} takes it from order-by-order recordings of other exchanges.
 * Neither knows an engine: the load generator writes requests to its own queue, the replayer talks to an {@code OrderEntry}.
 */
package io.strikebook.orderflow;
