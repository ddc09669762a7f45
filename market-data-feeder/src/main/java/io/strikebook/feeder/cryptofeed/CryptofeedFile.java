package io.strikebook.feeder.cryptofeed;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.feeder.venue.VenueLines;
import io.strikebook.feeder.venue.VenueNormaliser;
import java.nio.file.Path;

/** One file of a capture. A connection that is made anew interrupts what came before. */
final class CryptofeedFile extends VenueLines {
    private final CryptofeedLine header = new CryptofeedLine();
    private boolean connected;

    CryptofeedFile(final Path path, final VenueNormaliser rules, final FeedErrors errors) {
        super(new GzipLines(path), rules, errors);
    }

    @Override
    protected long timeNs(final GzipLines line) throws BadMessageException {
        header.read(line);
        return header.timeNs();
    }

    @Override
    protected void bring(
            final GzipLines line, final VenueNormaliser toRules, final long timeNs, final MarketDataListener listener)
            throws BadMessageException {
        final int start = header.textStart();
        switch (header.kind()) {
            case RECEIVED -> toRules.onMessage(timeNs, line.text(), start, line.length(), listener);
            case ANSWER -> toRules.onAnswer(header.request(line), timeNs, line.text(), start, line.length(), listener);
            case CONNECTED -> {
                if (connected) {
                    toRules.onInterrupted(timeNs, listener);
                }
                connected = true;
            }
            default -> {}
        }
    }
}
