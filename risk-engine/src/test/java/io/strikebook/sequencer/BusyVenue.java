package io.strikebook.sequencer;

import static io.strikebook.schemas.TimeInForce.GOOD_TIL_CANCELLED;
import static io.strikebook.schemas.TimeInForce.IMMEDIATE_OR_CANCEL;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.RiskLimits;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.TimeInForce;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue in steady state around a sequencer: 20 accounts, 200 instruments (options and perpetuals, inverse and linear), 1,000 resting
 * orders that are cancelled, replaced and hit, every mark new each 1,000 steps. Answers arrive some commands late, so that there is
 * always something in flight. Same seed, same commands.
 */
final class BusyVenue {
    static final int ACCOUNTS = 20;
    static final int INSTRUMENTS = 200;
    static final int RESTING = 1_000;
    private static final int LAG = 64;
    private static final long STEP_NS = 10_000L;
    private static final int STEPS_PER_EPOCH = 1_000;
    private static final long UNIT_E8 = 100_000_000L;
    private static final long COINS_E12 = 1_000_000_000_000_000L;

    /** What hears how long each decision took. */
    interface Timing {
        void decided(int template, boolean accepted, long elapsedNs);
    }

    private final MemoryQueue commands = new MemoryQueue();
    private final MemoryQueue marks = new MemoryQueue();
    private final MemoryQueue orders = new MemoryQueue();
    private final MemoryQueue executions = new MemoryQueue();
    private final MemoryQueue margin = new MemoryQueue();
    private final Publication commandsOut = commands.publication();
    private final Publication marksOut = marks.publication();
    private final Publication ordersOut = orders.publication();
    private final Subscription marksIn = marks.subscription();
    private final Subscription ordersIn = orders.subscription();
    private final ShardedExecutions executionsIn = ShardedExecutions.of(executions.subscription());
    private final Subscription marginIn = margin.subscription();
    private final FakeFollowers followers =
            new FakeFollowers(commands.subscription(), executions.publication(), margin.publication(), COINS_E12);
    private final RequestFrames requests = new RequestFrames();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final FrameHandler onMarks;
    private final FrameHandler onExecution;
    private final FrameHandler onMargin;
    private final FrameHandler onRequest = this::onRequest;
    private final long[] marksE8 = new long[INSTRUMENTS + 1];
    private final long[] ticksE8 = new long[INSTRUMENTS + 1];
    private final long[] indexesE8 = {0, 60_000 * UNIT_E8, 3_000 * UNIT_E8};
    private final Timing timing;
    private final AdminFrames admin;
    final Sequencer sequencer;
    private long random;
    private long nowNs = 1_000_000_000L;
    private long steps;
    private int lag = LAG;
    private long decided;
    private long accepted;

    BusyVenue(final VenueParameters parameters, final long seed, final Timing timing) {
        this.random = seed;
        this.timing = timing;
        this.sequencer = new Sequencer(parameters, SequencerFixture.SOURCES, commandsOut);
        this.onMarks = sequencer::onMarks;
        this.onExecution = sequencer::onExecution;
        this.onMargin = sequencer::onMargin;
        this.admin = new AdminFrames(sequencer);
        for (int id = 1; id <= INSTRUMENTS; id++) {
            admin.list(describe(id), nowNs);
        }
        newEpoch();
        for (int account = 1; account <= ACCOUNTS; account++) {
            admin.createAccount(account, nowNs);
        }
        for (int i = 0; i < 20 * ACCOUNTS; i++) {
            nowNs += 10_000_000L;
            sequencer.tick(nowNs);
            answer(0);
        }
    }

    /** Every limit that there is for one order and one account, with nobody near it: what the checks cost. */
    static VenueParameters limited() {
        return VenueParameters.defaults()
                .withRiskLimits(new RiskLimits(
                        1L << 60,
                        1_000_000_000L,
                        true,
                        List.of(new RiskLimits.Position("BTC", 1L << 58), new RiskLimits.Position("ETH", 1L << 58)),
                        List.of(new RiskLimits.Rate(RequestKind.TRADING, 1_000_000, 1_000_000))));
    }

    /** Each account has Greek limits, and all are of one group that has some. */
    void limitGreeks() {
        for (int account = 1; account <= ACCOUNTS; account++) {
            admin.group(account, 1, nowNs);
            for (int underlying = 1; underlying <= 2; underlying++) {
                admin.greekLimits(account, 0, underlying, nowNs);
                admin.greekLimits(0, 1, underlying, nowNs);
            }
        }
        commandsOut.flush();
        answer(0);
    }

    /** Terms of an instrument: seven of ten are options. */
    private InstrumentTerms describe(final int id) {
        return switch (id % 10) {
            case 0 -> perpetual(id, ContractStyle.LINEAR, Currency.USDC, 100_000L);
            case 1, 2 -> perpetual(id, ContractStyle.INVERSE, Currency.BTC, 10 * UNIT_E8);
            case 3 -> option(id, "BTC", ContractStyle.LINEAR, Currency.USDC, 40_000 + 200L * id, 5 * UNIT_E8, 1_500);
            case 4 -> option(id, "ETH", ContractStyle.INVERSE, Currency.ETH, 2_000 + 10L * id, 10_000L, 0);
            default -> option(id, "BTC", ContractStyle.INVERSE, Currency.BTC, 40_000 + 200L * id, 10_000L, 0);
        };
    }

    private InstrumentTerms option(
            final int id,
            final String underlying,
            final ContractStyle style,
            final Currency currency,
            final long strike,
            final long tickE8,
            final long mark) {
        marksE8[id] = mark == 0 ? 2_500_000L : mark * UNIT_E8;
        ticksE8[id] = tickE8;
        final OptionType type = id % 2 == 0 ? OptionType.CALL : OptionType.PUT;
        final InstrumentKind kind = InstrumentKind.OPTION;
        return new InstrumentTerms(
                underlying + id,
                underlying,
                kind,
                type,
                style,
                currency,
                strike * UNIT_E8,
                1L << 60,
                tickE8,
                10_000_000L,
                1_000L);
    }

    private InstrumentTerms perpetual(
            final int id, final ContractStyle style, final Currency currency, final long lotE8) {
        marksE8[id] = indexesE8[1];
        ticksE8[id] = UNIT_E8 / 2;
        final InstrumentKind kind = InstrumentKind.PERPETUAL;
        final OptionType none = OptionType.NONE;
        return new InstrumentTerms("P" + id, "BTC", kind, none, style, currency, 0, 0, ticksE8[id], lotE8, 1_000L);
    }

    /** Many steps without an answer, so that pools are larger than they ever get afterwards; then everything is answered. */
    void burst(final int burstSteps) {
        lag = Integer.MAX_VALUE;
        for (int i = 0; i < burstSteps; i++) {
            step();
        }
        lag = LAG;
        answer(LAG);
    }

    /** One request, and what of older ones arrives now. */
    void step() {
        nowNs += STEP_NS;
        final int live = followers.liveCount();
        final int choice = next(10);
        if (live < RESTING || choice < 4) {
            if (live >= RESTING) {
                final FakeFollowers.Resting order = followers.live(next(live));
                requests.cancel(ordersOut, nowNs, order.accountId, order.instrumentId, order.orderId);
                decide();
            }
            final int instrument = 1 + next(INSTRUMENTS);
            final boolean buy = next(2) == 0;
            order(1 + next(ACCOUNTS), instrument, buy, GOOD_TIL_CANCELLED, -next(40));
        } else if (choice < 6) {
            final FakeFollowers.Resting order = followers.live(next(live));
            final long priceE8 = priceE8(order.instrumentId, order.buy, -next(40));
            requests.replace(
                    ordersOut,
                    nowNs,
                    order.accountId,
                    order.instrumentId,
                    order.orderId,
                    priceE8,
                    order.filledLots + 1 + next(5));
            decide();
        } else {
            final FakeFollowers.Resting order = followers.live(next(live));
            order(1 + next(ACCOUNTS), order.instrumentId, !order.buy, IMMEDIATE_OR_CANCEL, 40);
        }
        if (++steps % STEPS_PER_EPOCH == 0) {
            newEpoch();
        }
        sequencer.tick(nowNs);
        answer(lag);
    }

    private void order(
            final int account,
            final int instrument,
            final boolean buy,
            final TimeInForce timeInForce,
            final int ticks) {
        final long priceE8 = priceE8(instrument, buy, ticks);
        final long lots = 1 + next(5);
        final long clientOrderId = ordersOut.lastSequence() + 1;
        if (timeInForce == GOOD_TIL_CANCELLED && next(4) == 0) {
            requests.labelledOrder(ordersOut, nowNs, account, instrument, clientOrderId, buy, priceE8, lots);
        } else {
            requests.newOrder(ordersOut, nowNs, account, instrument, clientOrderId, buy, timeInForce, priceE8, lots);
        }
        decide();
    }

    /** So many ticks on the other side of the mark. */
    private long priceE8(final int instrument, final boolean buy, final int ticks) {
        final long tickE8 = ticksE8[instrument];
        return marksE8[instrument] / tickE8 * tickE8 + (buy ? ticks : -ticks) * tickE8;
    }

    private void decide() {
        ordersIn.poll(onRequest);
        commandsOut.flush();
    }

    private void onRequest(final UnsafeBuffer buffer, final int offset, final int length) {
        final long startNs = System.nanoTime();
        sequencer.decide(SequencerFixture.LOAD, buffer, offset, length, nowNs);
        final long elapsedNs = System.nanoTime() - startNs;
        envelope.wrap(commandsOut.buffer(), lastCommand() + FrameLayout.HEADER_LENGTH);
        final boolean passed = envelope.decision() == RejectCode.ACCEPTED;
        decided++;
        accepted += passed ? 1 : 0;
        timing.decided(FrameLayout.templateId(buffer, offset), passed, elapsedNs);
    }

    /** The publication was flushed before, so the command is the first frame in it. */
    private static int lastCommand() {
        return GroupBuffer.HEADROOM;
    }

    private void newEpoch() {
        final long drift = next(2_001) - 1_000;
        indexesE8[1] += drift * UNIT_E8 / 100;
        indexesE8[2] += drift * UNIT_E8 / 2_000;
        for (int id = 1; id <= INSTRUMENTS; id++) {
            marksE8[id] += (next(3) - 1) * ticksE8[id];
        }
        requests.epoch(marksOut, nowNs, indexesE8, marksE8, INSTRUMENTS);
        marksIn.poll(onMarks);
        sequencer.marksAdvanced(sequencer.marksTo(), nowNs);
    }

    private void answer(final int lag) {
        commandsOut.flush();
        followers.answer(Integer.MAX_VALUE);
        long next = marginIn.peek();
        while (next != Subscription.NONE && next <= sequencer.lastSequence() - lag) {
            executionsIn.pollTo(next, onExecution);
            marginIn.poll(onMargin);
            next = marginIn.peek();
        }
    }

    private int next(final int bound) {
        random = random * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return (int) ((random >>> 33) % bound);
    }

    long decided() {
        return decided;
    }

    long accepted() {
        return accepted;
    }
}
