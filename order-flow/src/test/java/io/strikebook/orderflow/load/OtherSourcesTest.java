package io.strikebook.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other sources do with the generator's accounts, and operators with its instruments, does not confuse it. */
@Timeout(120)
class OtherSourcesTest {
    private static final LoadConfig CONFIG = LoadConfig.defaults().withRate(0, 64);
    private static final int MAKER = 1;
    private static final int TAKER = 5;
    private static final int STRANGER = 99;
    private static final int PERPETUAL = 1;
    private static final int FUTURE = 2;

    /** Above all that the generator makes. */
    private static final long CLIENT_ORDER_ID = 1L << 60;

    private long nowNs = 1_000_000_000_000L;
    private final VenueStub venue = new VenueStub(4);
    private final Publication publication = venue.orders.publication();
    private final LoadGenerator generator = new LoadGenerator(CONFIG, VenueStub.SOURCE_ID, publication);
    private final LoadAgent agent = new LoadAgent(
            generator,
            venue.marks.subscription(),
            venue.commands.subscription(),
            venue.executions.subscription(),
            publication,
            () -> nowNs);

    @BeforeEach
    void trade() {
        run(2_000);
    }

    private void run(final long requests) {
        for (int cycle = 0; venue.requestsTaken < requests; cycle++) {
            nowNs += 100_000;
            agent.doWork();
            if (cycle % 100 == 0) {
                venue.publishMarks();
            }
            venue.work(32);
        }
        agent.doWork();
    }

    private void order(final int account, final int instrument, final Side side, final long number, final long lots) {
        order(account, instrument, side, number, lots, TimeInForce.GOOD_TIL_CANCELLED);
    }

    private void order(
            final int account,
            final int instrument,
            final Side side,
            final long number,
            final long lots,
            final TimeInForce timeInForce) {
        // a combination at the difference of the marks, so that the legs' own orders do not reach it
        final long priceE8 = instrument > venue.instruments() ? onTick(PERPETUAL) - onTick(FUTURE) : onTick(instrument);
        venue.ofAnotherSource()
                .newOrder(account, instrument, side, CLIENT_ORDER_ID + number, priceE8, lots, timeInForce);
        venue.answer();
    }

    private long onTick(final int instrument) {
        return venue.markE8(instrument) / 100_000_000L * 100_000_000L;
    }

    @Test
    void ordersOfCombinationsAreNotItsOwnAndTheirLegsCountAsPositions() {
        final int combo = venue.listCombo(PERPETUAL, FUTURE);
        order(MAKER, combo, Side.BUY, 1, 3);
        order(TAKER, combo, Side.SELL, 2, 2, TimeInForce.IMMEDIATE_OR_CANCEL);
        final long[] before = positions();
        agent.doWork();
        assertThat(positions())
                .as("maker and taker in the perpetual, then in the future")
                .containsExactly(before[0] + 2, before[1] - 2, before[2] - 2, before[3] + 2);
        run(4_000);
    }

    private long[] positions() {
        return new long[] {
            generator.positionLots(MAKER, PERPETUAL),
            generator.positionLots(TAKER, PERPETUAL),
            generator.positionLots(MAKER, FUTURE),
            generator.positionLots(TAKER, FUTURE)
        };
    }

    @Test
    void blockTradesCountAsPositions() {
        agent.doWork();
        final long[] before = positions();
        venue.ofAnotherSource().block(TAKER, MAKER, FUTURE, Side.SELL, onTick(FUTURE), 7);
        venue.answer();
        agent.doWork();
        assertThat(positions()).containsExactly(before[0], before[1], before[2] + 7, before[3] - 7);
    }

    /** An order that rests, and was accepted though the generator sent none, leaves what its takers have on their way as it is. */
    @Test
    void acceptedOrdersOfOthersAreNotTakersOnTheirWay() {
        settle();
        final TradedInstrument perpetual = generator.instrument(PERPETUAL);
        final long buying = perpetual.inFlightLots(Side.BUY);
        order(TAKER, PERPETUAL, Side.BUY, 1, 50);
        settle();
        assertThat(perpetual.inFlightLots(Side.BUY)).isEqualTo(buying).isZero();
    }

    private void settle() {
        agent.stopping();
        while (venue.work(32) > 0) {
            agent.doWork();
        }
        agent.doWork();
    }

    @Test
    void anInstrumentIsLeftAloneInEveryPhaseButTheOpenOneWhateverMovesIt() {
        final TradedInstrument future = generator.instrument(FUTURE);
        assertThat(future.isTradable(1)).isTrue();
        venue.ofAnotherSource().schedule(FUTURE, 10, 20);
        venue.answer();
        agent.doWork();
        assertThat(future.isTradable(1)).as("before its auction").isFalse();
        venue.ofAnotherSource(15).phase(PERPETUAL, InstrumentPhase.OPEN);
        venue.answer();
        agent.doWork();
        assertThat(future.isTradable(1)).as("in its auction").isFalse();
        venue.ofAnotherSource(25).phase(PERPETUAL, InstrumentPhase.OPEN);
        venue.answer();
        agent.doWork();
        assertThat(future.isTradable(1)).as("open").isTrue();
    }

    @Test
    void ordersOfAccountsThatAreNotItsOwnArePassedOver() {
        final int combo = venue.listCombo(PERPETUAL, FUTURE);
        order(STRANGER, combo, Side.BUY, 1, 3);
        order(STRANGER + 1, combo, Side.SELL, 2, 3);
        run(4_000);
        assertThat(generator.positionLots(MAKER, combo)).isZero();
    }
}
