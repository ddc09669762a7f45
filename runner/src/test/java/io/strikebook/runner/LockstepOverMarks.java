package io.strikebook.runner;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import java.util.List;

/** Engines in lockstep over marks that a test writes. */
public final class LockstepOverMarks {
    private LockstepOverMarks() {}

    /** Fresh engines that read marks from a queue. */
    public static Lockstep start(
            final VenueParameters parameters,
            final List<SourceDescription> sources,
            final Lockstep.Outputs outputs,
            final MemoryQueue marks) {
        final Lockstep lockstep = new Lockstep(parameters, sources, outputs);
        lockstep.start(new MarksSupply() {
            @Override
            public Subscription subscription() {
                return marks.subscription();
            }

            @Override
            public void supplyTo(final long epoch) {
                // they are there
            }
        });
        return lockstep;
    }
}
