package io.strikebook.feeder.live;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.venue.VenueNormaliser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rules that write down what they hear, and refuse what begins with an exclamation mark. */
final class HeardTexts implements VenueNormaliser {
    final List<String> heard = new ArrayList<>();

    @Override
    public void onMessage(
            final long receivedNs, final byte[] text, final int start, final int end, final MarketDataListener listener)
            throws BadMessageException {
        final String said = new String(text, start, end - start, StandardCharsets.UTF_8);
        if (said.startsWith("!")) {
            throw new BadMessageException("an exclamation");
        }
        heard.add(said);
    }

    @Override
    public void onAnswer(
            final String request,
            final long receivedNs,
            final byte[] text,
            final int start,
            final int end,
            final MarketDataListener listener) {
        heard.add(request + " -> " + new String(text, start, end - start, StandardCharsets.UTF_8));
    }

    @Override
    public void onInterrupted(final long timeNs, final MarketDataListener listener) {
        heard.add("interrupted");
    }

    @Override
    public void onRefused(
            final long timeNs, final FeedErrorKind kind, final long number, final MarketDataListener listener) {
        heard.add("refused " + kind + " " + number);
    }
}
