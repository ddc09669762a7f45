package io.strikebook.runner.promise;

/** A ladder in front of the sequencer's own, for tests in which that one has money enough to take everything. */
interface Gate {
    boolean allows(SmallVenue venue, int account, int instrument, boolean buy, int lots, double price);
}
