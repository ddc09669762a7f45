package io.strikebook.runner;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.MarkDecoder;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** What somebody who sends requests knows of marks. */
final class NewestMarks {
    private static final int BATCH = 1 << 10;

    private final MarkDecoder mark = new MarkDecoder();
    private final TreeMap<Integer, Long> marksE8 = new TreeMap<>();
    private final Subscription marks;

    NewestMarks(final Subscription marks) {
        this.marks = marks;
    }

    /** Reads some; whether there is any now. */
    boolean read() {
        for (int i = 0; i < BATCH && marks.poll(this::onMarks); i++) {
            continue;
        }
        return areThere();
    }

    boolean areThere() {
        return !marksE8.isEmpty();
    }

    /** An instrument that has one. */
    int anyInstrument(final Random random) {
        final Integer[] instruments = marksE8.keySet().toArray(new Integer[0]);
        return instruments[random.nextInt(instruments.length)];
    }

    long of(final int instrument) {
        return marksE8.get(instrument);
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == MarkDecoder.TEMPLATE_ID) {
            mark.wrap(buffer, offset + FrameLayout.HEADER_LENGTH, FrameLayout.blockLength(buffer, offset), 0);
            marksE8.put(mark.instrumentId(), mark.markPriceE8());
        }
    }
}
