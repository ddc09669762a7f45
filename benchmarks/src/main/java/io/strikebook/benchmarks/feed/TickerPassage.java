package io.strikebook.benchmarks.feed;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.deribit.DeribitNormaliser;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import java.util.Arrays;

/** Messages of Deribit's ticker channel through the venue's rules, one frame each. */
final class TickerPassage implements Passage {
    private static final long NS_PER_MS = 1_000_000L;

    private final byte[][] texts = TickerTexts.whole();
    private final DeribitNormaliser rules = new DeribitNormaliser(
            new FeedContext(VenueParameters.defaults().underlyings(), new FeedErrors(text -> {})), VenueRequests.NONE);
    private long receivedNs;

    @Override
    public String name() {
        return "Deribit ticker";
    }

    @Override
    public String origin() {
        return "made";
    }

    @Override
    public long messages() {
        return texts.length;
    }

    @Override
    public long textBytes() {
        return Arrays.stream(texts)
                .mapToLong(text -> text.length - JsonReader.SLACK)
                .sum();
    }

    @Override
    public long items() {
        return texts.length;
    }

    @Override
    public String itemName() {
        return "messages";
    }

    @Override
    public void play(final MarketDataListener listener, final Runnable afterMessage) {
        for (final byte[] text : texts) {
            receivedNs += NS_PER_MS;
            try {
                rules.onMessage(receivedNs, text, 0, text.length - JsonReader.SLACK, listener);
            } catch (final BadMessageException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            afterMessage.run();
        }
    }
}
