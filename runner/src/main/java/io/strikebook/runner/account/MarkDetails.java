package io.strikebook.runner.account;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.NewestMarks;
import io.strikebook.runner.Moment;
import io.strikebook.schemas.MarkDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the newest marks of options say that margin does not keep: volatility, forward, delta. Read backwards from the epoch that a moment
 * was decided on, in larger and larger pieces, until every option that has a mark was found, or the recording begins.
 */
public final class MarkDetails {
    private static final long FIRST_PIECE = 4_096;
    private static final int LARGER = 8;

    private final MarkDecoder mark = new MarkDecoder();
    private final MarginCore margin;
    private final long[] epochs;
    private final long[] forwardsE8;
    private final int[] volatilitiesE6;
    private final int[] deltasE9;

    private MarkDetails(final MarginCore margin) {
        this.margin = margin;
        final int length = margin.instruments().lastId() + 1;
        this.epochs = new long[length];
        this.forwardsE8 = new long[length];
        this.volatilitiesE6 = new int[length];
        this.deltasE9 = new int[length];
    }

    /** Reads what is known at a moment. */
    public static MarkDetails at(final Moment moment) {
        final MarkDetails details = new MarkDetails(moment.margin());
        final long newest = moment.margin().marks().epoch();
        final long oldest = moment.recording().home().prunedTo(QueueNames.MARKS);
        final Subscription marks = moment.recording().subscription(QueueNames.MARKS);
        long to = newest;
        long piece = FIRST_PIECE;
        while (to > oldest && !details.isComplete()) {
            final long after = Math.max(oldest, to - piece);
            details.read(marks, after, to);
            to = after;
            piece *= LARGER;
        }
        return details;
    }

    private void read(final Subscription marks, final long after, final long to) {
        marks.seekAfter(after);
        for (long epoch = marks.peek(); epoch != Subscription.NONE && epoch <= to; epoch = marks.peek()) {
            marks.poll(this::onFrame);
        }
    }

    private void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) != MarkDecoder.TEMPLATE_ID) {
            return;
        }
        mark.wrap(
                buffer,
                offset + FrameLayout.HEADER_LENGTH,
                FrameLayout.blockLength(buffer, offset),
                FrameLayout.version(buffer, offset));
        final int id = mark.instrumentId();
        final long epoch = FrameLayout.sequence(buffer, offset);
        if (id > 0 && id < epochs.length && epoch > epochs[id]) {
            epochs[id] = epoch;
            forwardsE8[id] = mark.forwardPriceE8();
            volatilitiesE6[id] = mark.markIvE6();
            deltasE9[id] = mark.deltaE9();
        }
    }

    private boolean isComplete() {
        for (int id = 1; id < epochs.length; id++) {
            final Instrument instrument = margin.instruments().get(id);
            if (instrument != null
                    && instrument.isOption()
                    && epochs[id] == 0
                    && margin.marks().markE8(id) != NewestMarks.NONE) {
                return false;
            }
        }
        return true;
    }

    /** Whether a mark of the option was found. */
    public boolean has(final int instrumentId) {
        return instrumentId < epochs.length && epochs[instrumentId] != 0;
    }

    /** Volatility that the mark was made with, 1e-6. */
    public int volatilityE6(final int instrumentId) {
        return volatilitiesE6[instrumentId];
    }

    /** Forward that the mark was made with. */
    public long forwardE8(final int instrumentId) {
        return forwardsE8[instrumentId];
    }

    /** Black delta, 1e-9; 0 where no mark was found. */
    public int deltaE9(final int instrumentId) {
        return instrumentId < deltasE9.length ? deltasE9[instrumentId] : 0;
    }
}
