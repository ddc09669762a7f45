package io.strikebook.cli.admin;

import io.strikebook.schemas.FrameHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** One message for the {@code admin} queue. */
@FunctionalInterface
interface AdminRequest {
    /** Longest frame of a request, header included. */
    int MAX_LENGTH = 512;

    /**
     * Writes header and body.
     *
     * @return length of the body
     */
    int encode(UnsafeBuffer buffer, int offset, FrameHeaderEncoder header);
}
