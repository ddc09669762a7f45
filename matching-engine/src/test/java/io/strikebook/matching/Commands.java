package io.strikebook.matching;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelByLabelCommandEncoder;
import io.strikebook.schemas.CancelOrderCommandEncoder;
import io.strikebook.schemas.CheckpointCommandEncoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositCommandEncoder;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.MassCancelCommandEncoder;
import io.strikebook.schemas.NewDetailedOrderCommandEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandEncoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandEncoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandEncoder.MembersEncoder;
import io.strikebook.schemas.SetInstrumentPhaseCommandEncoder;
import io.strikebook.schemas.SetKillSwitchCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TickCommandEncoder;
import io.strikebook.schemas.TimeInForce;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes decided commands, as the sequencer would, with gap-free sequences. Allocates nothing except where it lists.
 */
public final class Commands {
    static final long START_NS = 1_700_000_000_000_000_000L;

    /** The one instrument that expires while tests run. */
    static final int EXPIRING = 4;

    private static final long EXPIRES_AFTER_NS = 20_000;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewOrderCommandEncoder newOrder = new NewOrderCommandEncoder();
    private final NewDetailedOrderCommandEncoder detailed = new NewDetailedOrderCommandEncoder();
    private final CancelByLabelCommandEncoder cancelByLabel = new CancelByLabelCommandEncoder();
    private final CancelOrderCommandEncoder cancelOrder = new CancelOrderCommandEncoder();
    private final ReplaceOrderCommandEncoder replaceOrder = new ReplaceOrderCommandEncoder();
    private final MassCancelCommandEncoder massCancel = new MassCancelCommandEncoder();
    private final QuoteCommands quotes = new QuoteCommands(this);
    private final TriggerCommands triggers = new TriggerCommands(this);
    private final LinkCommands links = new LinkCommands(this);
    private final Publication publication;
    private long sequence;
    private long marksTo;
    private long skippedNs;
    private int sourceId = 1;
    private RejectCode decision = RejectCode.ACCEPTED;
    private MarksWriter marks;

    Commands(final Publication publication) {
        this.publication = publication;
    }

    Commands(final Publication publication, final long lastSequence) {
        this(publication);
        sequence = lastSequence;
    }

    /** Writes marks there. */
    Commands marks(final MarksWriter writer) {
        marks = writer;
        return this;
    }

    /** What writes marks. */
    MarksWriter marks() {
        return marks;
    }

    /** The next commands carry this decision. */
    Commands decided(final RejectCode code) {
        decision = code;
        return this;
    }

    /** The next commands answer requests of this source. */
    Commands from(final int source) {
        sourceId = source;
        return this;
    }

    int source() {
        return sourceId;
    }

    /** The next commands refer to this epoch. */
    Commands marksTo(final long epoch) {
        marksTo = epoch;
        return this;
    }

    /** Time beyond the one nanosecond that each command takes, in all. */
    Commands skip(final long totalNs) {
        skippedNs = totalNs;
        return this;
    }

    /** Time that the next command will have. */
    long nextNs() {
        return START_NS + sequence + 1 + skippedNs;
    }

    long sequence() {
        return sequence;
    }

    /** The id that an order of the next command would have. */
    long nextOrderId() {
        return OrderIds.of(sequence + 1, 0);
    }

    /** A new order; returns its id. */
    long newOrder(
            final int account,
            final int instrument,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final long priceE8,
            final long lots,
            final boolean postOnly,
            final boolean reduceOnly) {
        return newOrder(account, instrument, side, type, timeInForce, priceE8, lots, postOnly, reduceOnly, false);
    }

    /** A new order; returns its id. */
    long newOrder(
            final int account,
            final int instrument,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final long priceE8,
            final long lots,
            final boolean postOnly,
            final boolean reduceOnly,
            final boolean mmp) {
        return newOrder(account, instrument, side, type, timeInForce, priceE8, lots, postOnly, reduceOnly, mmp, false);
    }

    private long newOrder(
            final int account,
            final int instrument,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final long priceE8,
            final long lots,
            final boolean postOnly,
            final boolean reduceOnly,
            final boolean mmp,
            final boolean rejectPostOnly) {
        newOrder.wrapAndApplyHeader(publication.buffer(), begin(NewOrderCommandEncoder.BLOCK_LENGTH), header)
                .clientOrderId(sequence)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument)
                .side(side)
                .orderType(type)
                .timeInForce(timeInForce)
                .flags()
                .clear()
                .postOnly(postOnly)
                .reduceOnly(reduceOnly)
                .mmp(mmp)
                .rejectPostOnly(rejectPostOnly);
        end(newOrder.envelope(), NewOrderCommandEncoder.BLOCK_LENGTH);
        return OrderIds.of(sequence, 0);
    }

    /** An order as the reference has it, with details or without; returns its id. */
    long newOrder(final ReferenceMatching.Entry order) {
        if (!order.detailed) {
            return newOrder(
                    order.account,
                    order.instrument,
                    order.side,
                    order.type,
                    order.timeInForce,
                    order.price,
                    order.open,
                    order.postOnly,
                    order.reduceOnly,
                    order.mmp,
                    order.rejectPostOnly);
        }
        detailed.wrapAndApplyHeader(publication.buffer(), begin(NewDetailedOrderCommandEncoder.BLOCK_LENGTH), header)
                .clientOrderId(sequence)
                .priceE8(order.price)
                .quantityLots(order.open)
                .accountId(order.account)
                .instrumentId(order.instrument)
                .side(order.side)
                .orderType(order.type)
                .timeInForce(order.timeInForce)
                .displayLots(order.display)
                .minimumLots(order.minimum)
                .expireNs(order.expireNs)
                .validUntilNs(0)
                .label(order.label)
                .flags()
                .clear()
                .postOnly(order.postOnly)
                .reduceOnly(order.reduceOnly)
                .mmp(order.mmp)
                .rejectPostOnly(order.rejectPostOnly);
        end(detailed.envelope(), NewDetailedOrderCommandEncoder.BLOCK_LENGTH);
        return OrderIds.of(sequence, 0);
    }

    /** A good-til-cancelled limit order; returns its id. */
    long limit(final int account, final int instrument, final Side side, final long priceE8, final long lots) {
        return newOrder(
                account,
                instrument,
                side,
                OrderType.LIMIT,
                TimeInForce.GOOD_TIL_CANCELLED,
                priceE8,
                lots,
                false,
                false);
    }

    void cancel(final int account, final int instrument, final long orderId) {
        cancelOrder
                .wrapAndApplyHeader(publication.buffer(), begin(CancelOrderCommandEncoder.BLOCK_LENGTH), header)
                .orderId(orderId)
                .clientOrderId(0)
                .accountId(account)
                .instrumentId(instrument);
        end(cancelOrder.envelope(), CancelOrderCommandEncoder.BLOCK_LENGTH);
    }

    void replace(final int account, final int instrument, final long orderId, final long priceE8, final long lots) {
        replaceOrder
                .wrapAndApplyHeader(publication.buffer(), begin(ReplaceOrderCommandEncoder.BLOCK_LENGTH), header)
                .orderId(orderId)
                .clientOrderId(0)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument);
        end(replaceOrder.envelope(), ReplaceOrderCommandEncoder.BLOCK_LENGTH);
    }

    void massCancel(final int account, final int instrument) {
        massCancel
                .wrapAndApplyHeader(publication.buffer(), begin(MassCancelCommandEncoder.BLOCK_LENGTH), header)
                .accountId(account)
                .instrumentId(instrument)
                .orderSourceId(0)
                .side((short) 0)
                .kind((short) 0)
                .settlementCurrency((short) 0)
                .reserved1((short) 0)
                .reserved2(0);
        end(massCancel.envelope(), MassCancelCommandEncoder.BLOCK_LENGTH);
    }

    void cancelByLabel(final int account, final int instrument, final String label) {
        cancelByLabel
                .wrapAndApplyHeader(publication.buffer(), begin(CancelByLabelCommandEncoder.BLOCK_LENGTH), header)
                .accountId(account)
                .instrumentId(instrument)
                .label(label);
        end(cancelByLabel.envelope(), CancelByLabelCommandEncoder.BLOCK_LENGTH);
    }

    void killSwitch(final int account, final boolean on) {
        final SetKillSwitchCommandEncoder encoder = new SetKillSwitchCommandEncoder();
        encoder.wrapAndApplyHeader(publication.buffer(), begin(SetKillSwitchCommandEncoder.BLOCK_LENGTH), header)
                .accountId(account)
                .on((short) (on ? 1 : 0))
                .reserved1((short) 0)
                .reserved2(0);
        end(encoder.envelope(), SetKillSwitchCommandEncoder.BLOCK_LENGTH);
    }

    /** The kill switch of a risk group of these accounts. */
    void killGroup(final boolean on, final List<Integer> members) {
        final int length = SetGroupKillSwitchCommandEncoder.BLOCK_LENGTH
                + MembersEncoder.sbeHeaderSize()
                + members.size() * MembersEncoder.sbeBlockLength();
        final SetGroupKillSwitchCommandEncoder encoder = new SetGroupKillSwitchCommandEncoder();
        final MembersEncoder to = encoder.wrapAndApplyHeader(publication.buffer(), begin(length), header)
                .riskGroupId(7)
                .on((short) (on ? 1 : 0))
                .reserved1((short) 0)
                .reserved2(0)
                .membersCount(members.size());
        members.forEach(member -> to.next().memberId(member));
        end(encoder.envelope(), length);
    }

    void phase(final int instrument, final InstrumentPhase phase) {
        final SetInstrumentPhaseCommandEncoder encoder = new SetInstrumentPhaseCommandEncoder();
        encoder.wrapAndApplyHeader(publication.buffer(), begin(SetInstrumentPhaseCommandEncoder.BLOCK_LENGTH), header)
                .instrumentId(instrument)
                .phase(phase)
                .reserved1((short) 0)
                .reserved2(0);
        end(encoder.envelope(), SetInstrumentPhaseCommandEncoder.BLOCK_LENGTH);
    }

    void list(final int instrument) {
        if (ComboCommands.isOne(instrument)) {
            ComboCommands.list(this, instrument);
        } else {
            list(instrument, terms(instrument));
        }
    }

    /** Lists an instrument of other terms than those that tests have. */
    void list(final int instrument, final InstrumentTerms terms) {
        final ListInstrumentCommandEncoder encoder = new ListInstrumentCommandEncoder();
        encoder.wrapAndApplyHeader(publication.buffer(), begin(ListInstrumentCommandEncoder.BLOCK_LENGTH), header)
                .instrumentId(instrument)
                .underlyingId(underlying(instrument));
        TermsCodec.encode(terms, encoder.terms());
        end(encoder.envelope(), ListInstrumentCommandEncoder.BLOCK_LENGTH);
    }

    /** Terms of an instrument whose tick is 1e-8: of every four a perpetual, an inverse and a linear option, and one on ether. */
    public static InstrumentTerms terms(final int instrument) {
        return ComboCommands.isOne(instrument) ? ComboCommands.terms(instrument) : ordinaryTerms(instrument);
    }

    static InstrumentTerms ordinaryTerms(final int instrument) {
        final boolean option = instrument % 4 != 1;
        final boolean linear = instrument % 4 == 3;
        final boolean ether = underlying(instrument) == 2;
        return new InstrumentTerms(
                "TEST-" + instrument,
                ether ? "ETH" : "BTC",
                option ? InstrumentKind.OPTION : InstrumentKind.PERPETUAL,
                option ? OptionType.CALL : OptionType.NONE,
                linear ? ContractStyle.LINEAR : ContractStyle.INVERSE,
                linear ? Currency.USDC : ether ? Currency.ETH : Currency.BTC,
                option ? 1 : 0,
                instrument == EXPIRING ? START_NS + EXPIRES_AFTER_NS : option ? 1L << 61 : 0,
                1,
                option ? 10_000_000 : 1,
                1_000_000);
    }

    /** Id of the underlying of an instrument. */
    static int underlying(final int instrument) {
        return ComboCommands.firstLeg(instrument) % 4 == 0 ? 2 : 1;
    }

    void tick() {
        final TickCommandEncoder encoder = new TickCommandEncoder();
        encoder.wrapAndApplyHeader(publication.buffer(), begin(TickCommandEncoder.BLOCK_LENGTH), header);
        end(encoder.envelope(), TickCommandEncoder.BLOCK_LENGTH);
    }

    void checkpoint() {
        final CheckpointCommandEncoder encoder = new CheckpointCommandEncoder();
        encoder.wrapAndApplyHeader(publication.buffer(), begin(CheckpointCommandEncoder.BLOCK_LENGTH), header)
                .hashes()
                .stateHash(1)
                .consumedHash(2)
                .producedHash(3);
        end(encoder.envelope(), CheckpointCommandEncoder.BLOCK_LENGTH);
    }

    void deposit(final int account) {
        final DepositCommandEncoder encoder = new DepositCommandEncoder();
        encoder.wrapAndApplyHeader(publication.buffer(), begin(DepositCommandEncoder.BLOCK_LENGTH), header)
                .amount(1)
                .accountId(account)
                .currency(Currency.BTC)
                .reserved1((short) 0)
                .reserved2(0);
        end(encoder.envelope(), DepositCommandEncoder.BLOCK_LENGTH);
    }

    /** A frame of the given template and block, after its envelope all zero. */
    void raw(final int schemaId, final int templateId, final int blockLength) {
        final int offset = begin(blockLength);
        publication.buffer().setMemory(offset + FrameLayout.HEADER_LENGTH, blockLength, (byte) 0);
        header.wrap(publication.buffer(), offset)
                .blockLength(blockLength)
                .templateId(templateId)
                .schemaId(schemaId)
                .version(FrameHeaderEncoder.SCHEMA_VERSION + 1);
        publication.commit(FrameLayout.HEADER_LENGTH + blockLength);
        publication.endGroup();
    }

    /** Where the next command is encoded. */
    UnsafeBuffer buffer() {
        return publication.buffer();
    }

    FrameHeaderEncoder header() {
        return header;
    }

    /** Opens the group of the next command; returns the offset of its frame. */
    int begin(final int blockLength) {
        sequence++;
        publication.beginGroup(sequence, START_NS + sequence + skippedNs);
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + blockLength);
        publication.buffer().setMemory(offset, FrameLayout.HEADER_LENGTH + blockLength, (byte) 0);
        return offset;
    }

    Publication publication() {
        return publication;
    }

    /** Commands about orders that wait for a trigger. */
    LinkCommands links() {
        return links;
    }

    TriggerCommands triggers() {
        return triggers;
    }

    /** Commands about quotes. */
    QuoteCommands quotes() {
        return quotes;
    }

    /** Fills in the envelope and ends the command. */
    void end(final EnvelopeEncoder envelope, final int blockLength) {
        envelope.sourceSequence(sequence)
                .marksTo(marksTo)
                .marginTo(0)
                .sourceId(sourceId)
                .decision(decision)
                .underlyingId(0);
        publication.commit(FrameLayout.HEADER_LENGTH + blockLength);
        publication.endGroup();
    }
}
