package io.strikebook.orderflow.load;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.schemas.CancelOrderDecoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MassCancelDecoder;
import io.strikebook.schemas.NewOrderDecoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.ReplaceOrderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue in memory: checks tick, size, band and client order ids as pre-trade does (5 % of the mark, options 0.05 coin), and matches
 * with the real engine. Takes limit orders, replaces and cancels only, and refuses all else. Marks walk at random.
 */
final class VenueStub {
    static final int SOURCE_ID = 3;
    private static final int OTHER_SOURCE_ID = 4;
    private static final long E8 = 100_000_000L;
    private static final int PERPETUAL = 1;

    final MemoryQueue orders = new MemoryQueue();
    final MemoryQueue marks = new MemoryQueue();
    final MemoryQueue commands = new MemoryQueue();
    final MemoryQueue executions = new MemoryQueue();
    final MatchingEngine engine;

    private final Subscription requests = orders.subscription();
    private final Subscription ownCommands = commands.subscription();
    private final Subscription ownExecutions = executions.subscription();
    private final Publication marksOut = marks.publication();
    private final Publication executionsOut = executions.publication();
    private final CommandWriter writer = new CommandWriter(commands.publication());
    private final List<InstrumentTerms> terms = new ArrayList<>();
    private final List<Long> markPrices = new ArrayList<>();
    private final SeededGenerator walk = new SeededGenerator(99);
    private final FrameHeaderEncoder encodeHeader = new FrameHeaderEncoder();
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final MarkEncoder mark = new MarkEncoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final MassCancelDecoder massCancel = new MassCancelDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final LongHashSet clientOrderIds = new LongHashSet();
    private final FrameHandler onRequest = this::onRequest;
    private final FrameHandler onExecution = this::onExecution;
    private final FrameHandler toEngine;

    long newOrders;
    long requestsTaken;
    long massCancels;
    long refused;
    long ordersThatTraded;
    String lastRefusal = "";
    private long lastTrade;
    private long epoch;
    private long othersSequence;
    private int combos;

    VenueStub(final int options) {
        final VenueParameters byDefault = VenueParameters.defaults();
        engine = new MatchingEngine(byDefault, executionsOut);
        toEngine = engine::onCommand;
        list("BTC-PERPETUAL", InstrumentKind.PERPETUAL, OptionType.NONE, 0, 0, E8 / 2, 10 * E8, 60_000 * E8);
        list(
                "BTC-26JUN26",
                InstrumentKind.FUTURE,
                OptionType.NONE,
                0,
                1_782_460_800_000_000_000L,
                E8 / 2,
                10 * E8,
                61_000 * E8);
        for (int i = 0; i < options; i++) {
            final long strike = 50_000L + 1_000L * i;
            list(
                    "BTC-26JUN26-" + strike + "-C",
                    InstrumentKind.OPTION,
                    OptionType.CALL,
                    strike * E8,
                    1_782_460_800_000_000_000L,
                    50_000L,
                    E8 / 10,
                    9_000_000L - i * 400_000L);
        }
    }

    private void list(
            final String symbol,
            final InstrumentKind kind,
            final OptionType type,
            final long strikeE8,
            final long expiryNs,
            final long tickE8,
            final long lotE8,
            final long markE8) {
        final InstrumentTerms listed = new InstrumentTerms(
                symbol,
                "BTC",
                kind,
                type,
                ContractStyle.INVERSE,
                Currency.BTC,
                strikeE8,
                expiryNs,
                tickE8,
                lotE8,
                10_000);
        terms.add(listed);
        markPrices.add(markE8);
        writer.next(0, terms.size(), RejectCode.ACCEPTED, 1);
        writer.list(terms.size(), 1, listed);
        match();
    }

    /** A combination of two of its instruments, bought and sold; answers its id. */
    int listCombo(final int bought, final int sold) {
        final ComboLegs legs =
                new ComboLegs(new Instrument[] {instrument(bought), instrument(sold)}, new int[] {1, -1});
        final int id = terms.size() + ++combos;
        writer.next(0, id, RejectCode.ACCEPTED, 1);
        writer.listCombo(id, legs.terms("COMBO-" + combos, E8 / 2, 1_000), legs);
        match();
        return id;
    }

    private Instrument instrument(final int id) {
        return new Instrument(id, 1, terms.get(id - 1));
    }

    /** The next command is an accepted one of another source than the generator's. */
    CommandWriter ofAnotherSource() {
        return ofAnotherSource(1);
    }

    /** The same at a time. */
    CommandWriter ofAnotherSource(final long timestampNs) {
        return writer.next(OTHER_SOURCE_ID, ++othersSequence, RejectCode.ACCEPTED, timestampNs);
    }

    /** Has the engine answer what was written. */
    void answer() {
        match();
    }

    long markE8(final int instrumentId) {
        return markPrices.get(instrumentId - 1);
    }

    void halt(final int instrumentId, final InstrumentPhase phase) {
        writer.next(1, 1, RejectCode.ACCEPTED, 1);
        writer.phase(instrumentId, phase);
        match();
    }

    int instruments() {
        return terms.size();
    }

    /** One epoch: every mark moves by up to ten ticks either way. */
    void publishMarks() {
        marksOut.beginGroup(++epoch, epoch);
        for (int i = 0; i < terms.size(); i++) {
            final long tickE8 = terms.get(i).tickSizeE8();
            final long moved = markPrices.get(i) + (walk.below(21) - 10) * tickE8 / 3;
            markPrices.set(i, Math.max(tickE8 * 4, moved));
            mark.wrapAndApplyHeader(marksOut.buffer(), marksOut.claim(200), encodeHeader)
                    .markPriceE8(markPrices.get(i))
                    .forwardPriceE8(markPrices.get(i))
                    .vegaE8(0)
                    .thetaE8(0)
                    .gammaE12(0)
                    .instrumentId(i + 1)
                    .markIvE6(0)
                    .deltaE9(i == PERPETUAL ? 1_000_000_000 : 900_000_000 - i * 40_000_000)
                    .reserved1((short) 0)
                    .reserved2(0);
            mark.flags().clear();
            marksOut.commit(FrameLayout.HEADER_LENGTH + mark.encodedLength());
        }
        marksOut.endGroup();
        marksOut.flush();
    }

    /** Decides and matches at most so many requests. */
    int work(final int limit) {
        int taken = 0;
        while (taken < limit && requests.poll(onRequest)) {
            taken++;
        }
        return taken;
    }

    private void onRequest(final UnsafeBuffer buffer, final int offset, final int length) {
        final long sequence = FrameLayout.sequence(buffer, offset);
        if (sequence != ++requestsTaken) {
            throw new IllegalStateException("request " + sequence + " follows " + (requestsTaken - 1));
        }
        final RejectCode accepted = RejectCode.ACCEPTED;
        switch (FrameLayout.templateId(buffer, offset)) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                newOrder.wrapAndApplyHeader(buffer, offset, header);
                newOrders++;
                RejectCode code = check(newOrder.instrumentId(), newOrder.priceE8(), newOrder.quantityLots());
                code = clientOrderIds.add(newOrder.clientOrderId()) ? code : RejectCode.DUPLICATE_CLIENT_ORDER_ID;
                writer.next(SOURCE_ID, sequence, code, 1);
                writer.newOrder(
                        newOrder.accountId(),
                        newOrder.instrumentId(),
                        newOrder.side(),
                        newOrder.clientOrderId(),
                        newOrder.priceE8(),
                        newOrder.quantityLots(),
                        newOrder.timeInForce());
            }
            case ReplaceOrderDecoder.TEMPLATE_ID -> {
                replace.wrapAndApplyHeader(buffer, offset, header);
                final RejectCode code = check(replace.instrumentId(), replace.priceE8(), replace.quantityLots());
                writer.next(SOURCE_ID, sequence, code, 1);
                writer.replace(
                        replace.accountId(),
                        replace.instrumentId(),
                        replace.orderId(),
                        replace.clientOrderId(),
                        replace.priceE8(),
                        replace.quantityLots());
            }
            case CancelOrderDecoder.TEMPLATE_ID -> {
                cancel.wrapAndApplyHeader(buffer, offset, header);
                writer.next(SOURCE_ID, sequence, accepted, 1);
                writer.cancel(cancel.accountId(), cancel.instrumentId(), cancel.orderId(), cancel.clientOrderId());
            }
            case MassCancelDecoder.TEMPLATE_ID -> {
                massCancel.wrapAndApplyHeader(buffer, offset, header);
                massCancels++;
                writer.next(SOURCE_ID, sequence, accepted, 1);
                writer.massCancel(massCancel.accountId());
            }
            default -> {
                writer.next(SOURCE_ID, sequence, RejectCode.MALFORMED, 1);
                writer.unusable(FrameLayout.templateId(buffer, offset));
            }
        }
        match();
    }

    private RejectCode check(final int instrumentId, final long priceE8, final long lots) {
        if (instrumentId > terms.size()) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        final InstrumentTerms instrument = terms.get(instrumentId - 1);
        final long markE8 = markPrices.get(instrumentId - 1);
        final long bandE8 = instrument.kind() == InstrumentKind.OPTION ? 5_000_000L : markE8 / 20;
        if (priceE8 <= 0 || priceE8 % instrument.tickSizeE8() != 0) {
            return RejectCode.BAD_TICK;
        }
        if (lots <= 0) {
            return RejectCode.BAD_QUANTITY;
        }
        if (Math.abs(priceE8 - markE8) > bandE8) {
            return RejectCode.PRICE_OUTSIDE_BAND;
        }
        return lots > instrument.maxOrderLots() ? RejectCode.ORDER_TOO_LARGE : RejectCode.ACCEPTED;
    }

    private void match() {
        ownCommands.poll(toEngine);
        executionsOut.flush();
        ownExecutions.poll(onExecution);
    }

    private void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == RejectedDecoder.TEMPLATE_ID) {
            rejected.wrapAndApplyHeader(buffer, offset, header);
            refused++;
            lastRefusal = rejected.code() + " of " + rejected.commandTemplateId();
        } else if (FrameLayout.templateId(buffer, offset) == FillDecoder.TEMPLATE_ID) {
            fill.wrapAndApplyHeader(buffer, offset, header);
            ordersThatTraded += fill.takerOrderId() == lastTrade ? 0 : 1;
            lastTrade = fill.takerOrderId();
        }
    }
}
