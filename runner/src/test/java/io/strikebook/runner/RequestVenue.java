package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.MarginEngine;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListComboEncoder;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.MassQuoteEncoder;
import io.strikebook.schemas.NewDetailedOrderEncoder;
import io.strikebook.schemas.NewTriggerOrderEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.SetAccountGroupEncoder;
import io.strikebook.schemas.SetMarketMakerProtectionEncoder;
import io.strikebook.schemas.SettleExpiryEncoder;
import io.strikebook.sequencer.Sequencer;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All engines in lockstep over queues in memory, with something of everything there: two options, a perpetual and a combination, an
 * option that has expired and that no index settles, two accounts with money, an order that rests and one that waits, quotes, marks.
 */
final class RequestVenue {
    static final int OPERATOR = 1;
    static final int CLIENT = 2;
    static final long START_NS = 1_767_571_200_000_000_000L;
    static final long INDEX_E8 = 1_000_000_000_000L;
    static final int SETTLEMENT = SettleExpiryEncoder.TEMPLATE_ID;
    static final long OPTION_E8 = 5_000_000L;
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long ETH_E8 = 300_000_000_000L;
    private static final RequestFields FIELDS = new RequestFields();
    private static final int MAX_BODY = 1_024;
    private static final VenueParameters PARAMETERS = small(VenueParameters.defaults());
    private static final List<SourceDescription> SOURCES = List.of(
            new SourceDescription(OPERATOR, "admin", QueueNames.ADMIN, false),
            new SourceDescription(CLIENT, "client", QueueNames.orders("client"), false),
            new SourceDescription(3, "pricer", QueueNames.MARKS, false),
            new SourceDescription(4, "margin", QueueNames.MARGIN, false));

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[FrameLayout.HEADER_LENGTH + MAX_BODY]);
    private final MemoryQueue marks = new MemoryQueue();
    private final Publication marksOut = marks.publication();
    private final Lockstep lockstep;
    private final Sequencer sequencer;
    private final long[] sent = new long[CLIENT + 1];
    private long nowNs = START_NS;
    private RejectCode decision;
    private final MassQuoteCommandDecoder quotes = new MassQuoteCommandDecoder();
    private int refusedSides;
    private RejectCode refusal;

    /** Tables of few entries, since a venue is made for most of the requests that are taken. */
    private static VenueParameters small(final VenueParameters defaults) {
        return new VenueParameters(
                defaults.underlyings(),
                true,
                defaults.sequencing(),
                new VenueParameters.PreTrade(5_000_000L, 5_000_000L, 1_000, 16, 64, 1 << 10, 1),
                defaults.fees(),
                defaults.margin(),
                defaults.marks());
    }

    RequestVenue() {
        lockstep = new Lockstep(
                PARAMETERS,
                SOURCES,
                new Lockstep.Outputs(frames(this::onCommand), List.of(frames(this::onAnswer)), frames(this::onAnswer)));
        sequencer = lockstep.sequencer();
        lockstep.start(new MarksSupply() {
            @Override
            public Subscription subscription() {
                return marks.subscription();
            }

            @Override
            public void supplyTo(final long epoch) {
                // they are there
            }
        });
        list();
        epoch();
        trade();
        tick();
    }

    private void list() {
        accepted(
                OPERATOR,
                ListInstrumentEncoder.TEMPLATE_ID,
                body -> RequestSamples.listing(body, RequestSamples.call("BTC-1-9000-C", 9_000)));
        accepted(
                OPERATOR,
                ListInstrumentEncoder.TEMPLATE_ID,
                body -> RequestSamples.listing(body, RequestSamples.perpetual()));
        accepted(
                OPERATOR,
                ListInstrumentEncoder.TEMPLATE_ID,
                body -> RequestSamples.listing(body, RequestSamples.call("BTC-1-10000-C", 10_000)));
        accepted(OPERATOR, ListComboEncoder.TEMPLATE_ID, body -> RequestSamples.combo(body, 1));
        accepted(OPERATOR, ListInstrumentEncoder.TEMPLATE_ID, body -> RequestSamples.listing(body, expired()));
        for (int account = RequestSamples.ACCOUNT; account <= RequestSamples.COUNTERPARTY; account++) {
            final int accountId = account;
            accepted(OPERATOR, CreateAccountEncoder.TEMPLATE_ID, body -> RequestSamples.account(body, accountId));
            accepted(OPERATOR, DepositEncoder.TEMPLATE_ID, body -> RequestSamples.deposit(body, accountId));
        }
        accepted(
                OPERATOR,
                CreateAccountEncoder.TEMPLATE_ID,
                body -> RequestSamples.account(body, ControlSamples.IDLE_ACCOUNT));
        accepted(
                OPERATOR,
                SetAccountGroupEncoder.TEMPLATE_ID,
                body -> ControlSamples.riskGroup(body, RequestSamples.ACCOUNT, ControlSamples.RISK_GROUP));
    }

    /** An option on what has no index, which expired an hour ago. */
    private static InstrumentTerms expired() {
        return new InstrumentTerms(
                "ETH-GONE-3000-C",
                "ETH",
                InstrumentKind.OPTION,
                OptionType.CALL,
                ContractStyle.INVERSE,
                Currency.ETH,
                ETH_E8,
                START_NS - HOUR_NS,
                50_000L,
                10_000_000L,
                100_000L);
    }

    /** A request to settle it. */
    static int settlement(final UnsafeBuffer buffer) {
        return new SettleExpiryEncoder()
                .wrap(buffer, 0)
                .settledNs(START_NS - HOUR_NS)
                .deliveryPriceE8(ETH_E8)
                .underlyingId(2)
                .encodedLength();
    }

    private void trade() {
        accepted(
                CLIENT,
                NewDetailedOrderEncoder.TEMPLATE_ID,
                body -> RequestSamples.detailed(body, RequestSamples.RESTING));
        accepted(CLIENT, NewTriggerOrderEncoder.TEMPLATE_ID, body -> RequestSamples.stop(body, RequestSamples.WAITING));
        accepted(
                CLIENT,
                SetMarketMakerProtectionEncoder.TEMPLATE_ID,
                body -> RequestSamples.limits(body).encodedLength());
        accepted(CLIENT, MassQuoteEncoder.TEMPLATE_ID, body -> RequestSamples.quote(body, 1));
    }

    private void epoch() {
        marksOut.beginGroup(1, nowNs);
        mark(
                IndexPriceEncoder.TEMPLATE_ID,
                IndexPriceEncoder.BLOCK_LENGTH,
                body -> new IndexPriceEncoder()
                        .wrap(body, 0)
                        .priceE8(INDEX_E8)
                        .underlyingId(1)
                        .encodedLength());
        for (int id = RequestSamples.CALL; id <= RequestSamples.HIGHER_CALL; id++) {
            final int instrumentId = id;
            mark(
                    MarkEncoder.TEMPLATE_ID,
                    MarkEncoder.BLOCK_LENGTH,
                    body -> new MarkEncoder()
                            .wrap(body, 0)
                            .markPriceE8(instrumentId == RequestSamples.PERPETUAL ? INDEX_E8 : OPTION_E8)
                            .instrumentId(instrumentId)
                            .encodedLength());
        }
        marksOut.endGroup();
        marksOut.flush();
        lockstep.feedMarks(1);
        sequencer.marksAdvanced(1, nowNs);
        answer();
    }

    private void mark(final int template, final int block, final ToIntFunction<UnsafeBuffer> encoder) {
        final int offset = marksOut.claim(FrameLayout.HEADER_LENGTH + block);
        final UnsafeBuffer body = new UnsafeBuffer(new byte[block]);
        encoder.applyAsInt(body);
        header(marksOut.buffer(), offset, template, block);
        marksOut.buffer().putBytes(offset + FrameLayout.HEADER_LENGTH, body, 0, block);
        marksOut.commit(FrameLayout.HEADER_LENGTH + block);
    }

    private void accepted(final int source, final int template, final ToIntFunction<UnsafeBuffer> encoder) {
        final byte[] bytes = new byte[MAX_BODY];
        final int length = encoder.applyAsInt(new UnsafeBuffer(bytes));
        assertThat(send(source, template, FIELDS.blockLength(template), Arrays.copyOf(bytes, length)))
                .as(FIELDS.nameOf(template))
                .isEqualTo(RejectCode.ACCEPTED);
    }

    /** What the sequencer decides, or, where it accepts, what matching or margin refuses with; everybody has answered then. */
    RejectCode send(final int source, final int template, final int block, final byte[] body) {
        final int length = FrameLayout.align(FrameLayout.HEADER_LENGTH + body.length);
        frame.setMemory(0, frame.capacity(), (byte) 0);
        header(frame, 0, template, block).sequence(++sent[source]).frameLength(length);
        frame.putBytes(FrameLayout.HEADER_LENGTH, body);
        nowNs += MILLISECOND_NS;
        refusal = RejectCode.ACCEPTED;
        decision = null;
        refusedSides = 0;
        assertThat(sequencer.decide(source, frame, 0, length, nowNs)).isTrue();
        lockstep.settle();
        final RejectCode decided = decision;
        answer();
        return decided == RejectCode.ACCEPTED ? refusal : decided;
    }

    private FrameHeaderEncoder header(
            final UnsafeBuffer buffer, final int offset, final int template, final int block) {
        return header.wrap(buffer, offset)
                .blockLength(block)
                .templateId(template)
                .schemaId(FrameHeaderEncoder.SCHEMA_ID)
                .version(FrameHeaderEncoder.SCHEMA_VERSION);
    }

    /** Everybody gets a command for all, later than what is due soon. */
    void tick() {
        nowNs += 2_000 * MILLISECOND_NS;
        assertThat(sequencer.tick(nowNs)).isTrue();
        answer();
    }

    private void answer() {
        do {
            lockstep.settle();
            lockstep.feedAnswers(sequencer.lastSequence());
        } while (sequencer.decideTriggered(nowNs));
    }

    /** Hashes of the states of sequencer, matching and margin. */
    List<Long> stateHashes() {
        return List.of(
                sequencer.stateHash(),
                lockstep.matching().get(0).stateHash(),
                lockstep.margin().stateHash());
    }

    /** Everything is as consistent as it can be checked to be, and is the same after it was saved and loaded. */
    void check() {
        lockstep.matching().get(0).check();
        lockstep.margin().requireConsistent();
        final GroupSink nowhere = (buffer, offset, length, firstSequence, groupsEnded) -> {};
        final SnapshotOutput ofSequencer = new SnapshotOutput();
        sequencer.save(ofSequencer);
        final Sequencer loadedSequencer = new Sequencer(PARAMETERS, SOURCES, new GroupBuffer(nowhere));
        loadedSequencer.load(input(ofSequencer));
        final SnapshotOutput ofMatching = new SnapshotOutput();
        lockstep.matching().get(0).save(ofMatching);
        final MatchingEngine loadedMatching = new MatchingEngine(PARAMETERS, new GroupBuffer(nowhere));
        loadedMatching.load(input(ofMatching));
        final SnapshotOutput ofMargin = new SnapshotOutput();
        lockstep.margin().save(ofMargin);
        final MarginEngine loadedMargin = new MarginEngine(PARAMETERS, new GroupBuffer(nowhere));
        loadedMargin.load(input(ofMargin));
        assertThat(List.of(loadedSequencer.stateHash(), loadedMatching.stateHash(), loadedMargin.stateHash()))
                .isEqualTo(stateHashes());
    }

    private static SnapshotInput input(final SnapshotOutput output) {
        return new SnapshotInput(output.buffer(), 0, output.length());
    }

    /** How many sides of the last mass quote that was accepted were refused. */
    int refusedSides() {
        return refusedSides;
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset) {
        final int body = offset + FrameLayout.HEADER_LENGTH;
        decision = envelope.wrap(buffer, body).decision();
        if (FrameLayout.templateId(buffer, offset) == MassQuoteCommandDecoder.TEMPLATE_ID) {
            quotes.wrap(buffer, body, FrameLayout.blockLength(buffer, offset), FrameLayout.version(buffer, offset));
            for (final MassQuoteCommandDecoder.EntriesDecoder entry : quotes.entries()) {
                onSide(entry.bidDecision());
                onSide(entry.askDecision());
            }
        }
    }

    private void onSide(final RejectCode code) {
        assertThat(code).as("decision of a side").isNotIn(RejectCode.NULL_VAL, RejectCode.SBE_UNKNOWN);
        refusedSides += code == RejectCode.ACCEPTED ? 0 : 1;
    }

    private void onAnswer(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.templateId(buffer, offset) == RejectedDecoder.TEMPLATE_ID) {
            refusal = rejected.wrap(
                            buffer,
                            offset + FrameLayout.HEADER_LENGTH,
                            FrameLayout.blockLength(buffer, offset),
                            FrameLayout.version(buffer, offset))
                    .code();
        }
    }

    private interface FrameTaker {
        void take(UnsafeBuffer buffer, int offset);
    }

    private static GroupSink frames(final FrameTaker taker) {
        return (buffer, offset, length, firstSequence, groupsEnded) -> {
            for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
                taker.take(buffer, at);
            }
        };
    }
}
