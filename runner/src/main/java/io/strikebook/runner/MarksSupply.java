package io.strikebook.runner;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.home.QueueNames;

/** Where a run takes its marks from: the recording, or the pricer running again over recorded market data. */
public interface MarksSupply {
    /** A reader from the first epoch; each engine has one of its own. */
    Subscription subscription();

    /** Makes sure that every epoch up to this one can be read, if that is possible at all. */
    void supplyTo(long epoch);

    /** The recording's own marks, which are there already. */
    static MarksSupply recorded(final Recording recording) {
        return new MarksSupply() {
            @Override
            public Subscription subscription() {
                return recording.subscription(QueueNames.MARKS);
            }

            @Override
            public void supplyTo(final long epoch) {
                // recorded before the command that refers to it
            }
        };
    }
}
