package io.strikebook.runner;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import java.util.List;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** What somebody who sends requests knows of the instruments that were listed. */
final class Listings {
    private static final int BATCH = 1 << 10;

    private final ListInstrumentCommandDecoder listing = new ListInstrumentCommandDecoder();
    private final TreeMap<Integer, Instrument> instruments = new TreeMap<>();
    private final Subscription commands;

    Listings(final Subscription commands) {
        this.commands = commands;
    }

    /** Reads some commands. */
    void read() {
        for (int i = 0; i < BATCH && commands.poll(this::onCommand); i++) {
            continue;
        }
    }

    boolean areKnown(final List<Integer> ids) {
        return instruments.keySet().containsAll(ids);
    }

    Instrument of(final int instrumentId) {
        return instruments.get(instrumentId);
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == ListInstrumentCommandDecoder.TEMPLATE_ID) {
            listing.wrap(buffer, offset + FrameLayout.HEADER_LENGTH, FrameLayout.blockLength(buffer, offset), 0);
            final int id = listing.instrumentId();
            if (id != 0) {
                instruments.put(id, new Instrument(id, listing.underlyingId(), TermsCodec.decode(listing.terms())));
            }
        }
    }
}
