package io.strikebook.ipc.process;

import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.frame.FrameHandler;
import java.nio.file.Path;

/** Follows through a reader's end. */
final class FollowedSubscription implements FollowedQueue {
    private final ChronicleSubscription subscription;
    private final MarkFile mark;
    private final int position;
    private final FrameHandler passOver = (buffer, offset, length) -> {};

    FollowedSubscription(final ChronicleSubscription subscription, final MarkFile mark, final int position) {
        this.subscription = subscription;
        this.mark = mark;
        this.position = position;
    }

    @Override
    public long readToEnd() {
        boolean more;
        do {
            more = subscription.poll(passOver);
        } while (more);
        return subscription.position();
    }

    @Override
    public Path file() {
        return subscription.file();
    }

    @Override
    public void done(final long sequence) {
        mark.position(position, sequence);
    }
}
