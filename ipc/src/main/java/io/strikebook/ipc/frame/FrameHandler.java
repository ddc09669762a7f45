package io.strikebook.ipc.frame;

import org.agrona.concurrent.UnsafeBuffer;

/** Takes one frame. */
@FunctionalInterface
public interface FrameHandler {
    /**
     * Called once per frame, in order.
     *
     * @param buffer holds the frame; valid during the call only
     * @param offset of the frame header
     * @param length of the frame, header and padding included
     */
    void onFrame(UnsafeBuffer buffer, int offset, int length);
}
