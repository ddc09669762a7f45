package io.strikebook.feeder.binance;

import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.InstrumentNumbers;
import io.strikebook.feeder.recorded.MergedSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens captures of Binance, merged by time of receipt. The mid prices of spot captures are index constituents; where there is no spot
 * capture, those of all captures are.
 */
public final class BinanceRecording {
    private BinanceRecording() {}

    /** One capture. */
    public record Capture(BinanceMarket market, Path path) {}

    /** Opens the captures; each must be there and gzip. */
    public static MarketDataSource open(
            final List<Capture> captures, final List<Underlying> underlyings, final FeedErrors errors) {
        if (captures.isEmpty()) {
            throw new IllegalArgumentException("no Binance capture is configured");
        }
        final boolean anySpot = captures.stream().anyMatch(capture -> capture.market() == BinanceMarket.SPOT);
        final InstrumentNumbers numbers = new InstrumentNumbers();
        final List<MarketDataSource> files = new ArrayList<>();
        int constituents = 0;
        for (final Capture capture : captures) {
            final boolean constituent = !anySpot || capture.market() == BinanceMarket.SPOT;
            files.add(new BinanceFile(
                    capture.path(), capture.market(), underlyings, numbers, constituent ? ++constituents : 0, errors));
        }
        return new MergedSource(files);
    }
}
