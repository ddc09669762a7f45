package io.strikebook.feeder.live;

import io.strikebook.schemas.InterruptionReason;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One session whose transport writes down what it is told, and whose clock is moved by hand. */
final class SteppedVenue implements LiveTransport, LiveSession.Listener {
    static final URI STREAM = URI.create("wss://venue.test/stream");
    static final URI REST = URI.create("https://venue.test");
    static final LiveSettings SETTINGS =
            new LiveSettings(ms(1_000), ms(5_000), ms(100), ms(1_600), ms(2_000), 64 * 1024, 1 << 20);

    final List<String> said = new ArrayList<>();
    final LiveCounts counts = new LiveCounts();
    final LiveSession session;
    long nowNs = ms(1_000_000);

    SteppedVenue(final VenueProtocol protocol) {
        session = new LiveSession(
                1,
                protocol,
                this,
                SETTINGS,
                new Backoff(SETTINGS.firstPauseNs(), SETTINGS.mostPauseNs(), new Halves()),
                new Backoff(SETTINGS.firstPauseNs(), SETTINGS.mostPauseNs(), new Halves()),
                counts,
                this);
    }

    static long ms(final long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** What was said since the last call. */
    List<String> take() {
        final List<String> taken = List.copyOf(said);
        said.clear();
        return taken;
    }

    List<String> stepAfterMs(final long millis) {
        nowNs += ms(millis);
        session.step(nowNs, true);
        return take();
    }

    /** From before the first attempt to an open stream. */
    List<String> open() {
        stepAfterMs(0);
        session.connected(nowNs);
        return take();
    }

    List<String> answered(final int request, final int status, final int pauseS) {
        final String asked = session.answered(nowNs, request, status, pauseS);
        said.add("answer " + asked);
        return take();
    }

    @Override
    public void connect(final int number, final int attempt, final URI address) {
        said.add("connect " + attempt);
    }

    @Override
    public void send(final int number, final int attempt, final String text) {
        said.add("send " + text);
    }

    @Override
    public void disconnect(final int number, final int attempt) {
        said.add("disconnect " + attempt);
    }

    @Override
    public void get(final int number, final int request, final URI address) {
        said.add("get " + request + " " + address);
    }

    @Override
    public void onConnected(final LiveSession open) {
        said.add("connected");
    }

    @Override
    public void onInterrupted(final LiveSession lost, final InterruptionReason reason, final boolean wasOpen) {
        said.add((wasOpen ? "interrupted " : "not connected ") + reason);
    }

    @Override
    public void close() {}

    /** No jitter: of a range always the upper end, so that a pause is as long as it may be. */
    private static final class Halves implements java.util.random.RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(final long bound) {
            return bound - 1;
        }
    }
}
