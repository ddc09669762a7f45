/**
 * What margin asks the sequencer to decide. {@link io.strikebook.margin.request.Requests} is the entrance. Pure: no queue, codec, clock or
 * thread.
 */
package io.strikebook.margin.request;
