package io.strikebook.runner;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.home.SourceDescription;

/** Goes through the requests of one source in step with the commands that answer them. */
final class RequestReader {
    private final SourceDescription source;
    private final Subscription requests;

    RequestReader(final SourceDescription source, final Subscription requests) {
        this.source = source;
        this.requests = requests;
    }

    SourceDescription source() {
        return source;
    }

    /** Goes on after this request, which was answered before. */
    void seekAfter(final long sourceSequence) {
        requests.seekAfter(sourceSequence);
    }

    /** Hands over the request that the next command answers: every request has its command, so it is the source's next. */
    void read(final long sourceSequence, final FrameHandler handler) {
        final long found = requests.peek();
        if (found != sourceSequence) {
            throw new ReplayException("queue " + source.queue()
                    + (found == Subscription.NONE
                            ? " ends after request " + requests.position()
                            : " goes on with request " + found)
                    + ", but commands answer its request " + sourceSequence);
        }
        requests.poll(handler);
    }

    /** Reads to the end and counts the requests that no command answers yet. */
    long countWaiting() {
        long waiting = 0;
        while (requests.poll((buffer, offset, length) -> {})) {
            waiting++;
        }
        return waiting;
    }
}
