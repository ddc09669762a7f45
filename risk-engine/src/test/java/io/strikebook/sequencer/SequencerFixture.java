package io.strikebook.sequencer;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.AccountStateEncoder;
import io.strikebook.schemas.CancelOrderEncoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.EpochAppliedEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.ListingRequestEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.SetAccountLimitsEncoder;
import io.strikebook.schemas.SetInstrumentPhaseEncoder;
import io.strikebook.schemas.SetKillSwitchEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.WithdrawEncoder;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A sequencer between queues in memory, and the other engines' frames written by hand: a test is the venue around it. Every input
 * stays on its queue, so that a second sequencer can be fed the same.
 */
final class SequencerFixture extends HandwrittenExecutions {
    static final int ADMIN = 1;
    static final int LOAD = 2;
    static final int PRICER = 3;
    static final int MARGIN = 4;
    static final long BTC_E12 = 1_000_000_000_000L;

    /** Prices of {@link #withOption()}. */
    static final long OPTION_INDEX_E8 = 1_000_000_000_000L;

    static final long OPTION_MARK_E8 = 2_500_000L;
    static final List<SourceDescription> SOURCES = List.of(
            new SourceDescription(ADMIN, "admin", QueueNames.ADMIN, false),
            new SourceDescription(LOAD, "load", QueueNames.orders("load"), false),
            new SourceDescription(PRICER, "pricer", QueueNames.MARKS, false),
            new SourceDescription(MARGIN, "margin", QueueNames.MARGIN, false));

    final MemoryQueue commands = new MemoryQueue();
    final MemoryQueue marks = new MemoryQueue();
    final MemoryQueue margin = new MemoryQueue();
    final MemoryQueue admin = new MemoryQueue();
    final MemoryQueue orders = new MemoryQueue();
    final Publication commandsOut = commands.publication();
    final Publication marksOut = marks.publication();
    final Publication marginOut = margin.publication();
    final Publication adminOut = admin.publication();
    final Publication ordersOut = orders.publication();
    final Sequencer sequencer;

    /** What the sequencer allocates as it takes frames. */
    final AllocationMeter allocated = new AllocationMeter();

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final AccountStateEncoder accountState = new AccountStateEncoder();
    private final DoneEncoder done = new DoneEncoder();
    private final Subscription marksIn = marks.subscription();
    private final Subscription executionsIn = executions.subscription();
    private final Subscription marginIn = margin.subscription();
    private final Subscription adminIn = admin.subscription();
    private final Subscription ordersIn = orders.subscription();
    private final Subscription commandsIn = commands.subscription();
    long lastCommand;
    boolean indexIsStale;
    boolean marksAreStale;
    private RejectCode lastDecision;
    private UnsafeBuffer lastBuffer;
    private int lastOffset;

    SequencerFixture(final VenueParameters parameters) {
        sequencer = new Sequencer(parameters, SOURCES, commandsOut);
    }

    /** A venue without fees, one option that has a mark, and an account with a coin. */
    static SequencerFixture withOption() {
        final SequencerFixture venue = new SequencerFixture(parametersWithoutFees());
        venue.list(option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.createAccount(1, 0);
        venue.epoch(OPTION_INDEX_E8, OPTION_MARK_E8);
        venue.accountState(venue.lastCommand, 1, BTC_E12, 0);
        return venue;
    }

    /** No fees, and states that tell every move. */
    static VenueParameters parametersWithoutFees() {
        return parametersWithoutFees(0);
    }

    static VenueParameters parametersWithoutFees(final long remarkThresholdE12) {
        final VenueParameters defaults = VenueParameters.defaults();
        return new VenueParameters(
                defaults.underlyings(),
                true,
                new VenueParameters.Sequencing(10_000_000L, 1 << 16, 100),
                new VenueParameters.PreTrade(5_000_000L, 5_000_000L, 1_000, 64, 1_024, 100_000, 2),
                new VenueParameters.Fees(0, 0, 0, 0),
                new VenueParameters.Margin(
                        defaults.margin().futureInitialE8(),
                        defaults.margin().futureMaintenanceE8(),
                        defaults.margin().futureSlopePerCoinE12(),
                        defaults.margin().stateCommands(),
                        defaults.margin().stateIntervalNs(),
                        defaults.margin().remarkAccountsPerCommand(),
                        remarkThresholdE12),
                defaults.marks());
    }

    static InstrumentTerms option(final String symbol, final OptionType type, final long strike) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                InstrumentKind.OPTION,
                type,
                ContractStyle.INVERSE,
                Currency.BTC,
                strike * 100_000_000L,
                1L << 60,
                10_000L,
                10_000_000L,
                1_000_000L);
    }

    static InstrumentTerms perpetual(final String symbol) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                InstrumentKind.PERPETUAL,
                OptionType.NONE,
                ContractStyle.INVERSE,
                Currency.BTC,
                0,
                0,
                50_000_000L,
                1_000_000_000L,
                1_000_000L);
    }

    /** Matching cannot carry out a command of this template. */
    void matchingRefuses(final long sequence, final int template, final int account) {
        executions(sequence).rejected(template, account);
        endExecutions();
    }

    /** Lists an instrument as an operator does. */
    RejectCode list(final InstrumentTerms terms) {
        final int offset = open(adminOut, 160);
        final ListInstrumentEncoder encoder =
                new ListInstrumentEncoder().wrapAndApplyHeader(adminOut.buffer(), offset, header);
        TermsCodec.encode(terms, encoder.terms());
        return admin(encoder.encodedLength());
    }

    RejectCode createAccount(final int accountId, final int maxOpenOrders) {
        final int offset = open(adminOut, 160);
        final CreateAccountEncoder encoder = new CreateAccountEncoder()
                .wrapAndApplyHeader(adminOut.buffer(), offset, header)
                .name("test")
                .accountId(accountId)
                .maxOpenOrders(maxOpenOrders);
        return admin(encoder.encodedLength());
    }

    RejectCode deposit(final int accountId, final long amount) {
        final int offset = open(adminOut, 160);
        final DepositEncoder encoder = new DepositEncoder()
                .wrapAndApplyHeader(adminOut.buffer(), offset, header)
                .amount(amount)
                .accountId(accountId)
                .currency(Currency.BTC)
                .reserved1((short) 0)
                .reserved2(0);
        return admin(encoder.encodedLength());
    }

    RejectCode withdraw(final int accountId, final long amount) {
        final int offset = open(adminOut, 160);
        final WithdrawEncoder encoder = new WithdrawEncoder()
                .wrapAndApplyHeader(adminOut.buffer(), offset, header)
                .amount(amount)
                .accountId(accountId)
                .currency(Currency.BTC)
                .reserved1((short) 0)
                .reserved2(0);
        return admin(encoder.encodedLength());
    }

    RejectCode limits(final int accountId, final int maxOpenOrders, final long maxOrderLots) {
        final int offset = open(adminOut, 160);
        final SetAccountLimitsEncoder encoder = new SetAccountLimitsEncoder()
                .wrapAndApplyHeader(adminOut.buffer(), offset, header)
                .accountId(accountId)
                .maxOpenOrders(maxOpenOrders)
                .maxOrderLots(maxOrderLots);
        return admin(encoder.encodedLength());
    }

    RejectCode phase(final int instrumentId, final InstrumentPhase phase) {
        final int offset = open(adminOut, 160);
        final SetInstrumentPhaseEncoder encoder = new SetInstrumentPhaseEncoder()
                .wrapAndApplyHeader(adminOut.buffer(), offset, header)
                .instrumentId(instrumentId)
                .phase(phase)
                .reserved1((short) 0)
                .reserved2(0);
        return admin(encoder.encodedLength());
    }

    RejectCode killSwitch(final int accountId, final boolean on) {
        final int offset = open(adminOut, 160);
        final SetKillSwitchEncoder encoder = new SetKillSwitchEncoder()
                .wrapAndApplyHeader(adminOut.buffer(), offset, header)
                .accountId(accountId)
                .on((short) (on ? 1 : 0))
                .reserved1((short) 0)
                .reserved2(0);
        return admin(encoder.encodedLength());
    }

    /** A good-til-cancelled limit order; the client's id is 0. */
    RejectCode order(final int account, final int instrument, final Side side, final long priceE8, final long lots) {
        return order(account, instrument, 0, side, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 0, priceE8, lots);
    }

    RejectCode order(
            final int account,
            final int instrument,
            final long clientOrderId,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final int flags,
            final long priceE8,
            final long lots) {
        final int offset = open(ordersOut, 96);
        newOrder.wrapAndApplyHeader(ordersOut.buffer(), offset, header)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument)
                .side(side)
                .orderType(type)
                .timeInForce(timeInForce)
                .flags()
                .clear();
        ordersOut.buffer().putByte(newOrder.flags().offset(), (byte) flags);
        return request(newOrder.encodedLength());
    }

    RejectCode cancel(final int account, final int instrument, final long orderId, final long clientOrderId) {
        final int offset = open(ordersOut, 96);
        cancelOrder
                .wrapAndApplyHeader(ordersOut.buffer(), offset, header)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .accountId(account)
                .instrumentId(instrument);
        return request(cancelOrder.encodedLength());
    }

    RejectCode replace(
            final int account, final int instrument, final long orderId, final long priceE8, final long lots) {
        final int offset = open(ordersOut, 96);
        final ReplaceOrderEncoder encoder = new ReplaceOrderEncoder()
                .wrapAndApplyHeader(ordersOut.buffer(), offset, header)
                .orderId(orderId)
                .clientOrderId(0)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument);
        return request(encoder.encodedLength());
    }

    /** Id of the order that the last command made. */
    long lastOrderId() {
        return lastCommand << 12;
    }

    /** One epoch: the index price of underlying 1 and a mark for each instrument from 1 on. */
    void epoch(final long indexE8, final long... marksE8) {
        marksOut.beginGroup(marksOut.lastSequence() + 1, nowNs);
        int offset = marksOut.claim(96);
        final IndexPriceEncoder index = new IndexPriceEncoder()
                .wrapAndApplyHeader(marksOut.buffer(), offset, header)
                .priceE8(indexE8)
                .underlyingId(1)
                .confidenceE8(0);
        marksOut.buffer().putInt(index.offset() + 12, 0);
        index.flags().stale(indexIsStale);
        marksOut.commit(FrameLayout.HEADER_LENGTH + index.encodedLength());
        for (int i = 0; i < marksE8.length; i++) {
            offset = marksOut.claim(96);
            marksOut.buffer().setMemory(offset, 96, (byte) 0);
            final MarkEncoder mark = new MarkEncoder()
                    .wrapAndApplyHeader(marksOut.buffer(), offset, header)
                    .markPriceE8(marksE8[i])
                    .instrumentId(i + 1);
            mark.flags().stale(marksAreStale);
            marksOut.commit(FrameLayout.HEADER_LENGTH + mark.encodedLength());
        }
        announceEpoch();
    }

    /** One epoch with a listing request. */
    void epochWithListing(final long sourceSequence, final InstrumentTerms terms) {
        marksOut.beginGroup(marksOut.lastSequence() + 1, nowNs);
        final int offset = marksOut.claim(160);
        final ListingRequestEncoder encoder = new ListingRequestEncoder()
                .wrapAndApplyHeader(marksOut.buffer(), offset, header)
                .sourceSequence(sourceSequence);
        TermsCodec.encode(terms, encoder.terms());
        marksOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        announceEpoch();
    }

    void announceEpoch() {
        marksOut.endGroup();
        marksOut.flush();
        while (marksIn.poll(sequencer::onMarks)) {
            sequencer.marksAdvanced(marksIn.position(), nowNs);
        }
        drainCommands();
    }

    /** A margin group that reports nothing; executions up to it are taken first. */
    void marginDone(final long sequence) {
        marginOut.beginGroup(sequence, nowNs);
        final int offset = marginOut.claim(32);
        done.wrapAndApplyHeader(marginOut.buffer(), offset, header);
        marginOut.commit(FrameLayout.HEADER_LENGTH);
        endMargin();
    }

    /** A margin group that says that every account has been re-marked with an epoch. */
    void epochApplied(final long sequence, final long epoch) {
        marginOut.beginGroup(sequence, nowNs);
        final int offset = marginOut.claim(64);
        new EpochAppliedEncoder()
                .wrapAndApplyHeader(marginOut.buffer(), offset, header)
                .marksEpoch(epoch);
        marginOut.commit(FrameLayout.HEADER_LENGTH + EpochAppliedEncoder.BLOCK_LENGTH);
        endMargin();
    }

    /** A margin group with the state of one account in BTC, at the newest marks. */
    void accountState(
            final long sequence, final int account, final long marginBalanceE12, final long initialMarginE12) {
        accountState(sequence, account, marginBalanceE12, initialMarginE12, sequencer.marksTo());
    }

    void accountState(
            final long sequence,
            final int account,
            final long marginBalanceE12,
            final long initialMarginE12,
            final long marksEpoch) {
        accountState(sequence, account, Currency.BTC, marginBalanceE12, initialMarginE12, 0, marksEpoch);
    }

    void accountState(
            final long sequence,
            final int account,
            final Currency currency,
            final long marginBalanceE12,
            final long initialMarginE12,
            final long maintenanceMarginE12,
            final long marksEpoch) {
        marginOut.beginGroup(sequence, nowNs);
        final int offset = marginOut.claim(160);
        marginOut.buffer().setMemory(offset, 160, (byte) 0);
        accountState
                .wrapAndApplyHeader(marginOut.buffer(), offset, header)
                .asOfSequence(sequence)
                .marksEpoch(marksEpoch)
                .marginBalanceE12(marginBalanceE12)
                .initialMarginE12(initialMarginE12)
                .maintenanceMarginE12(maintenanceMarginE12)
                .accountId(account)
                .currency(currency);
        marginOut.commit(FrameLayout.HEADER_LENGTH + accountState.encodedLength());
        endMargin();
    }

    void endMargin() {
        marginOut.endGroup();
        marginOut.flush();
        long next = marginIn.peek();
        while (next != Subscription.NONE) {
            while (executionsIn.peek() != Subscription.NONE && executionsIn.peek() <= next) {
                executionsIn.poll(measured(sequencer::onExecution));
            }
            marginIn.poll(measured(sequencer::onMargin));
            next = marginIn.peek();
        }
    }

    private FrameHandler measured(final FrameHandler handler) {
        return (buffer, offset, length) -> {
            allocated.begin();
            handler.onFrame(buffer, offset, length);
            allocated.end();
        };
    }

    /** Decision of the newest command. */
    RejectCode drainCommands() {
        commandsOut.flush();
        while (commandsIn.poll(this::onCommand)) {
            lastCommand = commandsIn.position();
        }
        return lastDecision;
    }

    UnsafeBuffer lastBuffer() {
        return lastBuffer;
    }

    int lastOffset() {
        return lastOffset;
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        lastDecision = envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH).decision();
        lastBuffer = buffer;
        lastOffset = offset;
    }

    int open(final Publication publication, final int length) {
        publication.beginGroup(publication.lastSequence() + 1, nowNs);
        return publication.claim(length);
    }

    /** A request whose block a test writes, from an operator or from the load generator. */
    RejectCode request(
            final boolean operator, final int template, final int block, final ObjIntConsumer<UnsafeBuffer> writer) {
        final Publication out = operator ? adminOut : ordersOut;
        final int offset = open(out, FrameLayout.HEADER_LENGTH + block);
        out.buffer().setMemory(offset, FrameLayout.HEADER_LENGTH + block, (byte) 0);
        header.wrap(out.buffer(), offset)
                .blockLength(block)
                .templateId(template)
                .schemaId(FrameHeaderEncoder.SCHEMA_ID)
                .version(FrameHeaderEncoder.SCHEMA_VERSION);
        writer.accept(out.buffer(), offset + FrameLayout.HEADER_LENGTH);
        return operator ? admin(block) : request(block);
    }

    private RejectCode admin(final int length) {
        return send(adminOut, adminIn, ADMIN, length);
    }

    RejectCode request(final int length) {
        return send(ordersOut, ordersIn, LOAD, length);
    }

    private RejectCode send(final Publication out, final Subscription in, final int source, final int length) {
        out.commit(FrameLayout.HEADER_LENGTH + length);
        out.endGroup();
        out.flush();
        in.poll(measured(
                (buffer, offset, frameLength) -> sequencer.decide(source, buffer, offset, frameLength, nowNs)));
        return drainCommands();
    }
}
