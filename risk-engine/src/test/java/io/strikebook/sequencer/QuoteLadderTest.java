package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.order.OrderIds;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvironmentKind;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quotes before they become commands: the order of the checks, the reserve, and what fills of quotes do to the account. */
class QuoteLadderTest {
    private static final int CALL = 1;
    private static final int PERPETUAL = 2;
    private static final int MMP = 4;
    private static final long E8 = 100_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;
    private static final long MARK_E8 = 2_500_000L;
    private static final long TICK_E8 = E8 / 2;
    private static final long RESERVE_E12 = BTC_E12 * 3 / 100;

    /** One coin at the mark: lots of 10 USD. */
    private static final long COIN_LOTS = 1_000;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());
    private final QuoteFrames quotes = new QuoteFrames(venue);

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(INDEX_E8, MARK_E8, INDEX_E8);
        venue.accountState(venue.lastCommand, 1, BTC_E12, 0);
    }

    private static QuoteFrames.Message twoSided(final long lots) {
        return new QuoteFrames.Message().entry(PERPETUAL, INDEX_E8 - TICK_E8, lots, INDEX_E8 + TICK_E8, lots);
    }

    @Test
    void firstFailingCheckNamesTheRejectOfTheMessage() {
        final List<RejectCode> codes = new ArrayList<>();
        final QuoteFrames.Message message = new QuoteFrames.Message();
        message.account = 9;
        message.underlying = 9;
        message.group = 17;
        message.validUntilNs = venue.nowNs;
        venue.killSwitch(1, true);
        venue.sequencer.environment(EnvironmentKind.DISK_LOW, 1, venue.nowNs);
        while (venue.sequencer.marginLag() <= 100) {
            venue.sequencer.environment(EnvironmentKind.DISK_LOW, 1, venue.nowNs);
        }
        codes.add(quotes.send(message));
        message.group = 1;
        codes.add(quotes.send(message));
        message.entry(PERPETUAL, INDEX_E8, 1, INDEX_E8 + TICK_E8, 1);
        codes.add(quotes.send(message));
        message.underlying = 1;
        codes.add(quotes.send(message));
        message.account = 1;
        codes.add(quotes.send(message));
        message.validUntilNs = venue.nowNs + 1;
        codes.add(quotes.send(message));
        venue.killSwitch(1, false);
        codes.add(quotes.send(message));
        venue.sequencer.environment(EnvironmentKind.DISK_OK, 1L << 40, venue.nowNs);
        codes.add(quotes.send(message));
        venue.drainCommands();
        venue.marginDone(venue.lastCommand);
        codes.add(quotes.send(message));
        assertThat(quotes.set(new QuoteFrames.Limits())).isEqualTo(RejectCode.ACCEPTED);
        venue.accountState(venue.lastCommand, 1, RESERVE_E12 - 1, 0);
        codes.add(quotes.send(message));
        venue.cancel(1, 0, 0, 99);
        venue.accountState(venue.lastCommand, 1, RESERVE_E12, 0);
        codes.add(quotes.send(message));
        assertThat(codes)
                .containsExactly(
                        RejectCode.MALFORMED,
                        RejectCode.MALFORMED,
                        RejectCode.UNKNOWN_UNDERLYING,
                        RejectCode.UNKNOWN_ACCOUNT,
                        RejectCode.TIMED_OUT,
                        RejectCode.KILL_SWITCH_ON,
                        RejectCode.DISK_LOW,
                        RejectCode.MARGIN_LAGGING,
                        RejectCode.MMP_NOT_CONFIGURED,
                        RejectCode.INSUFFICIENT_MARGIN,
                        RejectCode.ACCEPTED);
    }

    @Test
    void moreEntriesThanAHundredAreMalformedAndOnesCutShortUnusable() {
        quotes.set(new QuoteFrames.Limits());
        final QuoteFrames.Message message = new QuoteFrames.Message();
        for (int i = 0; i < 101; i++) {
            message.entry(PERPETUAL, QuoteFrames.NONE, 0, QuoteFrames.NONE, 0);
        }
        assertThat(quotes.send(message)).isEqualTo(RejectCode.MALFORMED);
        assertThat(quotes.sides()).isEmpty();
        message.entries.remove(100);
        assertThat(quotes.send(message)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(quotes.sides()).hasSize(200).containsOnly(RejectCode.ACCEPTED);
        message.entryLength = 39;
        assertThat(quotes.send(message)).isEqualTo(RejectCode.MALFORMED);
        message.entryLength = 41;
        assertThat(quotes.send(message)).isEqualTo(RejectCode.MALFORMED);
    }

    @Test
    void eachSideHasItsOwnCode() {
        quotes.set(new QuoteFrames.Limits());
        final long bid = INDEX_E8 - TICK_E8;
        final long ask = INDEX_E8 + TICK_E8;
        final QuoteFrames.Message message = new QuoteFrames.Message()
                .entry(9, bid, 1, QuoteFrames.NONE, 0)
                .entry(CALL, MARK_E8, 1, QuoteFrames.NONE, 0)
                .entry(PERPETUAL, bid + 1, 1, ask, 1)
                .entry(PERPETUAL, bid, -1, ask, 1)
                .entry(PERPETUAL, bid, 1, INDEX_E8 * 2, 1)
                .entry(PERPETUAL, bid, 1_000_001, ask, 1)
                .entry(PERPETUAL, bid, 1, bid, 1)
                .entry(PERPETUAL, INDEX_E8 * 102 / 100, 1, INDEX_E8 * 98 / 100, 0)
                .entry(PERPETUAL, bid, 0, INDEX_E8 * 98 / 100, 1)
                .entry(PERPETUAL, bid, COIN_LOTS - 1, ask, COIN_LOTS + 1)
                .entry(PERPETUAL, INDEX_E8 * 101 / 100, 1, QuoteFrames.NONE, 5);
        assertThat(quotes.send(message)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(quotes.sides())
                .containsExactly(
                        RejectCode.UNKNOWN_INSTRUMENT,
                        RejectCode.UNKNOWN_INSTRUMENT,
                        RejectCode.OPTION_QUOTES_NOT_ALLOWED,
                        RejectCode.ACCEPTED,
                        RejectCode.BAD_TICK,
                        RejectCode.ACCEPTED,
                        RejectCode.BAD_QUANTITY,
                        RejectCode.ACCEPTED,
                        RejectCode.ACCEPTED,
                        RejectCode.PRICE_OUTSIDE_BAND,
                        RejectCode.ORDER_TOO_LARGE,
                        RejectCode.ACCEPTED,
                        RejectCode.QUOTES_CROSSED,
                        RejectCode.QUOTES_CROSSED,
                        RejectCode.QUOTE_THROUGH_MARK,
                        RejectCode.ACCEPTED,
                        RejectCode.ACCEPTED,
                        RejectCode.QUOTE_THROUGH_MARK,
                        RejectCode.ACCEPTED,
                        RejectCode.MMP_QUANTITY_EXCEEDED,
                        RejectCode.ACCEPTED,
                        RejectCode.ACCEPTED);
        venue.phase(PERPETUAL, InstrumentPhase.HALTED);
        quotes.send(twoSided(1));
        assertThat(quotes.sides()).containsOnly(RejectCode.INSTRUMENT_HALTED);
        venue.phase(PERPETUAL, InstrumentPhase.OPEN);
        venue.marksAreStale = true;
        venue.epoch(INDEX_E8, MARK_E8, INDEX_E8 + TICK_E8);
        quotes.send(twoSided(1));
        assertThat(quotes.sides()).containsOnly(RejectCode.NO_MARK);
    }

    @Test
    void limitsAreCheckedFieldByField() {
        final QuoteFrames.Limits limits = new QuoteFrames.Limits();
        limits.intervalNs = 3_600_000_000_001L;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.MALFORMED);
        limits.intervalNs = 1;
        limits.frozenNs = -1;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.MALFORMED);
        limits.frozenNs = 0;
        limits.deltaE8 = 9_999;
        assertThat(quotes.set(limits)).as("five decimals").isEqualTo(RejectCode.MALFORMED);
        limits.deltaE8 = 0;
        limits.vegaE8 = Long.MIN_VALUE;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.MALFORMED);
        limits.vegaE8 = 0;
        limits.quantityE8 = limits.mostE8 + 10_000;
        assertThat(quotes.set(limits)).as("limit above the quantity quoted").isEqualTo(RejectCode.MALFORMED);
        limits.quantityE8 = 0;
        limits.mostE8 = 0;
        assertThat(quotes.set(limits)).as("the quantity quoted is required").isEqualTo(RejectCode.MALFORMED);
        limits.mostE8 = E8;
        limits.group = 17;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.MALFORMED);
        limits.group = 16;
        limits.currency = Currency.NULL_VAL;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.MALFORMED);
        limits.currency = Currency.ETH;
        limits.account = 9;
        limits.underlying = 3;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        limits.underlying = 1;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        limits.account = 1;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.BAD_TERMS);
        limits.currency = Currency.BTC;
        limits.mostE8 = 100 * E8;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.MMP_RESERVE_NOT_FREE);
        limits.intervalNs = 0;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.MMP_NOT_CONFIGURED);
        assertThat(quotes.reset(1, 1, 16)).isEqualTo(RejectCode.MMP_NOT_CONFIGURED);
        assertThat(quotes.reset(1, 1, 17)).isEqualTo(RejectCode.MALFORMED);
        assertThat(quotes.cancel(1, 0, 0, 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(quotes.cancel(1, 3, 0, 0)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        assertThat(quotes.cancel(1, 0, 9, 0)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        assertThat(quotes.cancel(9, 0, 0, 0)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(quotes.cancel(1, 0, 0, 17)).isEqualTo(RejectCode.MALFORMED);
    }

    @Test
    void theReserveIsHeldFromTheCommandOnAndLetGoOnceMatchingHasAnswered() {
        final QuoteFrames.Limits limits = new QuoteFrames.Limits();
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.ACCEPTED);
        final long all = BTC_E12 / 10_000L;
        final long reserved = RESERVE_E12 / 10_000L;
        assertThat(venue.withdraw(1, all - reserved + 1)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        limits.intervalNs = 0;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.ACCEPTED);
        final long removal = venue.lastCommand;
        assertThat(quotes.send(twoSided(1))).isEqualTo(RejectCode.MMP_NOT_CONFIGURED);
        assertThat(venue.withdraw(1, all - reserved + 1)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        quotes.answered(removal, limits);
        venue.marginDone(removal);
        assertThat(venue.withdraw(1, all - reserved + 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void whatAQuoteTradedCountsAtOnceAndIsThePositionOnceMarginKnowsIt() {
        quotes.set(new QuoteFrames.Limits());
        venue.limits(2, 0, 0);
        venue.accountState(venue.lastCommand, 2, BTC_E12, 0);
        quotes.send(twoSided(500));
        final long quote = OrderIds.ofQuote(venue.lastCommand, 0, false);
        venue.order(2, PERPETUAL, Side.SELL, INDEX_E8 - TICK_E8, 500);
        final long trade = venue.lastCommand;
        final long taker = venue.lastOrderId();
        venue.executions(trade);
        quotes.fill(trade << 12, quote, 1, taker, 2, Side.SELL, PERPETUAL, INDEX_E8 - TICK_E8, 500);
        venue.endExecutions();
        venue.marginDone(trade);
        assertThat(reduceOnly(1, 501)).isEqualTo(RejectCode.REDUCE_ONLY_WOULD_INCREASE);
        assertThat(reduceOnly(1, 500)).isEqualTo(RejectCode.ACCEPTED);
        assertRestoredTheSame();
        final long margin = BTC_E12 / 100;
        venue.accountState(venue.lastCommand, 1, RESERVE_E12 + margin - 1, margin);
        assertThat(quotes.send(twoSided(1))).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertRestoredTheSame();
    }

    /** A snapshot of the sequencer loads to the same hash and saves as the same bytes. */
    private void assertRestoredTheSame() {
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final Sequencer restored = new Sequencer(
                SequencerFixture.parametersWithoutFees(), SequencerFixture.SOURCES, new MemoryQueue().publication());
        final SnapshotInput input = new SnapshotInput(saved.buffer(), 0, saved.length());
        restored.load(input);
        input.end();
        final SnapshotOutput again = new SnapshotOutput();
        restored.save(again);
        assertThat(restored.stateHash()).isEqualTo(venue.sequencer.stateHash());
        assertThat(again.length()).isEqualTo(saved.length());
        for (int i = 0; i < saved.length(); i++) {
            assertThat(again.buffer().getByte(i)).isEqualTo(saved.buffer().getByte(i));
        }
    }

    private RejectCode reduceOnly(final int account, final long lots) {
        return venue.order(
                account,
                PERPETUAL,
                0,
                Side.SELL,
                OrderType.LIMIT,
                TimeInForce.GOOD_TIL_CANCELLED,
                2,
                INDEX_E8 + 10 * TICK_E8,
                lots);
    }

    @Test
    void flaggedOrdersNeedGroupNoughtAndCountTogether() {
        assertThat(flagged(1)).isEqualTo(RejectCode.MMP_NOT_CONFIGURED);
        final QuoteFrames.Limits limits = new QuoteFrames.Limits();
        limits.group = 0;
        assertThat(quotes.set(limits)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(flagged(COIN_LOTS / 2)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(flagged(COIN_LOTS / 2 + 1)).isEqualTo(RejectCode.MMP_QUANTITY_EXCEEDED);
        assertThat(flagged(COIN_LOTS / 2)).isEqualTo(RejectCode.ACCEPTED);
        assertRestoredTheSame();
    }

    private RejectCode flagged(final long lots) {
        return venue.order(
                1, PERPETUAL, 0, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, MMP, INDEX_E8, lots);
    }

    @Test
    void aVenueMayTrustItsMarketMakersWithOptions() {
        final VenueParameters base = SequencerFixture.parametersWithoutFees();
        final SequencerFixture trusting = new SequencerFixture(new VenueParameters(
                base.underlyings(),
                true,
                base.sequencing(),
                base.preTrade(),
                base.fees(),
                base.margin(),
                base.marks(),
                new VenueParameters.Quotes(3_000_000L, 1_000_000L, 1_000_000_000L, true)));
        final QuoteFrames frames = new QuoteFrames(trusting);
        trusting.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        trusting.createAccount(1, 0);
        trusting.epoch(INDEX_E8, MARK_E8);
        trusting.accountState(trusting.lastCommand, 1, BTC_E12, 0);
        frames.set(new QuoteFrames.Limits());
        frames.send(new QuoteFrames.Message().entry(CALL, MARK_E8, 10, MARK_E8 + 10_000, 11));
        assertThat(frames.sides()).containsExactly(RejectCode.ACCEPTED, RejectCode.MMP_QUANTITY_EXCEEDED);
    }
}
