package io.strikebook.benchmarks.margin;

import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.runner.Lockstep;
import io.strikebook.runner.MarksSupply;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RiskArrayEncoder;
import io.strikebook.schemas.SetMarginModelEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.sequencer.Sequencer;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/** Sequencer, matching and margin in one thread, told requests and marks as they would be in queues; nothing is kept of what they write. */
final class MadeEngines {
    static final int ADMIN = 1;
    static final int ORDERS = 2;

    private static final int CLAIM = 512;
    private static final long CASH = 100_000_000_000L;

    private final MadeVenue venue;
    private final MemoryQueue marksQueue = new MemoryQueue();
    private final Publication marks = marksQueue.publication();
    private final Lockstep engines;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final MemoryQueue[] requestQueues = {new MemoryQueue(), new MemoryQueue()};
    private final Publication[] requests = {requestQueues[0].publication(), requestQueues[1].publication()};
    private final Subscription[] decided = {requestQueues[0].subscription(), requestQueues[1].subscription()};
    private final long[] marksE8 = new long[MadeVenue.OPTIONS];
    private long timestampNs = MadeVenue.START_NS;
    private long epoch;

    MadeEngines(final VenueParameters parameters) {
        venue = new MadeVenue(parameters);
        final GroupSink nowhere = new Nowhere();
        engines = new Lockstep(
                parameters,
                List.of(
                        new SourceDescription(ADMIN, "admin", QueueNames.ADMIN, false),
                        new SourceDescription(ORDERS, "made", QueueNames.orders("made"), false),
                        new SourceDescription(ORDERS + 1, "marks", QueueNames.MARKS, false),
                        new SourceDescription(ORDERS + 2, "margin", QueueNames.MARGIN, false)),
                new Lockstep.Outputs(nowhere, List.of(nowhere), nowhere));
        engines.start(new MarksSupply() {
            @Override
            public Subscription subscription() {
                return marksQueue.subscription();
            }

            @Override
            public void supplyTo(final long toEpoch) {
                // published before
            }
        });
        venue.terms()
                .forEach(terms -> request(ADMIN, (buffer, at) -> {
                    final ListInstrumentEncoder list =
                            new ListInstrumentEncoder().wrapAndApplyHeader(buffer, at, header);
                    TermsCodec.encode(terms, list.terms());
                    return list.encodedLength();
                }));
        newMarks(MadeVenue.INDEX);
    }

    private static final class Nowhere implements GroupSink {
        @Override
        public void append(
                final UnsafeBuffer buffer,
                final int offset,
                final int length,
                final long firstSequence,
                final int groupsEnded) {
            // nothing is kept
        }

        @Override
        public void close() {}
    }

    /** Encodes a request into a frame; returns the length of its body. */
    interface Request {
        int encode(UnsafeBuffer buffer, int at);
    }

    Sequencer sequencer() {
        return engines.sequencer();
    }

    long markE8(final int place) {
        return marksE8[place];
    }

    /** Has a request decided and answered by all. */
    void request(final int sourceId, final Request request) {
        final Publication publication = requests[sourceId - 1];
        publication.beginGroup(publication.lastSequence() + 1, timestampNs);
        final int at = publication.claim(CLAIM);
        publication.commit(FrameLayout.HEADER_LENGTH + request.encode(publication.buffer(), at));
        publication.endGroup();
        publication.flush();
        timestampNs += 10_000;
        decided[sourceId - 1].poll(
                (buffer, offset, length) -> engines.sequencer().decide(sourceId, buffer, offset, length, timestampNs));
        answer();
    }

    /** Lets all answer, and the sequencer know. */
    void answer() {
        engines.settle();
        engines.feedAnswers(engines.sequencer().lastSequence());
    }

    /** A tick, by which margin re-marks and reports. */
    void tick() {
        timestampNs = Math.max(timestampNs, engines.sequencer().nextTickNs());
        engines.sequencer().tick(timestampNs);
        answer();
    }

    void account(final int accountId, final boolean portfolio) {
        request(
                ADMIN,
                (buffer, at) -> new CreateAccountEncoder()
                        .wrapAndApplyHeader(buffer, at, header)
                        .name("account-" + accountId)
                        .accountId(accountId)
                        .maxOpenOrders(0)
                        .encodedLength());
        request(
                ADMIN,
                (buffer, at) -> new DepositEncoder()
                        .wrapAndApplyHeader(buffer, at, header)
                        .amount(CASH)
                        .accountId(accountId)
                        .currency(Currency.BTC)
                        .reserved1((short) 0)
                        .reserved2(0)
                        .encodedLength());
        if (portfolio) {
            request(
                    ADMIN,
                    (buffer, at) -> new SetMarginModelEncoder()
                            .wrapAndApplyHeader(buffer, at, header)
                            .accountId(accountId)
                            .model(AccountMarginModel.PORTFOLIO)
                            .reserved1((short) 0)
                            .reserved2(0)
                            .encodedLength());
        }
    }

    /** An order at so many ticks from the mark, or at its least price. */
    void order(final int accountId, final int place, final Side side, final long lots, final IntUnaryOperator ticks) {
        request(ORDERS, (buffer, at) -> encode(buffer, at, accountId, place, side, lots, ticks));
    }

    private int encode(
            final UnsafeBuffer buffer,
            final int at,
            final int accountId,
            final int place,
            final Side side,
            final long lots,
            final IntUnaryOperator ticks) {
        final NewOrderEncoder order = new NewOrderEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .clientOrderId(0)
                .priceE8(priceE8(place, ticks))
                .quantityLots(lots)
                .accountId(accountId)
                .instrumentId(place + 1)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED);
        order.flags().clear();
        return order.encodedLength();
    }

    /** The price that so many ticks make, from the mark's own number of them. */
    long priceE8(final int place, final IntUnaryOperator ticks) {
        final long tickE8 = venue.terms().get(place).tickSizeE8();
        return Math.max(1, ticks.applyAsInt((int) (marksE8[place] / tickE8))) * tickE8;
    }

    /** A new epoch with the whole chain, announced; returns the CPU time that the sequencer took to take it in. */
    long newMarks(final double index) {
        marks.beginGroup(++epoch, timestampNs);
        commit(new MarksEpochBeginEncoder()
                .wrapAndApplyHeader(marks.buffer(), marks.claim(CLAIM), header)
                .marketDataTo(epoch)
                .commandsTo(0)
                .scenarioSetVersion(1)
                .reserved(0)
                .encodedLength());
        final IndexPriceEncoder price = new IndexPriceEncoder()
                .wrapAndApplyHeader(marks.buffer(), marks.claim(CLAIM), header)
                .priceE8(Math.round(index * 1e8))
                .underlyingId(1)
                .reserved1((short) 0)
                .sources(1)
                .confidenceE8(0);
        price.flags().clear();
        commit(price.encodedLength());
        venue.value(index, this::publish);
        marks.endGroup();
        marks.flush();
        final long startNs = Times.cpuNs();
        engines.feedMarks(epoch);
        final long takenNs = Times.cpuNs() - startNs;
        engines.sequencer().marksAdvanced(epoch, timestampNs);
        answer();
        return takenNs;
    }

    private void publish(
            final int place,
            final long markE8,
            final int deltaE9,
            final double volatility,
            final int unitE12,
            final int[] values) {
        marksE8[place] = markE8;
        final MarkEncoder mark = new MarkEncoder()
                .wrapAndApplyHeader(marks.buffer(), marks.claim(CLAIM), header)
                .markPriceE8(markE8)
                .forwardPriceE8(0)
                .vegaE8(0)
                .thetaE8(0)
                .gammaE12(0)
                .instrumentId(place + 1)
                .markIvE6((int) (volatility * 1e6))
                .deltaE9(deltaE9)
                .reserved1((short) 0)
                .reserved2(0);
        mark.flags().clear();
        commit(mark.encodedLength());
        final RiskArrayEncoder array = new RiskArrayEncoder()
                .wrapAndApplyHeader(marks.buffer(), marks.claim(CLAIM), header)
                .instrumentId(place + 1)
                .unitE12(unitE12);
        for (int i = 0; i < values.length; i++) {
            array.values(i, values[i]);
        }
        commit(array.encodedLength());
    }

    private void commit(final int bodyLength) {
        marks.commit(FrameLayout.HEADER_LENGTH + bodyLength);
    }

    long epoch() {
        return epoch;
    }
}
