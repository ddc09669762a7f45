package io.strikebook.feeder.live;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueStream;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.InterruptionReason;
import io.strikebook.schemas.SourceState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the agent's thread does with what was received: each record goes to the session it belongs to, and what is about the market to the venue's
 * rules, which give the events. Allocates nothing in steady state.
 */
final class LiveFeed implements FrameRing.Reader, LiveSession.Listener {
    private static final int MAX_TEXT = 300;
    private static final int TEXTS_PER_CONNECTION = 20;
    private static final int OK = 200;

    private final MarketDataPublisher publisher;
    private final FeedErrors errors;
    private final SourceNumbers numbers;
    private final Consumer<String> log;
    private final List<LiveSession> sessions = new ArrayList<>();
    private final List<VenueNormaliser> rules = new ArrayList<>();
    private final VenueStream[] streams;
    private final int[] saidOf;
    private long nowNs;

    /**
     * A feed before its first step.
     *
     * @param context what the venues' rules share
     * @param log    takes a line for what goes wrong with connections
     */
    LiveFeed(
            final List<LiveSource> sources,
            final LiveSettings settings,
            final LiveTransport transport,
            final MarketDataPublisher publisher,
            final RandomGenerator random,
            final FeedContext context,
            final Consumer<String> log) {
        this.publisher = publisher;
        this.errors = context.errors();
        numbers = new SourceNumbers(context, publisher);
        publisher.beforeEnd(numbers::publishNew);
        this.log = log;
        streams = new VenueStream[sources.size() + 1];
        saidOf = new int[sources.size() + 1];
        for (final LiveSource source : sources) {
            final LiveSession session = new LiveSession(
                    sessions.size() + 1,
                    source.protocol(),
                    transport,
                    settings,
                    new Backoff(settings.firstPauseNs(), settings.mostPauseNs(), random),
                    new Backoff(settings.firstPauseNs(), settings.mostPauseNs(), random),
                    new LiveCounts(),
                    this);
            sessions.add(session);
            rules.add(source.rules().apply(session));
            named(session);
        }
    }

    /** Begins: nothing is known of what happened before, so nothing recorded before is to be trusted. */
    void start(final long now) {
        nowNs = now;
        publisher.beginEvent(now);
        publisher.gap(0, 0, 0, GapReason.INTERRUPTED);
        publisher.endEvent();
        numbers.publishAll(now);
        for (final LiveSession session : sessions) {
            status(session, SourceState.INTERRUPTED, InterruptionReason.FEEDER_STARTED, 0);
        }
    }

    /** Does what is due. */
    void step(final long now, final boolean heardAll) {
        nowNs = now;
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).step(now, heardAll);
        }
    }

    /** The time for the records that are read next. */
    void at(final long now) {
        nowNs = now;
    }

    /** Messages received over all connections. */
    long messages() {
        long messages = 0;
        for (int i = 0; i < sessions.size(); i++) {
            messages += sessions.get(i).counts().messages;
        }
        return messages;
    }

    /** Connections that stand. */
    int openConnections() {
        int open = 0;
        for (int i = 0; i < sessions.size(); i++) {
            open += sessions.get(i).isOpen() ? 1 : 0;
        }
        return open;
    }

    /** Times that a connection was lost. */
    long interruptions() {
        long interruptions = 0;
        for (int i = 0; i < sessions.size(); i++) {
            interruptions += sessions.get(i).counts().interruptions;
        }
        return interruptions;
    }

    /** Every session, in the order configured. */
    List<LiveSession> sessions() {
        return sessions;
    }

    @Override
    public void onRecord(
            final int kind,
            final int number,
            final int attemptOrRequest,
            final long receivedNs,
            final int status,
            final int pauseS,
            final byte[] text,
            final int length) {
        final LiveSession session = sessions.get(number - 1);
        if (kind == FrameRing.ANSWER) {
            onAnswer(session, attemptOrRequest, receivedNs, status, pauseS, text, length);
            return;
        }
        if (!session.isCurrent(attemptOrRequest)) {
            return;
        }
        switch (kind) {
            case FrameRing.TEXT -> onText(session, receivedNs, text, length);
            case FrameRing.HEARD -> session.heard(nowNs);
            case FrameRing.CONNECTED -> session.connected(nowNs);
            case FrameRing.INTERRUPTED -> session.interrupted(nowNs, InterruptionReason.get((short) status));
            case FrameRing.TOO_LONG -> {
                session.message(nowNs, 0);
                stream(session)
                        .refused(
                                session.messagesOfConnection(),
                                receivedNs,
                                FeedErrorKind.TOO_LONG,
                                "longer than messages may be",
                                publisher);
            }
            default -> throw new IllegalStateException("a record of kind " + kind);
        }
    }

    @Override
    public void onConnected(final LiveSession session) {
        named(session);
        status(session, SourceState.CONNECTED, InterruptionReason.NONE, 0);
    }

    @Override
    public void onInterrupted(final LiveSession session, final InterruptionReason reason, final boolean wasOpen) {
        if (wasOpen) {
            stream(session).interrupted(session.messagesOfConnection(), nowNs, publisher);
        }
        status(session, SourceState.INTERRUPTED, reason, session.messagesOfConnection());
        // without the attempt's number, so that the error log counts what it has already
        log.accept(session.protocol().venue() + " connection " + session.number()
                + (wasOpen ? " was interrupted: " : " could not be made: ") + reason);
    }

    private void onText(final LiveSession session, final long receivedNs, final byte[] text, final int length) {
        session.message(nowNs, length);
        switch (session.protocol().onText(text, 0, length, session)) {
            case MARKET ->
                stream(session).message(session.messagesOfConnection(), receivedNs, text, 0, length, publisher);
            case CONNECTION -> session.speakUp();
            case REFUSAL -> {
                session.counts().refusals++;
                final String said = new String(text, 0, Math.min(length, MAX_TEXT), StandardCharsets.UTF_8);
                say(session, "the venue refused: " + said);
            }
        }
    }

    private void onAnswer(
            final LiveSession session,
            final int request,
            final long receivedNs,
            final int status,
            final int pauseS,
            final byte[] text,
            final int length) {
        final String asked = session.answered(nowNs, request, status, pauseS);
        if (asked == null) {
            if (status != OK) {
                say(session, "a request got no answer that can be used: status " + status);
            }
            return;
        }
        stream(session).answer(session.messagesOfConnection(), asked, receivedNs, text, 0, length, publisher);
        try {
            session.protocol().onAnswer(asked, text, 0, length, session);
        } catch (final BadMessageException e) {
            say(session, "the answer to " + asked + " cannot be used: " + e.getMessage());
            session.askAgain(asked);
        }
    }

    private void say(final LiveSession session, final String what) {
        final int said = ++saidOf[session.number()];
        if (said <= TEXTS_PER_CONNECTION) {
            log.accept(name(session) + ": " + what
                    + (said == TEXTS_PER_CONNECTION ? " (more of this connection is only counted)" : ""));
        }
    }

    /** What goes wrong from now on is named after this connection, and told from the beginning. */
    private void named(final LiveSession session) {
        saidOf[session.number()] = 0;
        streams[session.number()] = new VenueStream(rules.get(session.number() - 1), errors.connection(name(session)));
    }

    private VenueStream stream(final LiveSession session) {
        return streams[session.number()];
    }

    private static String name(final LiveSession session) {
        return session.protocol().venue() + " connection " + session.number() + "." + session.attempt();
    }

    private void status(
            final LiveSession session, final SourceState state, final InterruptionReason reason, final long messages) {
        publisher.sourceStatus(
                nowNs, session.protocol().venue(), session.number(), state, reason, session.attempt(), messages);
    }
}
