package io.strikebook.ipc.recovery;

import io.strikebook.ipc.frame.FrameLayout;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What is computed now differs from what was recorded. Carries both frames, so that a tool can decode them. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String queue;
    private final byte[] recorded;
    private final byte[] computed;

    DivergenceException(final String queue, final byte[] recorded, final byte[] computed) {
        super(describe(queue, new UnsafeBuffer(recorded), new UnsafeBuffer(computed)));
        this.queue = queue;
        this.recorded = recorded;
        this.computed = computed;
    }

    /** The queue whose frames differ. */
    public String queue() {
        return queue;
    }

    /** Sequence of the recorded frame. */
    public long sequence() {
        return FrameLayout.sequence(new UnsafeBuffer(recorded), 0);
    }

    /** Position of the recorded frame in its group, from 0. */
    public int frameInGroup() {
        return FrameLayout.frameInGroup(new UnsafeBuffer(recorded), 0);
    }

    /** Copy of the whole recorded frame. */
    public byte[] recordedFrame() {
        return recorded.clone();
    }

    /** Copy of the whole computed frame. */
    public byte[] computedFrame() {
        return computed.clone();
    }

    private static String describe(final String queue, final DirectBuffer recorded, final DirectBuffer computed) {
        return queue + " diverges at sequence " + FrameLayout.sequence(recorded, 0) + " frame "
                + FrameLayout.frameInGroup(recorded, 0) + " byte " + firstDifference(recorded, computed)
                + ": recorded " + frame(recorded) + ", computed " + frame(computed);
    }

    private static int firstDifference(final DirectBuffer recorded, final DirectBuffer computed) {
        final int common = Math.min(recorded.capacity(), computed.capacity());
        int at = 0;
        while (at < common && recorded.getByte(at) == computed.getByte(at)) {
            at++;
        }
        return at;
    }

    private static String frame(final DirectBuffer frame) {
        return "[template " + FrameLayout.templateId(frame, 0) + ", sequence " + FrameLayout.sequence(frame, 0)
                + ", frame " + FrameLayout.frameInGroup(frame, 0) + (FrameLayout.isLast(frame, 0) ? " last" : "")
                + ", time " + FrameLayout.timestampNs(frame, 0) + ", " + frame.capacity() + " bytes]";
    }
}
