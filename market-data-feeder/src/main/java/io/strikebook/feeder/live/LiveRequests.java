package io.strikebook.feeder.live;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A session's requests over REST: few at a time, within the venue's limit, each made again until it is answered or the stream is lost. Where the
 * venue says that there were too many, none is made for as long as it says. The agent's thread only; a step in which nothing is due allocates nothing.
 */
final class LiveRequests {
    private static final int AT_A_TIME = 2;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int BANNED = 418;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final long SECOND_NS = 1_000_000_000L;

    private final int session;
    private final VenueProtocol protocol;
    private final LiveTransport transport;
    private final long timeoutNs;
    private final Backoff pauses;
    private final LiveCounts counts;
    private final TokenBucket tokens;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final int[] numbers = new int[AT_A_TIME];
    private final String[] asked = new String[AT_A_TIME];
    private final long[] deadlinesNs = new long[AT_A_TIME];
    private final Deque<String> later = new ArrayDeque<>();
    private long laterNs;
    private int lastNumber;
    private long notBeforeNs = Long.MIN_VALUE;

    LiveRequests(
            final int session,
            final VenueProtocol protocol,
            final LiveTransport transport,
            final long timeoutNs,
            final Backoff pauses,
            final LiveCounts counts) {
        this.session = session;
        this.protocol = protocol;
        this.transport = transport;
        this.timeoutNs = timeoutNs;
        this.pauses = pauses;
        this.counts = counts;
        tokens = new TokenBucket(protocol.requests());
    }

    /** Remembers a request, once. */
    void add(final String request) {
        for (int i = 0; i < AT_A_TIME; i++) {
            if (request.equals(asked[i])) {
                return;
            }
        }
        if (!waiting.contains(request)) {
            waiting.addLast(request);
        }
    }

    /** Makes what may be made now, and gives up what was not answered in time. */
    void step(final long nowNs) {
        for (int i = 0; i < AT_A_TIME; i++) {
            if (asked[i] != null && nowNs >= deadlinesNs[i]) {
                again(i, nowNs, 0);
            }
        }
        if (!later.isEmpty() && nowNs >= laterNs) {
            add(later.pollFirst());
        }
        if (waiting.isEmpty() || nowNs < notBeforeNs) {
            return;
        }
        for (int i = 0; i < AT_A_TIME && !waiting.isEmpty(); i++) {
            if (asked[i] == null && tokens.tryTake(nowNs)) {
                asked[i] = waiting.pollFirst();
                numbers[i] = ++lastNumber;
                deadlinesNs[i] = nowNs + timeoutNs;
                counts.requests++;
                transport.get(session, lastNumber, protocol.rest().resolve(asked[i]));
            }
        }
    }

    /** What was asked for, where this is its answer and a good one; else null. */
    String answered(final long nowNs, final int number, final int status, final int pauseS) {
        for (int i = 0; i < AT_A_TIME; i++) {
            if (asked[i] != null && numbers[i] == number) {
                return status == OK ? taken(i) : failed(i, nowNs, status, pauseS);
            }
        }
        counts.lateRecords++;
        return null;
    }

    /** Forgets everything: the stream was lost, and what is asked for on the next is asked anew. How long not to ask is kept. */
    void clear() {
        waiting.clear();
        later.clear();
        for (int i = 0; i < AT_A_TIME; i++) {
            asked[i] = null;
        }
    }

    private String taken(final int index) {
        final String request = asked[index];
        asked[index] = null;
        pauses.reset();
        return request;
    }

    private String failed(final int index, final long nowNs, final int status, final int pauseS) {
        final boolean throttled = status == TOO_MANY || status == BANNED;
        if (throttled) {
            counts.throttledRequests++;
        }
        if (throttled || status == 0 || status >= FIRST_SERVER_ERROR) {
            again(index, nowNs, pauseS * SECOND_NS);
        } else {
            counts.failedRequests++;
            addLater(asked[index], nowNs);
            asked[index] = null;
        }
        return null;
    }

    /** Remembers a request that went wrong for a reason of its own: it is made again after the longest pause, others go on. */
    void addLater(final String request, final long nowNs) {
        later.addLast(request);
        laterNs = nowNs + pauses.mostNs();
    }

    private void again(final int index, final long nowNs, final long pauseNs) {
        counts.failedRequests++;
        waiting.addFirst(asked[index]);
        asked[index] = null;
        notBeforeNs = Math.max(notBeforeNs, nowNs + Math.max(pauseNs, pauses.nextPauseNs()));
    }
}
