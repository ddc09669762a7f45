package io.strikebook.runner.spot;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.runner.Lockstep;
import io.strikebook.runner.LockstepOverMarks;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MassCancelEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.SetMarginModelEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TransferEncoder;
import io.strikebook.schemas.WithdrawEncoder;
import io.strikebook.sequencer.Sequencer;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engines in lockstep with a perpetual and spot, both on bitcoin. Matching and margin answer each command at once; the sequencer is told
 * of it when the driver says so.
 */
final class SpotVenue {
    static final int PERPETUAL = 1;
    static final int SPOT = 2;
    static final long E8 = 100_000_000L;
    static final long INDEX_E8 = 10_000 * E8;
    static final long TICK_E8 = E8 / 2;

    /** A lot of spot in the ledger's units of bitcoin. */
    static final long LOT_UNITS = 100_000L;

    /** Fees of spot as ratios, 1e-8. */
    static final long MAKER_E8 = 10_000L;

    static final long TAKER_E8 = 50_000L;

    private static final int OPERATOR = 1;
    private static final int CLIENT = 2;
    private static final int MAX_ACCOUNTS = 1_200;
    private static final long START_NS = 1_767_571_200_000_000_000L;
    private static final long TICK_NS = 10_000_000L;
    private static final int BODY = FrameLayout.HEADER_LENGTH;
    private static final List<SourceDescription> SOURCES = List.of(
            new SourceDescription(OPERATOR, "admin", QueueNames.ADMIN, false),
            new SourceDescription(CLIENT, "client", QueueNames.orders("client"), false),
            new SourceDescription(3, "pricer", QueueNames.MARKS, false),
            new SourceDescription(4, "margin", QueueNames.MARGIN, false));

    private final SpotFacts facts = new SpotFacts();
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[512]);
    private final MemoryQueue marks = new MemoryQueue();
    private final Publication marksOut = marks.publication();
    private final long[] sent = new long[CLIENT + 1];
    private final Lockstep lockstep;
    private final Sequencer sequencer;
    private long nowNs = START_NS;
    private long epoch;
    private int accounts;

    /** A venue that leaves alone who is short of margin. */
    SpotVenue() {
        this(LiquidationRules.none());
    }

    SpotVenue(final LiquidationRules liquidation) {
        lockstep = LockstepOverMarks.start(
                parameters().withLiquidation(liquidation),
                SOURCES,
                new Lockstep.Outputs(facts.commands(), List.of(facts.executions()), SpotFacts.nowhere()),
                marks);
        sequencer = lockstep.sequencer();
        list("BTC-PERPETUAL", InstrumentKind.PERPETUAL, ContractStyle.INVERSE, Currency.BTC, 10 * E8);
        list("BTC_USDC", InstrumentKind.SPOT, ContractStyle.LINEAR, Currency.USDC, LOT_UNITS);
        index(INDEX_E8);
        deliverAll();
    }

    private static VenueParameters parameters() {
        final VenueParameters defaults = VenueParameters.defaults();
        return new VenueParameters(
                defaults.underlyings(),
                true,
                defaults.sequencing(),
                new VenueParameters.PreTrade(10_000_000L, 5_000_000L, 100, MAX_ACCOUNTS, 2, 64, 1),
                new VenueParameters.Fees(0, 0, 0, 50_000L, 0, 0, 0, 0, 0, MAKER_E8, TAKER_E8),
                defaults.margin(),
                defaults.marks());
    }

    private void list(
            final String symbol,
            final InstrumentKind kind,
            final ContractStyle style,
            final Currency currency,
            final long lotE8) {
        final ListInstrumentEncoder encoder = new ListInstrumentEncoder().wrap(frame, BODY);
        TermsCodec.encode(
                new InstrumentTerms(
                        symbol, "BTC", kind, OptionType.NONE, style, currency, 0, 0, TICK_E8, lotE8, 1_000_000L),
                encoder.terms());
        send(OPERATOR, ListInstrumentEncoder.TEMPLATE_ID, ListInstrumentEncoder.BLOCK_LENGTH);
    }

    SpotFacts facts() {
        return facts;
    }

    boolean hasRoom() {
        return accounts + 2 <= MAX_ACCOUNTS;
    }

    /** A new account with so many units of both currencies; all is known of it. */
    int open(final long bitcoinUnits, final long usdcUnits) {
        final int account = ++accounts;
        new CreateAccountEncoder()
                .wrap(frame, BODY)
                .name("account-" + account)
                .accountId(account)
                .maxOpenOrders(0);
        send(OPERATOR, CreateAccountEncoder.TEMPLATE_ID, CreateAccountEncoder.BLOCK_LENGTH);
        deposit(account, Currency.BTC, bitcoinUnits);
        deposit(account, Currency.USDC, usdcUnits);
        deliverAll();
        return account;
    }

    void deposit(final int account, final Currency currency, final long units) {
        new DepositEncoder().wrap(frame, BODY).amount(units).accountId(account).currency(currency);
        send(OPERATOR, DepositEncoder.TEMPLATE_ID, DepositEncoder.BLOCK_LENGTH);
    }

    /** A limit order; with no price a market order. */
    RejectCode order(final int account, final int instrument, final boolean buy, final long lots, final long priceE8) {
        new NewOrderEncoder()
                .wrap(frame, BODY)
                .clientOrderId(0)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument)
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(priceE8 == 0 ? OrderType.MARKET : OrderType.LIMIT)
                .timeInForce(priceE8 == 0 ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.GOOD_TIL_CANCELLED)
                .flags()
                .clear();
        return send(CLIENT, NewOrderEncoder.TEMPLATE_ID, NewOrderEncoder.BLOCK_LENGTH);
    }

    RejectCode replace(final SpotFacts.Resting order, final long priceE8, final long totalLots) {
        new ReplaceOrderEncoder()
                .wrap(frame, BODY)
                .orderId(order.orderId)
                .priceE8(priceE8)
                .quantityLots(totalLots)
                .accountId(order.accountId)
                .instrumentId(order.instrumentId);
        return send(CLIENT, ReplaceOrderEncoder.TEMPLATE_ID, ReplaceOrderEncoder.BLOCK_LENGTH);
    }

    void cancelAll(final int account) {
        cancelAll(account, 0, 0);
    }

    /** Takes off orders in instruments of a kind, in a currency; 0 for any. */
    void cancelAll(final int account, final int kind, final int currency) {
        new MassCancelEncoder()
                .wrap(frame, BODY)
                .accountId(account)
                .kind((short) kind)
                .settlementCurrency((short) currency);
        send(CLIENT, MassCancelEncoder.TEMPLATE_ID, MassCancelEncoder.BLOCK_LENGTH);
    }

    RejectCode withdraw(final int account, final Currency currency, final long units) {
        new WithdrawEncoder().wrap(frame, BODY).amount(units).accountId(account).currency(currency);
        return send(OPERATOR, WithdrawEncoder.TEMPLATE_ID, WithdrawEncoder.BLOCK_LENGTH);
    }

    RejectCode transfer(final int account, final int counterparty, final Currency currency, final long units) {
        new TransferEncoder()
                .wrap(frame, BODY)
                .amount(units)
                .accountId(account)
                .counterpartyId(counterparty)
                .currency(currency);
        return send(OPERATOR, TransferEncoder.TEMPLATE_ID, TransferEncoder.BLOCK_LENGTH);
    }

    /** A new epoch, in which index and mark are the same. */
    void index(final long priceE8) {
        marksOut.beginGroup(++epoch, nowNs);
        int offset = marksOut.claim(96);
        marksOut.buffer().setMemory(offset, 96, (byte) 0);
        final IndexPriceEncoder index = new IndexPriceEncoder()
                .wrapAndApplyHeader(marksOut.buffer(), offset, header)
                .priceE8(priceE8)
                .underlyingId(1);
        marksOut.commit(FrameLayout.HEADER_LENGTH + index.encodedLength());
        offset = marksOut.claim(96);
        marksOut.buffer().setMemory(offset, 96, (byte) 0);
        final MarkEncoder mark = new MarkEncoder()
                .wrapAndApplyHeader(marksOut.buffer(), offset, header)
                .markPriceE8(priceE8)
                .instrumentId(PERPETUAL);
        marksOut.commit(FrameLayout.HEADER_LENGTH + mark.encodedLength());
        marksOut.endGroup();
        marksOut.flush();
        lockstep.feedMarks(epoch);
        sequencer.marksAdvanced(epoch, nowNs);
        lockstep.settle();
    }

    /** Time passes until a command for all is due. */
    void tick() {
        nowNs += TICK_NS;
        sequencer.tick(nowNs);
        lockstep.settle();
    }

    private RejectCode send(final int source, final int template, final int block) {
        final int length = FrameLayout.align(BODY + block);
        header.wrap(frame, 0)
                .blockLength(block)
                .templateId(template)
                .schemaId(FrameHeaderEncoder.SCHEMA_ID)
                .version(FrameHeaderEncoder.SCHEMA_VERSION)
                .sequence(++sent[source])
                .frameLength(length);
        nowNs++;
        sequencer.decide(source, frame, 0, length, nowNs);
        frame.setMemory(0, frame.capacity(), (byte) 0);
        lockstep.settle();
        return facts.decision();
    }

    /** The sequencer is told what came of the oldest command that it has not heard of. */
    void deliverOne() {
        if (sequencer.marginTo() < sequencer.lastSequence()) {
            lockstep.feedAnswers(sequencer.marginTo() + 1);
        }
    }

    /** The same of all commands, and of those that margin asks for meanwhile. */
    void deliverAll() {
        while (sequencer.marginTo() < sequencer.lastSequence()) {
            lockstep.feedAnswers(sequencer.lastSequence());
            while (sequencer.decideTriggered(nowNs)) {
                lockstep.settle();
            }
        }
    }

    /** Puts an account under a model of margin. */
    RejectCode margin(final int account, final AccountMarginModel model) {
        new SetMarginModelEncoder().wrap(frame, BODY).accountId(account).model(model);
        final RejectCode decision =
                send(OPERATOR, SetMarginModelEncoder.TEMPLATE_ID, SetMarginModelEncoder.BLOCK_LENGTH);
        deliverAll();
        return decision;
    }

    /** What the venue has earned in fees, in the ledger's units. */
    long fees(final Currency currency) {
        return lockstep.margin().core().ledger().balance(Ledger.houseFees(Ledger.indexOf(currency)));
    }

    /** Margin's own books, which nothing of pre-trade is in. */
    Wallet wallet(final int account, final Currency currency) {
        return lockstep.margin().core().wallets().find(account, currency);
    }

    /** Money of each currency sums to zero, and what else margin can check. */
    void requireConsistent() {
        lockstep.margin().requireConsistent();
    }
}
