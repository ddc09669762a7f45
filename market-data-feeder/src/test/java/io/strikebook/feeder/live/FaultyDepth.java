package io.strikebook.feeder.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Plays a {@link DepthVenue} to whoever subscribes, as fast as it is taken, and does harm to some of its messages. The last tenth is played
 * without harm, so that what was lost can be noticed.
 */
final class FaultyDepth implements FaultServer.Script {
    /** What may happen to a message that changes the book. */
    enum Fault {
        DROPPED,
        DUPLICATED,
        REORDERED,
        TRUNCATED,
        DELAYED,
        CUT,
        SILENT
    }

    private static final int MESSAGES_PER_TURN = 50;
    private static final int DELAYED_BY = 30;
    private static final int MISSED_BETWEEN_CONNECTIONS = 40;

    final DepthVenue venue;
    final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    volatile boolean atEnd;
    volatile boolean dropsWhileNotTaken;
    volatile int refusedRequests;
    volatile int notTaken;

    /** Goes no further than this position of the recording. */
    volatile int holdAt = Integer.MAX_VALUE;

    private final Deque<String> held = new ArrayDeque<>();
    private final Fault fault;
    private final int oneIn;
    private final int most;
    private final Random random = new Random(11);
    private volatile FaultServer server;
    private FaultServer.Peer peer;
    private int sendHeldIn;
    private boolean silent;

    /**
     * A venue that does one kind of harm.
     *
     * @param fault null for none
     * @param oneIn of so many depth messages one is harmed
     * @param most  that are harmed in all
     */
    FaultyDepth(final DepthVenue venue, final Fault fault, final int oneIn, final int most) {
        this.venue = venue;
        this.fault = fault;
        this.oneIn = oneIn;
        this.most = most;
    }

    void playOn(final FaultServer newServer) {
        server = newServer;
    }

    int count(final Fault kind) {
        return done.getOrDefault(kind, 0);
    }

    @Override
    public void onText(final FaultServer.Peer from, final String text) {
        if (text.contains("SUBSCRIBE")) {
            from.send("{\"result\":null,\"id\":1}");
            final boolean again = peer != null;
            peer = from;
            silent = false;
            held.clear();
            if (again) {
                skip(MISSED_BETWEEN_CONNECTIONS);
            }
            server.soon(() -> play(from));
        }
    }

    @Override
    public FaultServer.Answer onGet(final String pathAndQuery) {
        if (refusedRequests > 0) {
            refusedRequests--;
            return new FaultServer.Answer(429, 0, "{\"code\":-1003}");
        }
        return new FaultServer.Answer(200, 0, venue.snapshot());
    }

    /** What happens while nobody listens. */
    private void skip(final int count) {
        for (int i = 0; i < count && !venue.isAtEnd() && !isLastTenth(); i++) {
            venue.next();
        }
    }

    private void play(final FaultServer.Peer to) {
        if (peer != to || silent || !to.isOpen()) {
            return;
        }
        for (int i = 0; i < MESSAGES_PER_TURN && mayGoOn(to); i++) {
            if (!to.isWritable()) {
                notTaken++;
                if (!dropsWhileNotTaken || isLastTenth()) {
                    break;
                }
                venue.next();
            } else {
                sendNext(to);
            }
        }
        if (venue.isAtEnd()) {
            atEnd = true;
        } else {
            server.soon(() -> play(to));
        }
    }

    private boolean mayGoOn(final FaultServer.Peer to) {
        return !venue.isAtEnd() && venue.position() < holdAt && peer == to && !silent && to.isOpen();
    }

    private void sendNext(final FaultServer.Peer to) {
        final String text = venue.next();
        if (venue.wasDepth() && fault != null && count(fault) < most && !isLastTenth() && random.nextInt(oneIn) == 0) {
            done.merge(fault, 1, Integer::sum);
            harm(to, text);
        } else {
            to.send(text);
            if (venue.wasDepth() && !held.isEmpty() && --sendHeldIn <= 0) {
                to.send(held.pollFirst());
            }
        }
    }

    private void harm(final FaultServer.Peer to, final String text) {
        switch (fault) {
            case DROPPED -> {}
            case DUPLICATED -> {
                to.send(text);
                to.send(text);
            }
            case REORDERED -> {
                held.addLast(text);
                sendHeldIn = 1;
            }
            case DELAYED -> {
                held.addLast(text);
                sendHeldIn = DELAYED_BY;
            }
            case TRUNCATED -> to.send(text.substring(0, text.length() / 2));
            case CUT -> to.cut();
            case SILENT -> silent = true;
        }
    }

    private boolean isLastTenth() {
        return venue.position() > venue.messages.size() * 9 / 10;
    }
}
