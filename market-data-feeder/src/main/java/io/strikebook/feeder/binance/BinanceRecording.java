package io.strikebook.feeder.binance;

import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.cryptofeed.CryptofeedCapture;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.MergedSource;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens captures of Binance, merged by time of receipt. The mid prices of spot captures are index constituents; where there is no spot
 * capture, those of all captures are.
 */
public final class BinanceRecording {
    private BinanceRecording() {}

    /**
     * What is opened together, with rules of its own.
     *
     * @param raw   whether the files are those of one raw capture in cryptofeed's form; else there is one, of one symbol, in hftbacktest's
     */
    public record Capture(BinanceMarket market, List<Path> files, boolean raw) {
        /** A capture of one symbol in hftbacktest's form. */
        public Capture(final BinanceMarket market, final Path file) {
            this(market, List.of(file), false);
        }
    }

    /** Opens the captures; each must be there and gzip. */
    public static MarketDataSource open(
            final List<Capture> captures, final List<Underlying> underlyings, final FeedErrors errors) {
        return open(captures, new FeedContext(underlyings, errors));
    }

    /** Opens the captures beside other sources. */
    public static MarketDataSource open(final List<Capture> captures, final FeedContext context) {
        if (captures.isEmpty()) {
            throw new IllegalArgumentException("no Binance capture is configured");
        }
        final boolean anySpot = captures.stream().anyMatch(capture -> capture.market() == BinanceMarket.SPOT);
        final List<MarketDataSource> sources = new ArrayList<>();
        for (final Capture capture : captures) {
            final BinanceNormaliser rules = new BinanceNormaliser(
                    capture.market(), !anySpot || capture.market() == BinanceMarket.SPOT, context, VenueRequests.NONE);
            if (capture.raw()) {
                sources.add(CryptofeedCapture.open(capture.files(), rules, context.errors()));
            } else {
                rules.takeOneSymbol();
                sources.add(new BinanceFile(capture.files().get(0), rules, context.errors()));
            }
        }
        return new MergedSource(sources);
    }
}
