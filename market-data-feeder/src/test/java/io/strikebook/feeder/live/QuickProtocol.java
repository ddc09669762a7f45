package io.strikebook.feeder.live;

import io.strikebook.feeder.BadMessageException;
import java.net.URI;

/** A venue's protocol without its limits, so that a test does not wait for them. */
record QuickProtocol(VenueProtocol venues) implements VenueProtocol {
    @Override
    public String venue() {
        return venues.venue();
    }

    @Override
    public URI stream() {
        return venues.stream();
    }

    @Override
    public URI rest() {
        return venues.rest();
    }

    @Override
    public RateLimit messages() {
        return new RateLimit(1_000, 1);
    }

    @Override
    public RateLimit requests() {
        return new RateLimit(1_000, 1);
    }

    @Override
    public void onConnected(final Outbox outbox) {
        venues.onConnected(outbox);
    }

    @Override
    public Topic onText(final byte[] text, final int start, final int end, final Outbox outbox) {
        return venues.onText(text, start, end, outbox);
    }

    @Override
    public void onAnswer(final String request, final byte[] text, final int start, final int end, final Outbox outbox)
            throws BadMessageException {
        venues.onAnswer(request, text, start, end, outbox);
    }

    @Override
    public boolean givesSnapshots() {
        return venues.givesSnapshots();
    }

    @Override
    public void snapshot(final String symbol, final Outbox outbox) {
        venues.snapshot(symbol, outbox);
    }

    @Override
    public long quietNs() {
        return venues.quietNs();
    }

    @Override
    public void onQuiet(final Outbox outbox) {
        venues.onQuiet(outbox);
    }

    @Override
    public long refreshNs() {
        return venues.refreshNs();
    }

    @Override
    public void onRefresh(final Outbox outbox) {
        venues.onRefresh(outbox);
    }
}
