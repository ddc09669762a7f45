package io.strikebook.pricer;

import io.strikebook.common.hash.StateHash;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;

/**
 * Market data that was dropped: the gap that the epoch to come has to tell of, and counts of all there were. An epoch tells of one gap, so
 * another begins only behind it.
 */
final class DroppedInput {
    private static final long KIND = 0x44524F50;

    private long fromEvent;
    private long toEvent;
    private boolean open;
    private long gaps;
    private long events;

    /** An event is dropped: the first one of a gap, or one more of it. */
    void take(final long event) {
        if (!open) {
            if (isToBeTold()) {
                throw new IllegalStateException("gap " + fromEvent + " to " + toEvent + " was not told yet");
            }
            open = true;
            fromEvent = event;
            gaps++;
        }
        toEvent = event;
        events++;
    }

    /** What comes next is not dropped. */
    void end() {
        open = false;
    }

    /** The epoch told of the gap. */
    void told() {
        fromEvent = 0;
        toEvent = 0;
    }

    /** Whether a gap has begun and not ended. */
    boolean isOpen() {
        return open;
    }

    /** Whether there is a gap that no epoch has told of. */
    boolean isToBeTold() {
        return fromEvent != 0;
    }

    /** The first event of the gap, 0 where there is nothing to tell. */
    long fromEvent() {
        return fromEvent;
    }

    /** The last event of the gap so far. */
    long toEvent() {
        return toEvent;
    }

    /** Gaps so far. */
    long gaps() {
        return gaps;
    }

    /** Events dropped so far. */
    long events() {
        return events;
    }

    long hash() {
        return StateHash.and(StateHash.of(KIND, fromEvent, toEvent, open ? 1 : 0, gaps), events);
    }

    void save(final SnapshotOutput out) {
        out.putLong(fromEvent).putLong(toEvent).putBoolean(open).putLong(gaps).putLong(events);
    }

    void load(final SnapshotInput in) {
        fromEvent = in.getLong();
        toEvent = in.getLong();
        open = in.getBoolean();
        gaps = in.getLong();
        events = in.getLong();
    }
}
