package io.strikebook.pricer;

/** What a restarted pricer must know of the epochs that it had already begun to write. */
@FunctionalInterface
public interface RecordedEpochs {
    /** The epoch was not recorded. */
    long NOT_RECORDED = -1;

    /**
     * How far an epoch had applied {@code commands}, by its first frame, also where its group was left unfinished.
     *
     * @param epoch one more than that of the call before
     * @return sequence of a command, or {@link #NOT_RECORDED} from the end of the recording on
     */
    long commandsTo(long epoch);

    /** The first event of {@code market-data} that was dropped before the epoch last asked for, 0 where none was. */
    default long droppedFrom() {
        return 0;
    }

    /** The last one that was dropped, where {@link #droppedFrom} says that some were. */
    default long droppedTo() {
        return 0;
    }

    /** Of a pricer that never ran before. */
    static RecordedEpochs none() {
        return epoch -> NOT_RECORDED;
    }
}
