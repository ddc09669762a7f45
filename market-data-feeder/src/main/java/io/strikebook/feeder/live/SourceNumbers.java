package io.strikebook.feeder.live;

import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.feeder.recorded.InstrumentNumbers;
import io.strikebook.feeder.venue.ConstituentNumbers;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.SourceNumberDecoder;

/**
 * A live feeder's numbers of instruments and index constituents, which mean the same before and after a restart: what a number stands for is
 * published in the event that first uses it, all of it again when a feeder starts, and read back then.
 */
final class SourceNumbers {
    private static final int PER_EVENT = 500;

    private final InstrumentNumbers instruments;
    private final ConstituentNumbers constituents;
    private final MarketDataPublisher publisher;
    private int publishedInstruments;
    private int publishedConstituents;

    SourceNumbers(final FeedContext context, final MarketDataPublisher publisher) {
        this.instruments = context.numbers();
        this.constituents = context.constituents();
        this.publisher = publisher;
    }

    /** Reads back what was recorded; returns the time of the last frame, 0 where there is none. */
    static long readBack(final FrameCursor frames, final FeedContext context) {
        final FrameHeaderDecoder header = new FrameHeaderDecoder();
        final SourceNumberDecoder numbered = new SourceNumberDecoder();
        final InstrumentDescribedDecoder described = new InstrumentDescribedDecoder();
        long lastTimeNs = 0;
        while (frames.next()) {
            lastTimeNs = FrameLayout.timestampNs(frames.buffer(), frames.offset());
            switch (FrameLayout.templateId(frames.buffer(), frames.offset())) {
                case SourceNumberDecoder.TEMPLATE_ID -> {
                    numbered.wrapAndApplyHeader(frames.buffer(), frames.offset(), header);
                    if (numbered.underlyingId() == 0) {
                        context.numbers().restore(numbered.name(), numbered.number());
                    } else {
                        context.constituents().restore(numbered.underlyingId(), numbered.name(), numbered.number());
                    }
                }
                case InstrumentDescribedDecoder.TEMPLATE_ID -> {
                    described.wrapAndApplyHeader(frames.buffer(), frames.offset(), header);
                    context.numbers().goOnAfter(described.externalInstrumentId());
                }
                default -> {}
            }
        }
        frames.requireEnd();
        return lastTimeNs;
    }

    /** Publishes all numbers that were read back, in events of their own. */
    void publishAll(final long nowNs) {
        while (publishedInstruments < instruments.size() || publishedConstituents < constituents.size()) {
            publisher.beginEvent(nowNs);
            publisher.endEvent();
        }
    }

    /** Within an event that is about to end: publishes the numbers that are new. Allocates nothing where none is. */
    void publishNew() {
        int left = PER_EVENT;
        while (publishedInstruments < instruments.size() && left-- > 0) {
            final String name = instruments.nameAt(publishedInstruments++);
            publisher.sourceNumber(name, instruments.find(name), 0);
        }
        while (publishedConstituents < constituents.size() && left-- > 0) {
            final ConstituentNumbers.Constituent next = constituents.at(publishedConstituents++);
            publisher.sourceNumber(next.name(), next.number(), next.underlyingId());
        }
    }
}
