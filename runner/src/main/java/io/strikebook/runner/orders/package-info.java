/**
 * Order-by-order recordings of other exchanges through our matching engine alone: the replayer of {@code order-flow} joined to the
 * engine by queues in memory, in one thread. There is no sequencer, because pre-trade risk would refuse what another exchange took.
 */
package io.strikebook.runner.orders;
