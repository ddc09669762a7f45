package io.strikebook.feeder.binance;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.DecimalReader;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.feeder.venue.VenueLines;
import io.strikebook.feeder.venue.VenueNormaliser;
import java.nio.file.Path;

/**
 * One capture of one symbol, each line a time of receipt in nanoseconds and a message. In these captures that clock lags the exchange's by
 * about 1.27 s, so the exchange's time in the messages may be later.
 */
final class BinanceFile extends VenueLines {
    private final DecimalReader receipt = new DecimalReader();
    private int jsonStart;

    /** Opens a capture for rules of its own. */
    BinanceFile(final Path path, final VenueNormaliser rules, final FeedErrors errors) {
        super(new GzipLines(path), rules, errors);
    }

    @Override
    protected long timeNs(final GzipLines line) throws BadMessageException {
        int space = 0;
        while (space < line.length() && line.text()[space] != ' ') {
            space++;
        }
        if (space == line.length() || !receipt.readWhole(line.text(), 0, space) || receipt.end() != space) {
            throw new BadMessageException("does not begin with a time and a space");
        }
        jsonStart = space + 1;
        return receipt.value();
    }

    @Override
    protected void bring(
            final GzipLines line, final VenueNormaliser toRules, final long timeNs, final MarketDataListener listener)
            throws BadMessageException {
        toRules.onMessage(timeNs, line.text(), jsonStart, line.length(), listener);
    }
}
