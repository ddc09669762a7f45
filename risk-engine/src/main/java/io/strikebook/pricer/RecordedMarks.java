package io.strikebook.pricer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarketDataGapDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;

/** Reads the first frames of recorded epochs from the queue {@code marks}. */
public final class RecordedMarks implements RecordedEpochs, AutoCloseable {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final MarksEpochBeginDecoder begin = new MarksEpochBeginDecoder();
    private final MarketDataGapDecoder gap = new MarketDataGapDecoder();
    private final FrameCursor cursor;
    private long droppedFrom;
    private long droppedTo;
    private boolean ended;

    /** Over a cursor that stands after the newest epoch that the pricer's state covers; closes it at the end of the recording. */
    public RecordedMarks(final FrameCursor cursor) {
        this.cursor = cursor;
    }

    @Override
    public long commandsTo(final long epoch) {
        while (!ended) {
            if (!cursor.next()) {
                ended = true;
                cursor.close();
            } else if (FrameLayout.sequence(cursor.buffer(), cursor.offset()) == epoch
                    && FrameLayout.templateId(cursor.buffer(), cursor.offset()) == MarksEpochBeginDecoder.TEMPLATE_ID) {
                final long commandsTo = begin.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), header)
                        .commandsTo();
                readGap();
                return commandsTo;
            }
        }
        droppedFrom = 0;
        return NOT_RECORDED;
    }

    /** A gap is behind the first frame, and in the same document: where the group was left unfinished there are both or neither. */
    private void readGap() {
        droppedFrom = 0;
        if (!cursor.next()) {
            return;
        }
        if (FrameLayout.templateId(cursor.buffer(), cursor.offset()) == MarketDataGapDecoder.TEMPLATE_ID) {
            gap.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), header);
            droppedFrom = gap.fromEvent();
            droppedTo = gap.toEvent();
        }
    }

    @Override
    public long droppedFrom() {
        return droppedFrom;
    }

    @Override
    public long droppedTo() {
        return droppedTo;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            cursor.close();
        }
    }
}
