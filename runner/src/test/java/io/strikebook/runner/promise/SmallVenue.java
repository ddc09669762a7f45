package io.strikebook.runner.promise;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.venue.CrossRules;
import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.runner.Lockstep;
import io.strikebook.runner.LockstepOverMarks;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.CancelQuotesEncoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.MassCancelEncoder;
import io.strikebook.schemas.MassQuoteEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.NewTriggerOrderEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.SetMarginModelEncoder;
import io.strikebook.schemas.SetMarketMakerProtectionEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import io.strikebook.schemas.WithdrawEncoder;
import io.strikebook.sequencer.Sequencer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engines in lockstep with two accounts, a perpetual and a call. Matching and margin answer each command at once; the sequencer is told
 * of it when the driver says so. Making engines takes longer than many commands, so two new accounts can take the places of these, who
 * leave without orders and positions.
 */
final class SmallVenue {
    static final int ACCOUNTS = 2;
    static final int INSTRUMENTS = 2;
    static final long SATOSHIS = 100_000_000L;

    private static final int OPERATOR = 1;
    private static final int CLIENT = 2;
    private static final long START_NS = 1_767_571_200_000_000_000L;
    private static final long EXPIRY_NS = START_NS + 30L * 86_400_000_000_000L;
    private static final long TICK_NS = 10_000_000L;
    private static final double MAX_QUOTED = 0.5;
    private static final long PLENTY = 1_000 * SATOSHIS;
    private static final int MOST_COUPLES = 100;

    /** Margin looks at so many wallets for each that it may re-mark in a command: all that there are, those of who left included. */
    private static final int VISITS_PER_REMARK = 16;

    private static final long DOLLAR = 1_000_000L;
    private static final int BODY = FrameLayout.HEADER_LENGTH;
    private static final List<SourceDescription> SOURCES = List.of(
            new SourceDescription(OPERATOR, "admin", QueueNames.ADMIN, false),
            new SourceDescription(CLIENT, "client", QueueNames.orders("client"), false),
            new SourceDescription(3, "pricer", QueueNames.MARKS, false),
            new SourceDescription(4, "margin", QueueNames.MARGIN, false));

    private final Journal journal = new Journal();
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[512]);
    private final MemoryQueue marks = new MemoryQueue();
    private final MarksWriter marksOut = new MarksWriter(marks.publication(), EXPIRY_NS);
    private final List<Rules.Marks> epochs = new ArrayList<>();
    private final long[] sent = new long[CLIENT + 1];
    private Setup setup;
    private int before;
    private int couples;
    private final Lockstep lockstep;
    private final Sequencer sequencer;
    private long nowNs = START_NS;
    private int clientOrders;
    private long tickedAt;
    private Gate gate;

    SmallVenue(final Setup setup) {
        this.setup = setup;
        this.lockstep = LockstepOverMarks.start(
                parameters(setup),
                SOURCES,
                new Lockstep.Outputs(journal.commands(), List.of(journal.executions()), journal.margin()),
                marks);
        this.sequencer = lockstep.sequencer();
        epochs.add(null);
        list(perpetual());
        list(call());
        enter();
    }

    /** Whether one more couple of accounts finds margin as quick as the first one did. */
    boolean hasRoom() {
        return couples < mostCouples(setup);
    }

    private static int mostCouples(final Setup setup) {
        return Math.min(MOST_COUPLES, setup.remarks() * VISITS_PER_REMARK / ACCOUNTS);
    }

    /** Two new accounts; may begin with other deposits, and nothing else that is different. */
    void startAgain(final Setup next) {
        leave();
        setup = next;
        before += ACCOUNTS;
        enter();
    }

    private void enter() {
        couples++;
        journal.startAgain(before);
        marks(Market.BASE);
        for (int account = ACCOUNTS; account >= 1; account--) {
            open(account); // the first account is the last that margin comes to
        }
        trade(Rules.PERPETUAL, setup.opening().perpetuals);
        trade(Rules.CALL, setup.opening().calls);
        tick();
        deliverAll();
    }

    /** So many lots go from the second account to the first one, at the first mark. */
    private void trade(final int instrument, final int lots) {
        if (lots != 0) {
            final double price = Market.price(instrument, true, 0);
            order(1, instrument, lots > 0, Math.abs(lots), price, false);
            order(2, instrument, lots < 0, Math.abs(lots), price, false);
        }
    }

    /** From now on orders go to the sequencer only where a ladder allows it. */
    void allowOnly(final Gate ladder) {
        gate = ladder;
    }

    private void leave() {
        gate = null;
        deliverAll();
        for (int account = 1; account <= ACCOUNTS; account++) {
            clear(account);
        }
        marks(Market.BASE);
        tick();
        deliverAll();
        for (int instrument = 1; instrument <= INSTRUMENTS; instrument++) {
            trade(instrument, -journal.facts().lots[1][instrument]);
        }
        tick();
        deliverAll();
        journal.requireNothing();
    }

    private void clear(final int account) {
        final Facts facts = journal.facts();
        if (facts.orders.stream().anyMatch(order -> order.account == account)) {
            cancelAll(account);
        }
        if (facts.quotes.stream().anyMatch(quote -> quote.account == account)) {
            new CancelQuotesEncoder().wrap(frame, BODY).accountId(id(account));
            send(CLIENT, CancelQuotesEncoder.TEMPLATE_ID, CancelQuotesEncoder.BLOCK_LENGTH);
        }
        deposit(account, PLENTY);
    }

    private int id(final int account) {
        return before + account;
    }

    private static VenueParameters parameters(final Setup setup) {
        final VenueParameters defaults = VenueParameters.defaults();
        final VenueParameters.Margin margin = defaults.margin();
        return new VenueParameters(
                        defaults.underlyings(),
                        true,
                        defaults.sequencing(),
                        new VenueParameters.PreTrade(
                                10_000_000L, 5_000_000L, 100, ACCOUNTS * mostCouples(setup), INSTRUMENTS, 64, 1),
                        defaults.fees(),
                        new VenueParameters.Margin(
                                margin.futureInitialE8(),
                                margin.futureMaintenanceE8(),
                                margin.futureSlopePerCoinE12(),
                                setup.stateCommands(),
                                margin.stateIntervalNs(),
                                setup.remarks(),
                                margin.remarkThresholdE12()),
                        defaults.marks())
                .withCross(new CrossRules((long) (Rules.HAIRCUT * SATOSHIS), 0, 0, false, 0, 0, 0))
                .withLiquidation(LiquidationRules.none());
    }

    private static InstrumentTerms perpetual() {
        return new InstrumentTerms(
                "BTC-PERPETUAL",
                "BTC",
                InstrumentKind.PERPETUAL,
                OptionType.NONE,
                ContractStyle.INVERSE,
                Currency.BTC,
                0,
                0,
                100_000_000L,
                (long) Rules.PERPETUAL_LOT * SATOSHIS,
                1_000L);
    }

    private static InstrumentTerms call() {
        return new InstrumentTerms(
                "BTC-1-9000-C",
                "BTC",
                InstrumentKind.OPTION,
                OptionType.CALL,
                ContractStyle.INVERSE,
                Currency.BTC,
                (long) Rules.STRIKE * SATOSHIS,
                EXPIRY_NS,
                10_000L,
                (long) (Rules.CALL_LOT * SATOSHIS),
                1_000L);
    }

    private void open(final int account) {
        new CreateAccountEncoder()
                .wrap(frame, BODY)
                .name("account-" + id(account))
                .accountId(id(account))
                .maxOpenOrders(0);
        send(OPERATOR, CreateAccountEncoder.TEMPLATE_ID, CreateAccountEncoder.BLOCK_LENGTH);
        deposit(account, setup.deposits()[account - 1]);
        if (setup.isCross(account)) {
            deposit(account, setup.dollars() * DOLLAR, Currency.USDC);
        }
        deliverAll();
        if (setup.model(account) != AccountMarginModel.STANDARD) {
            new SetMarginModelEncoder().wrap(frame, BODY).accountId(id(account)).model(setup.model(account));
            send(OPERATOR, SetMarginModelEncoder.TEMPLATE_ID, SetMarginModelEncoder.BLOCK_LENGTH);
            deliverAll();
        }
        if (setup.quoting()) {
            new SetMarketMakerProtectionEncoder()
                    .wrap(frame, BODY)
                    .intervalNs(1_000_000_000L)
                    .frozenNs(1_000_000_000L)
                    .quantityLimitE8((long) (MAX_QUOTED * SATOSHIS))
                    .deltaLimitE8(0)
                    .vegaLimitE8(0)
                    .maxQuoteQuantityE8((long) (MAX_QUOTED * SATOSHIS))
                    .accountId(id(account))
                    .underlyingId(1)
                    .mmpGroup((short) 1)
                    .currency(Currency.BTC);
            send(CLIENT, SetMarketMakerProtectionEncoder.TEMPLATE_ID, SetMarketMakerProtectionEncoder.BLOCK_LENGTH);
        }
    }

    private void deposit(final int account, final long units) {
        deposit(account, units, Currency.BTC);
    }

    private void deposit(final int account, final long units, final Currency currency) {
        new DepositEncoder()
                .wrap(frame, BODY)
                .amount(units)
                .accountId(id(account))
                .currency(currency);
        send(OPERATOR, DepositEncoder.TEMPLATE_ID, DepositEncoder.BLOCK_LENGTH);
    }

    private void list(final InstrumentTerms terms) {
        final ListInstrumentEncoder encoder = new ListInstrumentEncoder().wrap(frame, BODY);
        TermsCodec.encode(terms, encoder.terms());
        send(OPERATOR, ListInstrumentEncoder.TEMPLATE_ID, ListInstrumentEncoder.BLOCK_LENGTH);
    }

    Setup setup() {
        return setup;
    }

    Journal journal() {
        return journal;
    }

    /** Marks of an epoch; those before the first are the first. */
    Rules.Marks epoch(final long epoch) {
        return epochs.get((int) Math.max(1, epoch));
    }

    Rules.Marks newestMarks() {
        return epochs.get(epochs.size() - 1);
    }

    /** Whether time has passed since a command, of which margin reports by time. */
    long sinceTick(final long sequence) {
        return tickedAt > sequence ? 1 : 0;
    }

    /** How far the sequencer knows. */
    long delivered() {
        return sequencer.marginTo();
    }

    /** A limit order; reduce-only or not. */
    void order(
            final int account,
            final int instrument,
            final boolean buy,
            final int lots,
            final double price,
            final boolean reduceOnly) {
        if (gate != null && !gate.allows(this, account, instrument, buy, lots, price)) {
            return;
        }
        final NewOrderEncoder encoder = new NewOrderEncoder()
                .wrap(frame, BODY)
                .clientOrderId(++clientOrders)
                .priceE8(e8(price))
                .quantityLots(lots)
                .accountId(id(account))
                .instrumentId(instrument)
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED);
        encoder.flags().reduceOnly(reduceOnly);
        send(CLIENT, NewOrderEncoder.TEMPLATE_ID, NewOrderEncoder.BLOCK_LENGTH);
    }

    /** A market order that waits for the mark of its instrument to fall or, a buy, to rise to a price. */
    void stop(final int account, final int instrument, final boolean buy, final int lots, final double trigger) {
        final NewTriggerOrderEncoder encoder = new NewTriggerOrderEncoder()
                .wrap(frame, BODY)
                .clientOrderId(++clientOrders)
                .priceE8(0)
                .quantityLots(lots)
                .accountId(id(account))
                .instrumentId(instrument)
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(OrderType.MARKET)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .triggerPriceE8(e8(trigger))
                .triggerKind(TriggerKind.STOP)
                .triggerReference(TriggerReference.MARK);
        encoder.flags().clear();
        send(CLIENT, NewTriggerOrderEncoder.TEMPLATE_ID, NewTriggerOrderEncoder.BLOCK_LENGTH);
    }

    void replace(final int account, final long orderId, final int instrument, final double price, final int total) {
        new ReplaceOrderEncoder()
                .wrap(frame, BODY)
                .orderId(orderId)
                .priceE8(e8(price))
                .quantityLots(total)
                .accountId(id(account))
                .instrumentId(instrument);
        send(CLIENT, ReplaceOrderEncoder.TEMPLATE_ID, ReplaceOrderEncoder.BLOCK_LENGTH);
    }

    /** One entry with both sides. */
    void quote(final int account, final int instrument, final int lots, final double bid, final double ask) {
        final MassQuoteEncoder encoder = new MassQuoteEncoder()
                .wrap(frame, BODY)
                .accountId(id(account))
                .underlyingId(1)
                .mmpGroup((short) 1);
        encoder.entriesCount(1)
                .next()
                .bidPriceE8(e8(bid))
                .bidLots(lots)
                .askPriceE8(e8(ask))
                .askLots(lots)
                .instrumentId(instrument);
        send(CLIENT, MassQuoteEncoder.TEMPLATE_ID, MassQuoteEncoder.BLOCK_LENGTH, encoder.encodedLength());
    }

    void withdraw(final int account, final long units) {
        new WithdrawEncoder()
                .wrap(frame, BODY)
                .amount(units)
                .accountId(id(account))
                .currency(Currency.BTC);
        send(OPERATOR, WithdrawEncoder.TEMPLATE_ID, WithdrawEncoder.BLOCK_LENGTH);
    }

    void cancelAll(final int account) {
        new MassCancelEncoder().wrap(frame, BODY).accountId(id(account));
        send(CLIENT, MassCancelEncoder.TEMPLATE_ID, MassCancelEncoder.BLOCK_LENGTH);
    }

    /** A new epoch of marks, announced. */
    void marks(final Rules.Marks next) {
        epochs.add(next);
        final long epoch = epochs.size() - 1L;
        marksOut.write(epoch, nowNs, next);
        lockstep.feedMarks(epoch);
        sequencer.marksAdvanced(epoch, nowNs);
        lockstep.settle();
    }

    private void head(final int block, final int template) {
        header.wrap(frame, 0)
                .blockLength(block)
                .templateId(template)
                .schemaId(FrameHeaderEncoder.SCHEMA_ID)
                .version(FrameHeaderEncoder.SCHEMA_VERSION);
    }

    private void send(final int source, final int template, final int block) {
        send(source, template, block, block);
    }

    private void send(final int source, final int template, final int block, final int body) {
        final int length = FrameLayout.align(BODY + body);
        head(block, template);
        header.sequence(++sent[source]).frameLength(length);
        nowNs++;
        sequencer.decide(source, frame, 0, length, nowNs);
        frame.setMemory(0, frame.capacity(), (byte) 0);
        lockstep.settle();
    }

    /** Time passes until a command for all is due. */
    void tick() {
        nowNs += TICK_NS;
        tickedAt = sequencer.lastSequence() + 1;
        sequencer.tick(nowNs);
        lockstep.settle();
    }

    /** The sequencer is told what came of the oldest command that it has not heard of; and decides what margin asks for. */
    void deliverOne() {
        if (sequencer.marginTo() < sequencer.lastSequence()) {
            lockstep.feedAnswers(sequencer.marginTo() + 1);
            decideTriggered();
        }
    }

    /** The same of all commands. */
    void deliverAll() {
        while (sequencer.marginTo() < sequencer.lastSequence()) {
            lockstep.feedAnswers(sequencer.lastSequence());
            decideTriggered();
        }
    }

    private void decideTriggered() {
        while (sequencer.decideTriggered(nowNs)) {
            lockstep.settle();
        }
    }

    private static long e8(final double price) {
        return Math.round(price * 1e8);
    }
}
