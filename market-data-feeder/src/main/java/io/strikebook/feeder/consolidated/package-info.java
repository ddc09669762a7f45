/**
 * What is made of all venues together, and of a day: books of the same kind of instrument over venues, and statistics of trades. Pure: state is
 * a function of the events that came, time is theirs. Runs on the thread of the source behind it; allocates nothing but where an instrument is
 * described.
 */
package io.strikebook.feeder.consolidated;
