package io.strikebook.pricer;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.FundingRateDecoder;
import io.strikebook.schemas.IndexOutlierDecoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.ListingRequestDecoder;
import io.strikebook.schemas.MarginLevelRequestDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.MarketDataGapDecoder;
import io.strikebook.schemas.MarketQualityDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RiskArrayDecoder;
import io.strikebook.schemas.ScenarioChange;
import io.strikebook.schemas.SetIndexSourceCommandEncoder;
import io.strikebook.schemas.SetScenarioSetCommandEncoder;
import io.strikebook.schemas.SettlementEstimateDecoder;
import io.strikebook.schemas.TickCommandEncoder;
import io.strikebook.schemas.TopOfBookEncoder;
import io.strikebook.schemas.VolatilityRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** A pricer's agent over queues in memory, a stand-in for the sequencer that grants listings, and the marks as last published. */
final class PricerBench {
    record Index(long priceE8, boolean stale, boolean frozen, int sources, long confidenceE8) {}

    record Mark(long priceE8, long forwardE8, int ivE6, int deltaE9, long gammaE12, boolean stale, boolean frozen) {}

    record Epoch(long number, long timestampNs, long marketDataTo, long commandsTo, int frames) {}

    final MemoryQueue marketData = new MemoryQueue();
    final MemoryQueue commands = new MemoryQueue();
    final MemoryQueue marksQueue = new MemoryQueue();
    MemoryQueue executions = new MemoryQueue();
    final MarketFeed feed;
    final List<byte[]> frames = new ArrayList<>();
    final List<Epoch> epochs = new ArrayList<>();
    final Map<Integer, Mark> marks = new HashMap<>();
    /** Options whose newest marks are flagged as outside their quotes. */
    final Set<Integer> outside = new HashSet<>();

    final Map<Integer, Index> indices = new HashMap<>();
    final Map<Integer, int[]> arrays = new HashMap<>();
    final List<String> outliers = new ArrayList<>();
    final Map<Integer, Long> funding = new HashMap<>();
    final List<String> quality = new ArrayList<>();
    final List<String> estimates = new ArrayList<>();
    final List<String> gaps = new ArrayList<>();
    int fundings;
    private int levelRequests;
    final List<String> requests = new ArrayList<>();

    /** Never polled: a queue drops what all its readers have read. */
    private final List<Subscription> keepEverything = new ArrayList<>();

    private final Publication commandsOut = commands.publication();
    private final Publication executionsOut = executions.publication();
    private final Subscription marksIn = marksQueue.subscription();
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final VenueParameters parameters;
    private final BatchPricer batch;
    private Publication marksOut = marksQueue.publication();
    private boolean granting = true;
    private int listed;
    private long commandSequence;
    private MarksEpochBeginDecoder begun;
    private int framesInEpoch;
    Pricer pricer;
    private PricerAgent agent;
    /** What the agent's clock says; events are written when they say. And when it drops: of agents that are started from now on. */
    long nowNs;

    DropRule dropRule = DropRule.NEVER;

    PricerBench(final VenueParameters parameters) {
        this(parameters, BatchPricer.create());
    }

    PricerBench(final VenueParameters parameters, final BatchPricer batch) {
        this.parameters = parameters;
        this.batch = batch;
        this.feed = new MarketFeed(marketData.publication());
        keepEverything.add(marketData.subscription());
        keepEverything.add(commands.subscription());
        keepEverything.add(executions.subscription());
        start(null, RecordedEpochs.none());
    }

    /** Starts a pricer anew, from a snapshot or from nothing. */
    void start(final SnapshotOutput snapshot, final RecordedEpochs recorded) {
        marksOut = marksQueue.publication();
        pricer = new Pricer(parameters, marksOut, batch);
        if (snapshot != null) {
            final SnapshotInput in = new SnapshotInput(snapshot.buffer(), 0, snapshot.length());
            pricer.load(in);
            in.end();
        }
        final Subscription marketDataIn = marketData.subscription();
        marketDataIn.seekAfter(pricer.marketDataTo());
        final Subscription commandsIn = commands.subscription();
        final AnsweredCommands answered = parameters.futures().ownBook()
                ? AnsweredCommands.of(commandsIn, ShardedExecutions.of(executions.subscription()))
                : AnsweredCommands.alone(commandsIn);
        answered.seekAfter(pricer.commandsTo());
        agent = new PricerAgent(pricer, marketDataIn, answered, recorded, marksOut, Upstream.NONE);
        agent.dropping(
                dropRule,
                () -> nowNs,
                () -> FrameLayout.timestampNs(marketDataIn.buffer(), marketDataIn.offset()),
                () -> {});
    }

    SnapshotOutput snapshot() {
        final SnapshotOutput out = new SnapshotOutput();
        pricer.save(out);
        return out;
    }

    /** Lets the pricer work off what was fed, and grants what it asks for after each epoch. */
    void run() {
        while (agent.advanceTo(pricer.epoch() + 1)) {
            drain();
        }
        drain();
    }

    /** The same as a process does, which drops what waited for too long. */
    void work() {
        while (agent.doWork() > 0) {
            drain();
        }
        drain();
    }

    /** As {@link #run}, with every listing granted before. */
    void rerun() {
        granting = false;
        run();
        granting = true;
    }

    /** As {@link #work}, with every listing granted before. */
    void rework() {
        granting = false;
        work();
        granting = true;
    }

    private void drain() {
        while (marksIn.poll(this::onMarks)) {}
    }

    long producedHash() {
        return marksOut.producedHash();
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        final byte[] frame = new byte[length];
        buffer.getBytes(offset, frame);
        frames.add(frame);
        final UnsafeBuffer copy = new UnsafeBuffer(frame);
        framesInEpoch++;
        switch (FrameLayout.templateId(copy, 0)) {
            case MarksEpochBeginDecoder.TEMPLATE_ID -> {
                begun = new MarksEpochBeginDecoder().wrapAndApplyHeader(copy, 0, header);
                framesInEpoch = 1;
            }
            case IndexPriceDecoder.TEMPLATE_ID -> {
                final IndexPriceDecoder index = new IndexPriceDecoder().wrapAndApplyHeader(copy, 0, header);
                indices.put(
                        index.underlyingId(),
                        new Index(
                                index.priceE8(),
                                index.flags().stale(),
                                index.flags().frozen(),
                                index.sources(),
                                index.confidenceE8()));
            }
            case MarkDecoder.TEMPLATE_ID -> {
                final MarkDecoder mark = new MarkDecoder().wrapAndApplyHeader(copy, 0, header);
                outside.remove(mark.instrumentId());
                if (mark.flags().outsideQuotes()) {
                    outside.add(mark.instrumentId());
                }
                marks.put(
                        mark.instrumentId(),
                        new Mark(
                                mark.markPriceE8(),
                                mark.forwardPriceE8(),
                                mark.markIvE6(),
                                mark.deltaE9(),
                                mark.gammaE12(),
                                mark.flags().stale(),
                                mark.flags().frozen()));
            }
            case RiskArrayDecoder.TEMPLATE_ID -> {
                final RiskArrayDecoder array = new RiskArrayDecoder().wrapAndApplyHeader(copy, 0, header);
                final int[] values = new int[RiskArrayDecoder.valuesLength()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = array.values(i);
                }
                arrays.put(array.instrumentId(), values);
            }
            case ListingRequestDecoder.TEMPLATE_ID -> onRequest(copy);
            default -> onRest(copy);
        }
        if (FrameLayout.isLast(copy, 0)) {
            epochs.add(new Epoch(
                    FrameLayout.sequence(copy, 0),
                    FrameLayout.timestampNs(copy, 0),
                    begun.marketDataTo(),
                    begun.commandsTo(),
                    framesInEpoch));
        }
    }

    private void onRest(final UnsafeBuffer copy) {
        switch (FrameLayout.templateId(copy, 0)) {
            case IndexOutlierDecoder.TEMPLATE_ID -> {
                final IndexOutlierDecoder outlier = new IndexOutlierDecoder().wrapAndApplyHeader(copy, 0, header);
                outliers.add(outlier.venue() + outlier.constituentId() + (outlier.begins() == 0 ? " in" : " out"));
            }
            case MarginLevelRequestDecoder.TEMPLATE_ID -> levelRequests++;
            case FundingRateDecoder.TEMPLATE_ID -> {
                final FundingRateDecoder rate = new FundingRateDecoder().wrapAndApplyHeader(copy, 0, header);
                funding.put(rate.instrumentId(), rate.rateE12());
                fundings++;
            }
            case SettlementEstimateDecoder.TEMPLATE_ID -> {
                final SettlementEstimateDecoder estimate =
                        new SettlementEstimateDecoder().wrapAndApplyHeader(copy, 0, header);
                estimates.add(estimate.samples() + " of "
                        + parameters
                                .underlyings()
                                .get(estimate.underlyingId() - 1)
                                .code() + " at "
                        + estimate.averageE8() + ", " + estimate.missing() + " missing");
            }
            case MarketDataGapDecoder.TEMPLATE_ID -> {
                final MarketDataGapDecoder gap = new MarketDataGapDecoder().wrapAndApplyHeader(copy, 0, header);
                gaps.add(gap.fromEvent() + " to " + gap.toEvent() + ", " + gap.gaps() + ", " + gap.droppedEvents()
                        + ", frame " + framesInEpoch);
            }
            case MarketQualityDecoder.TEMPLATE_ID -> {
                final MarketQualityDecoder news = new MarketQualityDecoder().wrapAndApplyHeader(copy, 0, header);
                quality.add((news.begins() == 0 ? "ends " : "begins ") + news.reason() + " of " + news.instrumentId()
                        + ", " + news.times() + (news.flags().degraded() ? ", degraded" : "")
                        + (news.expiryNs() == 0 ? "" : ", expiry " + news.expiryNs()));
            }
            default -> {}
        }
    }

    /** A command of an operator, decided after the newest epoch. */
    void indexSource(final String venue, final int constituentId, final boolean enabled, final RejectCode decision) {
        commandsOut.beginGroup(++commandSequence, feed.timeNs);
        final SetIndexSourceCommandEncoder command = new SetIndexSourceCommandEncoder()
                .wrapAndApplyHeader(commandsOut.buffer(), commandsOut.claim(512), new FrameHeaderEncoder());
        command.envelope().decision(decision).sourceSequence(commandSequence).marksTo(pricer.epoch());
        command.venue(venue)
                .underlyingId(1)
                .constituentId(constituentId)
                .weight(100)
                .enabled((short) (enabled ? 1 : 0));
        commandsOut.commit(FrameLayout.HEADER_LENGTH + command.encodedLength());
        commandsOut.endGroup();
        commandsOut.flush();
    }

    /** An instrument that an operator has listed. */
    void list(final int instrumentId, final InstrumentTerms terms) {
        commandsOut.beginGroup(++commandSequence, feed.timeNs);
        final ListInstrumentCommandEncoder command = new ListInstrumentCommandEncoder()
                .wrapAndApplyHeader(commandsOut.buffer(), commandsOut.claim(512), new FrameHeaderEncoder());
        command.envelope().decision(RejectCode.ACCEPTED).marksTo(pricer.epoch());
        TermsCodec.encode(terms, command.terms());
        command.instrumentId(instrumentId).underlyingId(1);
        commandsOut.commit(FrameLayout.HEADER_LENGTH + command.encodedLength());
        commandsOut.endGroup();
        commandsOut.flush();
    }

    /** A command for all, decided after the newest epoch; answers its sequence. */
    long tick() {
        commandsOut.beginGroup(++commandSequence, feed.timeNs);
        final TickCommandEncoder command = new TickCommandEncoder()
                .wrapAndApplyHeader(commandsOut.buffer(), commandsOut.claim(512), new FrameHeaderEncoder());
        command.envelope().decision(RejectCode.ACCEPTED).marksTo(pricer.epoch());
        commandsOut.commit(FrameLayout.HEADER_LENGTH + command.encodedLength());
        commandsOut.endGroup();
        commandsOut.flush();
        return commandSequence;
    }

    /** What matching answers a command with: the top of a book. */
    void answer(
            final long command,
            final int instrumentId,
            final long bidE8,
            final long bidLots,
            final long askE8,
            final long askLots) {
        executionsOut.beginGroup(command, feed.timeNs);
        final TopOfBookEncoder top = new TopOfBookEncoder()
                .wrapAndApplyHeader(executionsOut.buffer(), executionsOut.claim(512), new FrameHeaderEncoder())
                .bidPriceE8(bidE8)
                .bidLots(bidLots)
                .askPriceE8(askE8)
                .askLots(askLots)
                .instrumentId(instrumentId);
        executionsOut.commit(FrameLayout.HEADER_LENGTH + top.encodedLength());
        executionsOut.endGroup();
        executionsOut.flush();
    }

    /** A command of an operator: all parameters of an underlying's scenarios. */
    void scenarioSet(final int version, final int underlyingId, final long[] parametersE8, final RejectCode decision) {
        marginLevel(
                version,
                underlyingId,
                parametersE8,
                100_000_000L,
                ScenarioChange.OPERATOR,
                VolatilityRule.FOLLOWED,
                decision);
    }

    /** The same at a level, as an operator's command or as what answers the pricer. */
    void marginLevel(
            final int version,
            final int underlyingId,
            final long[] parametersE8,
            final long levelE8,
            final ScenarioChange reason,
            final VolatilityRule rule,
            final RejectCode decision) {
        commandsOut.beginGroup(++commandSequence, feed.timeNs);
        final SetScenarioSetCommandEncoder command = new SetScenarioSetCommandEncoder()
                .wrapAndApplyHeader(commandsOut.buffer(), commandsOut.claim(1024), new FrameHeaderEncoder());
        command.envelope().decision(decision).sourceSequence(commandSequence).marksTo(pricer.epoch());
        ScenarioCodec.encode(parametersE8, command);
        ScenarioCodec.encodeOperators(parametersE8, command);
        ScenarioCodec.encodeBefore(parametersE8, command);
        command.underlyingId(underlyingId)
                .scenarioSetVersion(version)
                .volatilityRule(rule)
                .reason(reason)
                .levelE8(levelE8)
                .levelBeforeE8(levelE8);
        commandsOut.commit(FrameLayout.HEADER_LENGTH + command.encodedLength());
        commandsOut.endGroup();
        commandsOut.flush();
    }

    private void onRequest(final UnsafeBuffer frame) {
        final ListingRequestDecoder request = new ListingRequestDecoder().wrapAndApplyHeader(frame, 0, header);
        if (!granting) {
            return;
        }
        requests.add(request.terms().symbol());
        if (request.sourceSequence() != requests.size() + levelRequests) {
            throw new AssertionError("request " + request.sourceSequence() + " is number " + requests.size() + " and "
                    + levelRequests + " of levels");
        }
        commandsOut.beginGroup(++commandSequence, FrameLayout.timestampNs(frame, 0));
        final ListInstrumentCommandEncoder command = new ListInstrumentCommandEncoder()
                .wrapAndApplyHeader(commandsOut.buffer(), commandsOut.claim(512), new FrameHeaderEncoder());
        command.envelope()
                .decision(RejectCode.ACCEPTED)
                .sourceSequence(commandSequence)
                .marksTo(FrameLayout.sequence(frame, 0));
        commandsOut
                .buffer()
                .putBytes(command.terms().offset(), frame, request.terms().offset(), 88);
        command.instrumentId(++listed).underlyingId(1);
        commandsOut.commit(FrameLayout.HEADER_LENGTH + command.encodedLength());
        commandsOut.endGroup();
        commandsOut.flush();
        answer(commandSequence, listed, MarketFeed.NONE, 0, MarketFeed.NONE, 0);
    }
}
