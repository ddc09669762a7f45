package io.strikebook.pricer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;

/** Reads the first frames of recorded epochs from the queue {@code marks}. */
public final class RecordedMarks implements RecordedEpochs, AutoCloseable {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final MarksEpochBeginDecoder begin = new MarksEpochBeginDecoder();
    private final FrameCursor cursor;
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
                return begin.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), header)
                        .commandsTo();
            }
        }
        return NOT_RECORDED;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            cursor.close();
        }
    }
}
