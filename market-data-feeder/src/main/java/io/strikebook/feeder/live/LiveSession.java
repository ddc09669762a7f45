package io.strikebook.feeder.live;

import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.schemas.InterruptionReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One stream of one venue as a state machine over an injected clock: waits, connects, is open, and waits again when the stream is lost, the longer
 * the oftener it failed. Sends what was put into its outbox within the venue's limits, asks for snapshots until they come, no oftener than {@link SnapshotRequests} says,
 * and drops a connection that says nothing. Knows neither Netty nor what messages mean. The agent's thread only; a step in which nothing is due
 * allocates nothing.
 */
final class LiveSession implements Outbox, VenueRequests {
    /** Whoever makes events of what happens to the connection. */
    interface Listener {
        /** The stream is open. */
        void onConnected(LiveSession session);

        /** The stream was lost, or could not be opened. */
        void onInterrupted(LiveSession session, InterruptionReason reason, boolean wasOpen);
    }

    private enum State {
        WAITING,
        CONNECTING,
        OPEN
    }

    private final int number;
    private final VenueProtocol protocol;
    private final LiveTransport transport;
    private final LiveSettings settings;
    private final Listener listener;
    private final Backoff backoff;
    private final TokenBucket messageTokens;
    private final SnapshotRequests snapshots;
    private final LiveRequests requests;
    private final Deque<String> outbox = new ArrayDeque<>();
    private final LiveCounts counts;
    private final Consumer<String> snapshotAsker = this::askForSnapshot;
    private State state = State.WAITING;
    private int attempt;
    private long nowNs;
    private long dueNs = Long.MIN_VALUE;
    private long openedNs;
    private long heardNs;
    private long spokenNs;
    private long refreshedNs;
    private long messagesOfConnection;

    /** A session before its first attempt, which its first step makes. */
    LiveSession(
            final int number,
            final VenueProtocol protocol,
            final LiveTransport transport,
            final LiveSettings settings,
            final Backoff backoff,
            final Backoff requestPauses,
            final LiveCounts counts,
            final Listener listener) {
        this.number = number;
        this.protocol = protocol;
        this.transport = transport;
        this.settings = settings;
        this.backoff = backoff;
        this.counts = counts;
        this.listener = listener;
        messageTokens = new TokenBucket(protocol.messages());
        snapshots = new SnapshotRequests(settings.firstPauseNs(), settings.mostPauseNs(), settings.answerTimeoutNs());
        requests = new LiveRequests(number, protocol, transport, settings.answerTimeoutNs(), requestPauses, counts);
    }

    /**
     * Does what is due.
     *
     * @param heardAll whether everything received was handled, without which a silence is none of the venue's
     */
    void step(final long now, final boolean heardAll) {
        nowNs = now;
        switch (state) {
            case WAITING -> {
                if (now >= dueNs) {
                    connect();
                }
            }
            case CONNECTING -> {
                if (now >= dueNs && heardAll) {
                    drop(InterruptionReason.CONNECT_TIMEOUT);
                }
            }
            case OPEN -> {
                if (heardAll && now - heardNs >= settings.silenceNs()) {
                    counts.silences++;
                    drop(InterruptionReason.SILENCE);
                } else {
                    speak();
                }
            }
        }
    }

    /** Whether a record of that attempt is of the stream as it is now; else it is left over from one that was given up. */
    boolean isCurrent(final int ofAttempt) {
        final boolean current = ofAttempt == attempt && state != State.WAITING;
        if (!current) {
            counts.lateRecords++;
        }
        return current;
    }

    /** The stream is open; of the current attempt. */
    void connected(final long now) {
        nowNs = now;
        state = State.OPEN;
        openedNs = now;
        heardNs = now;
        spokenNs = now;
        refreshedNs = now;
        messagesOfConnection = 0;
        counts.connections++;
        listener.onConnected(this);
        protocol.onConnected(this);
        if (protocol.givesSnapshots()) {
            snapshots.allAsked(now);
        }
        speak();
    }

    /** The stream has ended or was not opened; of the current attempt. */
    void interrupted(final long now, final InterruptionReason reason) {
        nowNs = now;
        lost(reason);
    }

    /** Something was received; of the current attempt. */
    void heard(final long now) {
        nowNs = now;
        heardNs = now;
    }

    /** A message was received; of the current attempt. */
    void message(final long now, final int length) {
        heard(now);
        messagesOfConnection++;
        counts.messages++;
        counts.bytes += length;
    }

    /**
     * A request was answered, or failed.
     *
     * @return what was asked for, where the answer is good; else null
     */
    String answered(final long now, final int request, final int status, final int pauseS) {
        nowNs = now;
        return requests.answered(now, request, status, pauseS);
    }

    @Override
    public void send(final String text) {
        outbox.addLast(text);
    }

    @Override
    public void sendFirst(final String text) {
        outbox.addFirst(text);
    }

    @Override
    public void get(final String request) {
        requests.add(request);
    }

    /** A request whose answer could not be used: it is made again, later. */
    void askAgain(final String request) {
        requests.addLater(request, nowNs);
    }

    @Override
    public void snapshot(final String symbol) {
        snapshots.want(symbol);
        if (state == State.OPEN) {
            snapshots.due(nowNs, snapshotAsker);
        }
    }

    @Override
    public void obtained(final String symbol) {
        snapshots.obtained(symbol);
    }

    @Override
    public void answer(final String text) {
        if (state == State.OPEN) {
            sendFirst(text);
            speakUp();
        }
    }

    /** Sends at once what may be sent. */
    void speakUp() {
        if (state == State.OPEN) {
            speak();
        }
    }

    /** From 1 in the order configured. */
    int number() {
        return number;
    }

    VenueProtocol protocol() {
        return protocol;
    }

    /** Attempts to connect so far. */
    int attempt() {
        return attempt;
    }

    /** Messages received over this connection, or the one that was lost last. */
    long messagesOfConnection() {
        return messagesOfConnection;
    }

    LiveCounts counts() {
        return counts;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    private void connect() {
        attempt++;
        state = State.CONNECTING;
        dueNs = nowNs + settings.connectTimeoutNs();
        transport.connect(number, attempt, protocol.stream());
    }

    private void drop(final InterruptionReason reason) {
        transport.disconnect(number, attempt);
        lost(reason);
    }

    private void lost(final InterruptionReason reason) {
        final boolean wasOpen = state == State.OPEN;
        state = State.WAITING;
        outbox.clear();
        requests.clear();
        snapshots.forgetAwaited();
        if (wasOpen) {
            counts.interruptions++;
            if (nowNs - openedNs >= backoff.mostNs()) {
                backoff.reset();
            }
        } else {
            counts.failedAttempts++;
            messagesOfConnection = 0;
        }
        dueNs = nowNs + backoff.nextPauseNs();
        listener.onInterrupted(this, reason, wasOpen);
    }

    private void speak() {
        if (protocol.quietNs() > 0 && nowNs - Math.max(heardNs, spokenNs) >= protocol.quietNs()) {
            protocol.onQuiet(this);
        }
        if (protocol.refreshNs() > 0 && nowNs - refreshedNs >= protocol.refreshNs()) {
            refreshedNs = nowNs;
            protocol.onRefresh(this);
        }
        if (snapshots.waiting() > 0) {
            snapshots.due(nowNs, snapshotAsker);
        }
        while (!outbox.isEmpty() && messageTokens.tryTake(nowNs)) {
            transport.send(number, attempt, outbox.pollFirst());
            spokenNs = nowNs;
        }
        requests.step(nowNs);
    }

    private void askForSnapshot(final String symbol) {
        counts.snapshotsAsked++;
        protocol.snapshot(symbol, this);
    }
}
