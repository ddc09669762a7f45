package io.strikebook.cli;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ImpliedTopOfBookEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentListedEncoder;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderAcceptedEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A home whose queues a test writes by hand; {@link #SECOND} of venue time per sequence, and one document per group.
 */
public final class RecordedHome {
    /** First venue time: 2026-03-01T00:00:00Z. */
    public static final long START_NS = 1_772_323_200_000_000_000L;

    /** Nanoseconds. */
    public static final long SECOND = 1_000_000_000L;

    /** Instrument 1. */
    public static final String PERPETUAL = "BTC-PERPETUAL";

    /** Instrument 2. */
    public static final String FUTURE = "BTC-27MAR26";

    /** The combination. */
    public static final String COMBO = "BTC-SPREAD";

    private final Home home;
    private final Manifest manifest;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final ChronicleTransport transport;
    private final Map<String, Publication> open = new HashMap<>();
    private boolean together;
    private long clockNs = START_NS;

    /** Makes it. */
    public RecordedHome(final Path folder) {
        home = Home.at(folder);
        final String config = "time: live\nqueues:\n  blockSizeMb: 1\ndisk:\n  minimumFreeMb: 0\n";
        manifest = HomeQueues.init(home, HomeConfig.parse("test", config), config);
        transport = HomeQueues.transport(manifest, () -> clockNs);
    }

    /** The home. */
    public Home home() {
        return home;
    }

    /** Its manifest. */
    public Manifest manifest() {
        return manifest;
    }

    /** The transport, whose writers stamp {@link #clock}. */
    public ChronicleTransport transport() {
        return transport;
    }

    /** Sets what documents are stamped with. */
    public void clock(final long nanos) {
        clockNs = nanos;
    }

    /** Appends one group as one document. */
    public void group(final String queue, final long sequence, final Consumer<Publication> frames) {
        final Publication publication =
                open.computeIfAbsent(queue, name -> new GroupBuffer(transport.sink(home.queue(name))));
        publication.beginGroup(sequence, START_NS + sequence * SECOND);
        frames.accept(publication);
        publication.endGroup();
        publication.flush();
        if (!together) {
            closeAll();
        }
    }

    /** Appends many groups: each queue is opened once, which takes longer than all else. */
    public void together(final Runnable groups) {
        together = true;
        groups.run();
        together = false;
        closeAll();
    }

    private void closeAll() {
        open.values().forEach(Publication::close);
        open.clear();
    }

    /** Lists both instruments as commands 1 and 2. */
    public void listInstruments() {
        group(QueueNames.COMMANDS, 1, publication -> list(publication, 1, PERPETUAL, InstrumentKind.PERPETUAL, 0));
        group(
                QueueNames.COMMANDS,
                2,
                publication -> list(publication, 2, FUTURE, InstrumentKind.FUTURE, START_NS + 86_400 * SECOND));
    }

    private void list(
            final Publication publication,
            final int instrumentId,
            final String symbol,
            final InstrumentKind kind,
            final long expiryNs) {
        final int offset = publication.claim(256);
        final ListInstrumentCommandEncoder list =
                new ListInstrumentCommandEncoder().wrapAndApplyHeader(publication.buffer(), offset, header);
        envelope(list.envelope(), 2, instrumentId, RejectCode.ACCEPTED);
        TermsCodec.encode(terms(symbol, kind, expiryNs), list.terms());
        list.instrumentId(instrumentId).underlyingId(1);
        publication.commit(FrameLayout.HEADER_LENGTH + list.encodedLength());
    }

    private static InstrumentTerms terms(final String symbol, final InstrumentKind kind, final long expiryNs) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                kind,
                OptionType.NONE,
                ContractStyle.INVERSE,
                Currency.BTC,
                0,
                expiryNs,
                50_000_000L,
                1_000_000_000L,
                1_000_000);
    }

    /** Answers the listing of the perpetual, as matching does. */
    public void listed(final long sequence) {
        group(QueueNames.EXECUTIONS, sequence, publication -> {
            final int offset = publication.claim(256);
            final InstrumentListedEncoder listed = new InstrumentListedEncoder()
                    .wrapAndApplyHeader(publication.buffer(), offset, header)
                    .instrumentId(1)
                    .underlyingId(1);
            TermsCodec.encode(terms(PERPETUAL, InstrumentKind.PERPETUAL, 0), listed.terms());
            publication.commit(FrameLayout.HEADER_LENGTH + listed.encodedLength());
        });
    }

    /** Answers the listing of a combination, instrument 2, as matching does. */
    public void listedCombo(final long sequence) {
        group(QueueNames.EXECUTIONS, sequence, publication -> {
            final int offset = publication.claim(256);
            final InstrumentListedEncoder listed = new InstrumentListedEncoder()
                    .wrapAndApplyHeader(publication.buffer(), offset, header)
                    .instrumentId(2)
                    .underlyingId(1);
            TermsCodec.encode(terms(COMBO, InstrumentKind.FUTURE_COMBO, 0), listed.terms());
            publication.commit(FrameLayout.HEADER_LENGTH + listed.encodedLength());
        });
    }

    /** What the legs of the combination offer; 0 lots for nothing. */
    public void impliedTop(
            final long sequence, final long bidE8, final long bidLots, final long askE8, final long askLots) {
        group(QueueNames.EXECUTIONS, sequence, publication -> {
            final int offset = publication.claim(256);
            final ImpliedTopOfBookEncoder top = new ImpliedTopOfBookEncoder()
                    .wrapAndApplyHeader(publication.buffer(), offset, header)
                    .bidPriceE8(bidLots == 0 ? ImpliedTopOfBookEncoder.bidPriceE8NullValue() : bidE8)
                    .bidLots(bidLots)
                    .askPriceE8(askLots == 0 ? ImpliedTopOfBookEncoder.askPriceE8NullValue() : askE8)
                    .askLots(askLots)
                    .instrumentId(2)
                    .reserved(0);
            publication.commit(FrameLayout.HEADER_LENGTH + top.encodedLength());
        });
    }

    /** Answers an order for the perpetual that rests, as matching does. */
    public void rested(final long sequence, final Side side, final long priceE8, final long lots) {
        group(QueueNames.EXECUTIONS, sequence, publication -> {
            final int offset = publication.claim(256);
            final OrderAcceptedEncoder accepted = new OrderAcceptedEncoder()
                    .wrapAndApplyHeader(publication.buffer(), offset, header)
                    .orderId(sequence << 12)
                    .clientOrderId(sequence)
                    .priceE8(priceE8)
                    .quantityLots(lots)
                    .accountId(1)
                    .instrumentId(1)
                    .side(side)
                    .orderType(OrderType.LIMIT)
                    .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                    .reserved(0);
            accepted.flags().clear();
            publication.commit(FrameLayout.HEADER_LENGTH + accepted.encodedLength());
        });
    }

    /** A command of the load source. */
    public void newOrder(final long sequence, final long sourceSequence, final int instrumentId, final int accountId) {
        group(QueueNames.COMMANDS, sequence, publication -> {
            final int offset = publication.claim(256);
            final NewOrderCommandEncoder order =
                    new NewOrderCommandEncoder().wrapAndApplyHeader(publication.buffer(), offset, header);
            envelope(order.envelope(), 4, sourceSequence, RejectCode.ACCEPTED);
            order.clientOrderId(1_000 + sequence)
                    .priceE8(6_123_450_000_000L)
                    .quantityLots(5)
                    .accountId(accountId)
                    .instrumentId(instrumentId)
                    .side(Side.BUY)
                    .orderType(OrderType.LIMIT)
                    .timeInForce(TimeInForce.GOOD_TIL_CANCELLED);
            order.flags().clear().postOnly(true);
            publication.commit(FrameLayout.HEADER_LENGTH + order.encodedLength());
        });
    }

    /** Acceptance and one fill against a maker, as matching answers. */
    public void acceptedAndFilled(
            final long sequence, final int instrumentId, final int takerAccountId, final int makerAccountId) {
        group(QueueNames.EXECUTIONS, sequence, publication -> {
            accepted(publication, sequence, instrumentId, takerAccountId);
            final int offset = publication.claim(256);
            final FillEncoder fill = new FillEncoder()
                    .wrapAndApplyHeader(publication.buffer(), offset, header)
                    .tradeId(sequence << 12)
                    .makerOrderId(7)
                    .takerOrderId(sequence << 12)
                    .priceE8(6_123_400_000_001L)
                    .quantityLots(5)
                    .makerRemainingLots(3)
                    .takerRemainingLots(0)
                    .instrumentId(instrumentId)
                    .makerAccountId(makerAccountId)
                    .takerAccountId(takerAccountId)
                    .takerSide(Side.BUY)
                    .auction((short) 0)
                    .reserved2(0);
            publication.commit(FrameLayout.HEADER_LENGTH + fill.encodedLength());
        });
    }

    /** Appends the frame of an acceptance to an open group. */
    public void accepted(
            final Publication publication, final long sequence, final int instrumentId, final int accountId) {
        final int offset = publication.claim(256);
        final OrderAcceptedEncoder accepted = new OrderAcceptedEncoder()
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .orderId(sequence << 12)
                .clientOrderId(1_000 + sequence)
                .priceE8(6_123_450_000_000L)
                .quantityLots(5)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .side(Side.BUY)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                .reserved(0);
        accepted.flags().clear();
        publication.commit(FrameLayout.HEADER_LENGTH + accepted.encodedLength());
    }

    /** Appends an epoch of one index price to an open group. */
    public void epoch(final Publication publication, final long marketDataTo, final long priceE8) {
        int offset = publication.claim(256);
        final MarksEpochBeginEncoder begin = new MarksEpochBeginEncoder()
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .marketDataTo(marketDataTo)
                .commandsTo(0)
                .scenarioSetVersion(1)
                .reserved(0);
        publication.commit(FrameLayout.HEADER_LENGTH + begin.encodedLength());
        offset = publication.claim(256);
        final IndexPriceEncoder index = new IndexPriceEncoder()
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .priceE8(priceE8)
                .underlyingId(1)
                .reserved1((short) 0)
                .sources(1)
                .confidenceE8(0);
        index.flags().clear();
        publication.commit(FrameLayout.HEADER_LENGTH + index.encodedLength());
    }

    private static void envelope(
            final EnvelopeEncoder envelope, final int sourceId, final long sourceSequence, final RejectCode decision) {
        envelope.sourceSequence(sourceSequence)
                .marksTo(0)
                .marginTo(0)
                .sourceId(sourceId)
                .decision(decision)
                .underlyingId(0);
    }
}
