package io.strikebook.feeder.live;

import java.net.URI;

/** A venue of few words. */
class PlainProtocol implements VenueProtocol {
    @Override
    public String venue() {
        return "PLAIN";
    }

    @Override
    public URI stream() {
        return SteppedVenue.STREAM;
    }

    @Override
    public URI rest() {
        return SteppedVenue.REST;
    }

    @Override
    public RateLimit messages() {
        return new RateLimit(2, SteppedVenue.ms(100));
    }

    @Override
    public RateLimit requests() {
        return new RateLimit(2, SteppedVenue.ms(100));
    }

    @Override
    public void onConnected(final Outbox outbox) {
        outbox.send("subscribe");
    }

    @Override
    public Topic onText(final byte[] text, final int start, final int end, final Outbox outbox) {
        return Topic.MARKET;
    }

    @Override
    public boolean givesSnapshots() {
        return false;
    }

    @Override
    public void snapshot(final String symbol, final Outbox outbox) {
        outbox.get("/depth?symbol=" + symbol);
    }

    @Override
    public long quietNs() {
        return SteppedVenue.ms(2_000);
    }

    @Override
    public void onQuiet(final Outbox outbox) {
        outbox.sendFirst("ping");
    }
}
