package io.strikebook.runner;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.SourceLostCommandDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a recording's inputs through the engines again, in lockstep, into a home of its own: without one of the sources, with other
 * parameters, or both. Requests come at the time that their commands had, market data at its own; marks are computed again, and every
 * command is decided with all commands before it answered. What the engines decide may differ from the recording; doing it twice gives
 * the same home. Orders that clients refer to by id are translated ({@link OrderIdTranslation}), so cancels and replaces still mean
 * the orders they meant.
 */
public final class Resequencer {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final SourceLostCommandDecoder sourceLost = new SourceLostCommandDecoder();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final Recording recording;
    private final Set<String> dropped;
    private final Map<Integer, RequestReader> readers = new HashMap<>();
    private final Map<Integer, FrameHandler> copiers = new HashMap<>();
    private final FrameHandler onCommand = this::onCommand;
    private final FrameHandler onRequest = this::onRequest;
    private final FrameHandler onMarketData = this::onMarketData;
    private final MemoryQueue marketDataForPricer = new MemoryQueue();
    private SteppedVenue venue;
    private FrameHandler marketDataCopier;
    private Subscription marketData;
    private int sourceId;
    private final OrderIdTranslation orderIds = new OrderIdTranslation();
    private long recordedCommand;
    private long requests;

    /**
     * What was made.
     *
     * @param requests re-sequenced
     * @param commands of the new home
     * @param epochs   of the new home's marks
     */
    public record Result(long requests, long commands, long epochs) {}

    /**
     * A run over a recording.
     *
     * @param dropped names of sources to leave out; refused where the manifest has no such source of requests
     */
    public Resequencer(final Recording recording, final Set<String> dropped) {
        this.recording = recording;
        this.dropped = Set.copyOf(dropped);
        final List<String> names =
                recording.requestSources().stream().map(SourceDescription::name).toList();
        for (final String name : dropped) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("there is no source '" + name
                        + "' in this recording; its sources are " + String.join(", ", names));
            }
        }
    }

    /**
     * The manifest of the home that a run makes: the recording's, with an identity that follows from what is run.
     *
     * @param parameters of the venue
     */
    public Manifest manifest(final VenueParameters parameters) {
        final Manifest original = recording.manifest();
        final String identity = original.homeId() + " without "
                + dropped.stream().sorted().collect(Collectors.joining(",")) + " with " + parameters;
        return new Manifest(
                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                        .toString(),
                original.schemaId(),
                original.schemaVersion(),
                original.created(),
                original.timeMode(),
                original.rollCycle(),
                original.blockSizeBytes(),
                original.sources(),
                original.audited(),
                parameters);
    }

    /**
     * Makes the new home: beside its place, and renamed once it is complete.
     *
     * @param into       must not exist yet
     * @param parameters of the venue
     * @param configText kept in the new home
     * @param progress   told the recording's command sequence now and then
     */
    public Result run(
            final Home into, final VenueParameters parameters, final String configText, final LongConsumer progress) {
        recording.requireWhole();
        return NewHome.make(into, manifest(parameters), configText, home -> run(home, parameters, progress));
    }

    private Result run(final NewHome home, final VenueParameters parameters, final LongConsumer progress) {
        open(home, parameters);
        final Subscription commands = recording.subscription(QueueNames.COMMANDS);
        while (commands.poll(onCommand)) {
            if (commands.position() % (1 << 14) == 0) {
                progress.accept(commands.position());
            }
        }
        marketDataUpTo(Long.MAX_VALUE);
        venue.finish();
        return new Result(requests, venue.lastSequence(), venue.epoch());
    }

    private void open(final NewHome target, final VenueParameters parameters) {
        for (final SourceDescription source : recording.requestSources()) {
            if (!dropped.contains(source.name())) {
                readers.put(source.sourceId(), new RequestReader(source, recording.subscription(source.queue())));
                copiers.put(source.sourceId(), target.copier(source.queue()));
            }
        }
        marketData = recording.subscription(QueueNames.MARKET_DATA);
        marketDataCopier = target.copier(QueueNames.MARKET_DATA);
        venue = new SteppedVenue(
                target, parameters, recording.manifest().sources(), marketDataForPricer.subscription());
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == SourceLostCommandDecoder.TEMPLATE_ID) {
            onSourceLost(buffer, offset);
            return;
        }
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        final RequestReader reader = readers.get(envelope.sourceId());
        if (reader != null) {
            final long requestNs = FrameLayout.timestampNs(buffer, offset);
            sourceId = envelope.sourceId();
            recordedCommand = FrameLayout.sequence(buffer, offset);
            final long answeredRequest = envelope.sourceSequence();
            marketDataUpTo(requestNs);
            venue.advance(requestNs);
            reader.read(answeredRequest, onRequest);
        }
    }

    /** What the environment was, it was; a source that is left out was never there. */
    private void onSourceLost(final UnsafeBuffer buffer, final int offset) {
        final int lostId = sourceLost.wrapAndApplyHeader(buffer, offset, header).lostSourceId();
        if (readers.containsKey(lostId)) {
            final long lostNs = FrameLayout.timestampNs(buffer, offset);
            marketDataUpTo(lostNs);
            venue.advance(lostNs);
            venue.sourceLost(lostId);
        }
    }

    private void onRequest(final UnsafeBuffer buffer, final int offset, final int length) {
        final UnsafeBuffer request = orderIds.translate(buffer, offset, length);
        copiers.get(sourceId).onFrame(request, 0, length);
        requests++;
        final long sequence = venue.lastSequence() + 1;
        if (venue.decide(sourceId, request, 0, length)) {
            orderIds.resequenced(recordedCommand, sequence);
        }
    }

    private void marketDataUpTo(final long limitNs) {
        while (marketData.peek() != Subscription.NONE
                && FrameLayout.timestampNs(marketData.buffer(), marketData.offset()) <= limitNs) {
            final long eventNs = FrameLayout.timestampNs(marketData.buffer(), marketData.offset());
            venue.marketDataAt(eventNs);
            marketData.poll(onMarketData);
            venue.priced(eventNs);
        }
    }

    private void onMarketData(final UnsafeBuffer buffer, final int offset, final int length) {
        marketDataCopier.onFrame(buffer, offset, length);
        marketDataForPricer.append(
                buffer,
                offset,
                length,
                FrameLayout.sequence(buffer, offset),
                FrameLayout.isLast(buffer, offset) ? 1 : 0);
    }
}
