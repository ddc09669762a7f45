/**
 * The load generator: market makers that quote around marks and takers that cross, seeded, at a rate or as fast as the venue answers.
 * {@code LoadAgent} polls and schedules on its own thread; {@code LoadGenerator} is the bundle without a transport; state and choices
 * ({@code FlowState}, {@code MakerDesk}, {@code TakerDesk}) see typed calls only. Integer arithmetic, one seeded generator, no clock but
 * the time handed in, and no allocation after warm-up, except where an instrument is listed.
 */
package io.strikebook.orderflow.load;
