package io.strikebook.runner.crash;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.runner.Lockstep;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.SetMarginModelEncoder;
import io.strikebook.schemas.SetMarketMakerProtectionEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.WithdrawEncoder;
import io.strikebook.sequencer.Sequencer;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engines in lockstep by a time that is set from outside. Every request is answered at once, with all that margin asks for because of
 * it; after every answer all money has to sum to zero in each currency.
 */
final class CrashVenue {
    private static final int OPERATOR = 1;
    private static final int CLIENTS = 2;
    private static final int BODY = FrameLayout.HEADER_LENGTH;
    private static final int ROOM = 8_192;
    private static final List<SourceDescription> SOURCES = List.of(
            new SourceDescription(OPERATOR, "admin", QueueNames.ADMIN, false),
            new SourceDescription(CLIENTS, "clients", QueueNames.orders("clients"), false),
            new SourceDescription(3, "pricer", QueueNames.MARKS, false),
            new SourceDescription(4, "margin", QueueNames.MARGIN, false));

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[ROOM]);
    private final Lockstep lockstep;
    private final Sequencer sequencer;
    private final CrashMarks marks;
    private final long[] sent = new long[CLIENTS + 1];
    private long clientOrders;
    private long nowNs;

    /** Fresh engines, with these instruments listed in this order. */
    CrashVenue(
            final VenueParameters parameters,
            final Lockstep.Outputs outputs,
            final CrashMarks marks,
            final List<InstrumentTerms> instruments,
            final long startNs) {
        this.marks = marks;
        this.nowNs = startNs;
        lockstep = new Lockstep(parameters, SOURCES, outputs);
        lockstep.start(marks);
        sequencer = lockstep.sequencer();
        for (final InstrumentTerms terms : instruments) {
            final ListInstrumentEncoder encoder = new ListInstrumentEncoder().wrap(frame, BODY);
            TermsCodec.encode(terms, encoder.terms());
            send(OPERATOR, ListInstrumentEncoder.TEMPLATE_ID, ListInstrumentEncoder.BLOCK_LENGTH);
        }
    }

    /** Margin's state, to look at. */
    MarginCore margin() {
        return lockstep.margin().core();
    }

    Instrument instrument(final int instrumentId) {
        return margin().instruments().get(instrumentId);
    }

    Wallet wallet(final int accountId, final Currency currency) {
        return margin().wallets().find(accountId, currency);
    }

    long nowNs() {
        return nowNs;
    }

    /** How many commands there were. */
    long commands() {
        return sequencer.lastSequence();
    }

    /** Whether margin has valued all wallets at the newest marks. */
    boolean isMarked() {
        return margin().reporting().appliedEpoch() == marks.epoch();
    }

    /** Walks margin's whole state for what must hold. */
    void requireConsistent() {
        lockstep.margin().requireConsistent();
    }

    /** A new epoch of this market is announced. */
    void marks(final MarketState state, final long timeNs) {
        nowNs = Math.max(nowNs, timeNs);
        final long epoch = marks.write(state, nowNs);
        lockstep.feedMarks(epoch);
        sequencer.marksAdvanced(epoch, nowNs);
        answer();
    }

    /** Time goes on, with the Tick that is due then. */
    void tick(final long timeNs) {
        nowNs = Math.max(nowNs, timeNs);
        if (sequencer.tick(nowNs)) {
            answer();
        }
    }

    void open(final int accountId, final boolean portfolio) {
        new CreateAccountEncoder()
                .wrap(frame, BODY)
                .name("account-" + accountId)
                .accountId(accountId)
                .maxOpenOrders(0);
        send(OPERATOR, CreateAccountEncoder.TEMPLATE_ID, CreateAccountEncoder.BLOCK_LENGTH);
        if (portfolio) {
            new SetMarginModelEncoder().wrap(frame, BODY).accountId(accountId).model(AccountMarginModel.PORTFOLIO);
            send(OPERATOR, SetMarginModelEncoder.TEMPLATE_ID, SetMarginModelEncoder.BLOCK_LENGTH);
        }
    }

    void deposit(final int accountId, final Currency currency, final long units) {
        new DepositEncoder()
                .wrap(frame, BODY)
                .amount(units)
                .accountId(accountId)
                .currency(currency);
        send(OPERATOR, DepositEncoder.TEMPLATE_ID, DepositEncoder.BLOCK_LENGTH);
    }

    void withdraw(final int accountId, final Currency currency, final long units) {
        new WithdrawEncoder()
                .wrap(frame, BODY)
                .amount(units)
                .accountId(accountId)
                .currency(currency);
        send(OPERATOR, WithdrawEncoder.TEMPLATE_ID, WithdrawEncoder.BLOCK_LENGTH);
    }

    /** Lets an account quote up to so many coins per side and instrument of an underlying, and trade as much in a second. */
    void protect(final int accountId, final int underlyingId, final Currency currency, final long coinsE8) {
        new SetMarketMakerProtectionEncoder()
                .wrap(frame, BODY)
                .intervalNs(1_000_000_000L)
                .frozenNs(1_000_000_000L)
                .quantityLimitE8(0)
                .deltaLimitE8(0)
                .vegaLimitE8(0)
                .maxQuoteQuantityE8(coinsE8)
                .accountId(accountId)
                .underlyingId(underlyingId)
                .mmpGroup((short) 1)
                .currency(currency);
        send(CLIENTS, SetMarketMakerProtectionEncoder.TEMPLATE_ID, SetMarketMakerProtectionEncoder.BLOCK_LENGTH);
    }

    /** A limit order that does not rest. */
    void take(final int accountId, final int instrumentId, final boolean buy, final long lots, final long priceE8) {
        new NewOrderEncoder()
                .wrap(frame, BODY)
                .clientOrderId(++clientOrders)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .flags()
                .clear();
        send(CLIENTS, NewOrderEncoder.TEMPLATE_ID, NewOrderEncoder.BLOCK_LENGTH);
    }

    /** A mass quote that was encoded into {@link #body}. */
    void quote(final int template, final int block, final int encodedLength) {
        send(CLIENTS, template, block, encodedLength);
    }

    /** Where requests are encoded, from {@link FrameLayout#HEADER_LENGTH} on. */
    UnsafeBuffer body() {
        return frame;
    }

    private void send(final int source, final int template, final int block) {
        send(source, template, block, block);
    }

    private void send(final int source, final int template, final int block, final int bodyLength) {
        final int length = FrameLayout.align(BODY + bodyLength);
        header.wrap(frame, 0)
                .blockLength(block)
                .templateId(template)
                .schemaId(FrameHeaderEncoder.SCHEMA_ID)
                .version(FrameHeaderEncoder.SCHEMA_VERSION)
                .sequence(++sent[source])
                .frameLength(length);
        sequencer.decide(source, frame, 0, length, nowNs);
        frame.setMemory(0, length, (byte) 0);
        answer();
    }

    private void answer() {
        do {
            lockstep.settle();
            requireBalanced();
            lockstep.feedAnswers(sequencer.lastSequence());
        } while (sequencer.decideTriggered(nowNs));
    }

    private void requireBalanced() {
        final Ledger ledger = lockstep.margin().core().ledger();
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            if (ledger.sumOf(currency) != 0) {
                throw new IllegalStateException("after command " + sequencer.lastSequence() + " the money in "
                        + Ledger.currency(currency) + " sums to " + ledger.sumOf(currency));
            }
        }
    }
}
