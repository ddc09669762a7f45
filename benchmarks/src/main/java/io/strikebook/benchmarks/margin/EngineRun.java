package io.strikebook.benchmarks.margin;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.margin.MarginEngine;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TickCommandEncoder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The margin engine with accounts of a hundred options each: a fill between two of them, by frames, as the process has it; and new marks of
 * the whole chain, until every account is valued at them, while ticks come.
 */
final class EngineRun {
    private static final int FILLS = 200_000;
    private static final int WARM_UPS = 4;
    private static final long CASH = 100_000_000_000L;

    private final int accounts;
    private final int rounds;
    private final VenueParameters parameters = VenueParameters.defaults();
    private final MadeVenue venue = new MadeVenue(parameters);
    private final GroupBuffer publication = new GroupBuffer((buffer, offset, length, first, groups) -> {});
    private final MarginEngine engine = new MarginEngine(parameters, publication);
    private final MarginCore core = engine.core();
    private final SplittableRandom random = new SplittableRandom(7);
    private final long[] marksE8 = new long[MadeVenue.OPTIONS];
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer execution = new UnsafeBuffer(new byte[256]);
    private final NewOrderCommandEncoder order = new NewOrderCommandEncoder();
    private final TickCommandEncoder tick = new TickCommandEncoder();
    private final FillEncoder fill = new FillEncoder();
    private int commandLength;
    private int fillLength;
    private long sequence;
    private long timestampNs = MadeVenue.START_NS;
    private long epoch;

    EngineRun(final int accounts, final int rounds) {
        this.accounts = accounts;
        this.rounds = rounds;
    }

    void run() {
        setScene();
        fills();
        marks();
    }

    private void setScene() {
        for (int i = 0; i < MadeVenue.OPTIONS; i++) {
            final Instrument instrument = new Instrument(i + 1, 1, venue.terms().get(i));
            inCommand(() -> core.list(instrument));
        }
        newMarks(MadeVenue.INDEX);
        for (int account = 1; account <= accounts; account++) {
            final int id = account;
            inCommand(() -> {
                core.createAccount(id);
                core.deposit(id, Currency.BTC, CASH);
            });
            inCommand(() -> core.setMarginModel(id, AccountMarginModel.PORTFOLIO));
        }
        final int pairs = MarginPeer.POSITIONS / 2;
        for (int k = 0; k < pairs; k++) {
            for (int account = 0; account < accounts; account++) {
                final int buyer = account + 1;
                final int seller = (account + 1 + k) % accounts + 1;
                final int instrument = (account * 13 + k * 19) % MadeVenue.OPTIONS + 1;
                inCommand(() ->
                        core.matches().fill(instrument, buyer, seller, false, 1 + buyer % 7, marksE8[instrument - 1]));
            }
        }
    }

    private void inCommand(final Runnable change) {
        timestampNs += 1_000;
        core.beginCommand(++sequence, timestampNs, false);
        change.run();
        publication.beginGroup(sequence, timestampNs);
        core.endCommand(false);
        publication.claim(FrameLayout.HEADER_LENGTH);
        publication.commit(DoneEncoder.TEMPLATE_ID, 0);
        publication.endGroup();
        publication.flush();
    }

    /** The whole chain at a price, taken in as frames' contents. */
    private void newMarks(final double index) {
        core.epoch(++epoch);
        core.index(1, Math.round(index * 1e8), false);
        venue.value(index, (place, markE8, deltaE9, volatility, unitE12, values) -> {
            marksE8[place] = markE8;
            core.mark(place + 1, markE8, deltaE9);
            core.risks().array(place + 1, unitE12, values);
        });
    }

    private void fills() {
        final Times times = new Times(FILLS);
        long cpuNs = 0;
        for (int round = 0; round < WARM_UPS; round++) {
            times.clear();
            final long startCpuNs = Times.cpuNs();
            for (int i = 0; i < FILLS; i++) {
                timestampNs += 10_000;
                final int buyer = random.nextInt(accounts);
                final int k = random.nextInt(MarginPeer.POSITIONS / 2);
                encodeFill((buyer * 13 + k * 19) % MadeVenue.OPTIONS + 1, buyer + 1, (buyer + 1 + k) % accounts + 1);
                final long startNs = System.nanoTime();
                engine.beginCommand(command, 0, commandLength);
                engine.onExecution(execution, 0, fillLength);
                engine.endCommand();
                times.add(System.nanoTime() - startNs);
                publication.flush();
            }
            cpuNs = Times.cpuNs() - startCpuNs;
        }
        say("fill between two accounts, both states", times);
        MarginPeer.say("fill between two accounts, both states", "CPU", (double) cpuNs / FILLS, "ns");
        MarginPeer.say("of which each account", "p50", times.quantileNs(0.5) / 2, "ns");
    }

    private static void say(final String row, final Times times) {
        MarginPeer.say(row, "p50", times.quantileNs(0.5), "ns");
        MarginPeer.say(row, "p99", times.quantileNs(0.99), "ns");
    }

    private void encodeFill(final int instrumentId, final int buyer, final int seller) {
        sequence++;
        order.wrapAndApplyHeader(command, 0, header);
        envelope(order.envelope());
        order.clientOrderId(0)
                .priceE8(marksE8[instrumentId - 1])
                .quantityLots(1)
                .accountId(buyer)
                .instrumentId(instrumentId)
                .side(Side.BUY);
        order.flags().clear();
        commandLength = frame(command, order.encodedLength());
        fill.wrapAndApplyHeader(execution, 0, header)
                .tradeId(sequence << 12)
                .makerOrderId(1)
                .takerOrderId(sequence << 12)
                .priceE8(marksE8[instrumentId - 1])
                .quantityLots(1)
                .makerRemainingLots(1)
                .takerRemainingLots(0)
                .instrumentId(instrumentId)
                .makerAccountId(seller)
                .takerAccountId(buyer)
                .takerSide(random.nextBoolean() ? Side.BUY : Side.SELL)
                .auction((short) 0)
                .reserved2(0);
        fillLength = frame(execution, fill.encodedLength());
    }

    private void envelope(final EnvelopeEncoder envelope) {
        envelope.sourceSequence(sequence)
                .marksTo(epoch)
                .marginTo(0)
                .sourceId(1)
                .decision(RejectCode.ACCEPTED)
                .underlyingId(1);
    }

    private int frame(final UnsafeBuffer buffer, final int blockLength) {
        final int length = FrameLayout.align(FrameLayout.HEADER_LENGTH + blockLength);
        header.wrap(buffer, 0)
                .frameLength(length)
                .frameInGroup(Integer.MIN_VALUE)
                .sequence(sequence)
                .timestampNs(timestampNs);
        return length;
    }

    private void marks() {
        final double[] cpuMs = new double[rounds];
        final double[] takeMs = new double[rounds];
        final double[] passMs = new double[rounds];
        final double[] longestUs = new double[rounds];
        final Times slices = new Times(accounts + 1_000);
        for (int round = -WARM_UPS; round < rounds; round++) {
            final long startNs = System.nanoTime();
            newMarks(MadeVenue.INDEX * (1 + 0.01 * ((round + WARM_UPS) % 2 + 1)));
            final long takenNs = System.nanoTime();
            slices.clear();
            final long startCpuNs = Times.cpuNs();
            while (core.reporting().appliedEpoch() < epoch) {
                timestampNs += 10_000;
                sequence++;
                tick.wrapAndApplyHeader(command, 0, header);
                envelope(tick.envelope());
                commandLength = frame(command, tick.encodedLength());
                final long sliceNs = System.nanoTime();
                engine.beginCommand(command, 0, commandLength);
                engine.endCommand();
                slices.add(System.nanoTime() - sliceNs);
                publication.flush();
            }
            if (round >= 0) {
                cpuMs[round] = (Times.cpuNs() - startCpuNs) / 1e6;
                takeMs[round] = (takenNs - startNs) / 1e6;
                passMs[round] = slices.sumNs() / 1e6;
                longestUs[round] = slices.quantileNs(0.999) / 1e3;
            }
        }
        MarginPeer.say("new marks, all accounts valued", "p50", median(passMs), "ms");
        MarginPeer.say("new marks, all accounts valued", "CPU", median(cpuMs), "ms");
        MarginPeer.say("an account of it", "CPU", median(cpuMs) * 1e6 / accounts, "ns");
        MarginPeer.say("longest in 1,000 commands meanwhile", "p50", median(longestUs), "us");
        MarginPeer.say("the chain priced and taken in", "p50", median(takeMs), "ms");
    }

    private static double median(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
