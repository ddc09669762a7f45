package io.strikebook.runner;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.home.SourceDescription;

/** Finds the request that a recorded command answers: the next one of its source, by the source's own gap-free number. */
final class RequestReader {
    private final SourceDescription source;
    private final Subscription requests;

    RequestReader(final SourceDescription source, final Subscription requests) {
        this.source = source;
        this.requests = requests;
    }

    /** Hands the request with this number to the handler. */
    void read(final long sourceSequence, final FrameHandler handler) {
        final long found = requests.peek();
        if (found != sourceSequence) {
            throw new ReplayException("queue " + source.queue()
                    + (found == Subscription.NONE
                            ? " ends before request " + sourceSequence
                            : " goes on with request " + found + " where " + sourceSequence + " was expected")
                    + ", which is on commands");
        }
        requests.poll(handler);
    }
}
