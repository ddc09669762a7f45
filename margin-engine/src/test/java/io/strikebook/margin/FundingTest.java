package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.Currencies;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.settlement.Funding;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.FundingRateEncoder;
import io.strikebook.schemas.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What perpetuals pay for the time that they are held. */
class FundingTest {
    private static final long E8 = Harness.E8;
    private static final int ACCOUNTS = 6;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long HALF_A_HUNDREDTH_PERCENT_E12 = 500_000_000L;

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();

    private void fund() {
        for (int account = 1; account <= ACCOUNTS; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 1_000 * E8);
            venue.deposit(account, Currency.USDC, 1_000_000L * 1_000_000L);
        }
    }

    private long balanceE12(final int account, final Currency currency) {
        return venue.engine.core().wallets().find(account, currency).marginBalanceE12();
    }

    /** An epoch of nothing but funding rates: instrument id, rate, and so on. */
    private void fundingRates(final long... idsAndRates) {
        final Publication marks = venue.marks;
        marks.beginGroup(++venue.epoch, venue.timestampNs);
        final var rate = new FundingRateEncoder();
        for (int i = 0; i < idsAndRates.length; i += 2) {
            final int offset = marks.claim(FrameLayout.HEADER_LENGTH + rate.sbeBlockLength());
            rate.wrapAndApplyHeader(marks.buffer(), offset, new FrameHeaderEncoder())
                    .instrumentId((int) idsAndRates[i])
                    .rateE12(idsAndRates[i + 1]);
            marks.commit(FrameLayout.HEADER_LENGTH + rate.sbeBlockLength());
        }
        marks.endGroup();
        marks.flush();
    }

    /** Marks of the same prices again, so that every position is valued. */
    private void remark(final long priceE8) {
        venue.marks(priceE8, Harness.PERPETUAL, priceE8, Harness.LINEAR, priceE8);
        venue.tick();
        venue.run();
    }

    @Test
    void aLongPositionPaysTheRateOfItsValueForEightHours() {
        fund();
        remark(10_000 * E8);
        fundingRates(Harness.PERPETUAL, HALF_A_HUNDREDTH_PERCENT_E12, Harness.LINEAR, HALF_A_HUNDREDTH_PERCENT_E12);
        venue.tick();
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1_000, 10_000 * E8);
        venue.trade(Harness.LINEAR, 3, Side.SELL, 4, 1_000, 10_000 * E8);
        venue.run();
        final long longBefore = balanceE12(1, Currency.BTC);
        final long shortBefore = balanceE12(2, Currency.BTC);
        final long sellerBefore = balanceE12(3, Currency.USDC);
        venue.timestampNs += 8 * HOUR_NS;
        venue.tick();
        remark(10_000 * E8);
        // 10,000 dollars are 1 bitcoin, 1 bitcoin is 10,000 dollars; 0.05 % of that
        assertThat(balanceE12(1, Currency.BTC) - longBefore).isEqualTo(-500_000_000L);
        assertThat(balanceE12(2, Currency.BTC) - shortBefore).isEqualTo(500_000_000L);
        assertThat(balanceE12(3, Currency.USDC) - sellerBefore).isEqualTo(5_000_000_000_000L);
    }

    @Test
    void onlyTimeHeldIsPaidForAndCashFollowsWhenThePositionCloses() {
        fund();
        remark(10_000 * E8);
        fundingRates(Harness.PERPETUAL, HALF_A_HUNDREDTH_PERCENT_E12);
        venue.tick();
        venue.timestampNs += 8 * HOUR_NS;
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1_000, 10_000 * E8);
        venue.timestampNs += 4 * HOUR_NS;
        venue.trade(Harness.PERPETUAL, 2, Side.BUY, 1, 1_000, 10_000 * E8);
        venue.timestampNs += 4 * HOUR_NS;
        venue.tick();
        venue.run();
        final long fees = 2 * 50_000L;
        assertThat(venue.engine.core().wallets().find(1, Currency.BTC).cash())
                .isEqualTo(1_000 * E8 - 25_000 - fees / 2);
        assertThat(venue.engine.core().wallets().find(2, Currency.BTC).cash())
                .isEqualTo(1_000 * E8 + 25_000 - fees / 2);
        assertThat(venue.engine.core().positions().openCount()).isZero();
    }

    @Test
    void aTickOfEachSecondTellsWhatALotHasPaid() {
        fund();
        remark(10_000 * E8);
        fundingRates(Harness.PERPETUAL, HALF_A_HUNDREDTH_PERCENT_E12);
        venue.tick();
        venue.run();
        venue.timestampNs += HOUR_NS;
        venue.tick();
        venue.timestampNs += 1_000_000;
        venue.tick();
        final List<Harness.Answer> answers = venue.run();
        assertThat(answers.stream().filter(answer -> answer.message().equals("funding")))
                .hasSize(1);
    }

    /** In steps of any length, at any rate, what is left of a step counts later: nothing is lost. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void manySmallStepsPayWhatTheirSumPays(final long seed) {
        final Random random = new Random(seed);
        final Funding funding = new Funding();
        final Instrument perpetual =
                new Instrument(1, 1, random.nextBoolean() ? Harness.perpetual() : Harness.linear());
        funding.list(perpetual, 0);
        final BigInteger period = BigInteger.valueOf(8 * HOUR_NS);
        BigInteger exactE15 = BigInteger.ZERO;
        long now = 0;
        long epoch = 0;
        long perLotE15 = 0;
        for (int i = 0; i < 20_000; i++) {
            final long passed = random.nextInt(4) == 0 ? random.nextInt(2_000_000_000) : random.nextInt(20_000_000);
            now += passed;
            exactE15 = exactE15.add(BigInteger.valueOf(perLotE15).multiply(BigInteger.valueOf(passed)));
            if (random.nextInt(10) == 0) {
                final long rateE12 = random.nextLong(-5_000_000_000L, 5_000_000_000L);
                final long markE8 = 1 + random.nextLong(100_000 * E8);
                funding.rate(1, rateE12);
                funding.begin(now, false, ++epoch, id -> markE8);
                perLotE15 = BigDecimal.valueOf(perpetual.valueE12(1, markE8))
                        .multiply(BigDecimal.valueOf(rateE12))
                        .movePointLeft(9)
                        .add(new BigDecimal("0.5"))
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact();
            } else if (random.nextBoolean()) {
                funding.begin(now, true, epoch, id -> 0);
            } else {
                funding.accrue(1, now);
            }
            final BigInteger[] exact = exactE15.divideAndRemainder(period.multiply(BigInteger.valueOf(1_000)));
            final long floor = exact[0].longValueExact() - (exact[1].signum() < 0 ? 1 : 0);
            assertThat(funding.cumulativeE12(1)).as("step %d", i).isEqualTo(floor);
        }
    }

    /** Everything sums to zero after every command (the harness checks it), and each balance is that of the formula. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void randomTradersPayEachOther(final long seed) {
        final Random random = new Random(seed);
        fund();
        remark(10_000 * E8);
        final BigDecimal[] paid = new BigDecimal[ACCOUNTS + 1];
        final BigDecimal[] fees = new BigDecimal[ACCOUNTS + 1];
        Arrays.fill(paid, BigDecimal.ZERO);
        Arrays.fill(fees, BigDecimal.ZERO);
        long rateE12 = 0;
        for (int i = 0; i < 300; i++) {
            final long passedNs = random.nextLong(HOUR_NS);
            for (int account = 1; account <= ACCOUNTS; account++) {
                final Position held = position(account);
                paid[account] = paid[account].add(payment(held == null ? 0 : held.lots(), rateE12, passedNs));
            }
            venue.timestampNs += passedNs;
            switch (random.nextInt(4)) {
                case 0 -> {
                    rateE12 = random.nextLong(-5_000_000_000L, 5_000_000_000L);
                    fundingRates(Harness.PERPETUAL, rateE12);
                    venue.tick();
                }
                case 1 -> venue.tick();
                default -> {
                    final int taker = 1 + random.nextInt(ACCOUNTS);
                    final int maker = 1 + (taker + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
                    final long lots = 1 + random.nextInt(1_000);
                    venue.trade(Harness.PERPETUAL, taker, Side.BUY, maker, lots, 10_000 * E8);
                    fees[taker] = fees[taker].add(
                            BigDecimal.valueOf(lots).movePointLeft(3).multiply(new BigDecimal("0.0005")));
                }
            }
            venue.run();
        }
        remark(10_000 * E8);
        for (int account = 1; account <= ACCOUNTS; account++) {
            final Wallet wallet = venue.engine.core().wallets().find(account, Currency.BTC);
            final BigDecimal worth =
                    BigDecimal.valueOf(wallet.marginBalanceE12(), 12).add(fees[account]);
            final BigDecimal expected = BigDecimal.valueOf(1_000).subtract(paid[account]);
            final BigDecimal unit = BigDecimal.ONE.movePointLeft(Currencies.decimals(Currency.BTC));
            assertThat(worth.subtract(expected).abs()).isLessThan(unit.multiply(BigDecimal.valueOf(400)));
        }
    }

    private Position position(final int account) {
        final Wallet wallet = venue.engine.core().wallets().find(account, Currency.BTC);
        return venue.engine.core().positions().find(wallet.slot(), Harness.PERPETUAL);
    }

    private static BigDecimal payment(final long lots, final long rateE12, final long passedNs) {
        return BigDecimal.valueOf(lots)
                .movePointLeft(3)
                .multiply(BigDecimal.valueOf(rateE12, 12))
                .multiply(BigDecimal.valueOf(passedNs))
                .divide(BigDecimal.valueOf(8 * HOUR_NS), MathContext.DECIMAL128);
    }

    @Test
    void aCostBeyondItsRangeIsRealisedAndNothingIsLost() {
        fund();
        remark(10_000 * E8);
        fundingRates(Harness.PERPETUAL, 1L << 60);
        venue.tick();
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 2_000_000_000L, 10_000 * E8);
        for (int i = 0; i < 40; i++) {
            venue.timestampNs += 8 * HOUR_NS;
            remark(10_000 * E8);
        }
        assertThat(venue.engine.core().ledger().sumOf(0)).isZero();
        assertThat(venue.engine.core().wallets().find(1, Currency.BTC).cash()).isNegative();
    }

    @Test
    void anEngineThatWasRestoredGoesOnFromTheSameRemainder() {
        fund();
        remark(10_000 * E8);
        fundingRates(Harness.PERPETUAL, 123_456_789L);
        venue.tick();
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 777, 10_000 * E8);
        venue.timestampNs += 1_234_567;
        venue.tick();
        venue.run();
        final SnapshotOutput saved = new SnapshotOutput();
        venue.engine.save(saved);
        final Publication publication = new MemoryQueue().publication();
        final MarginEngine restored = new MarginEngine(VenueParameters.defaults(), publication);
        final SnapshotInput input = new SnapshotInput(saved.buffer(), 0, saved.length());
        restored.load(input);
        input.end();
        restored.requireConsistent();
        final MarginAgent agent = new MarginAgent(
                restored,
                venue.commandQueue.subscription(),
                venue.executionQueue.subscription(),
                venue.markQueue.subscription(),
                publication);
        agent.onStart();
        for (int i = 0; i < 50; i++) {
            venue.timestampNs += 1_234_567_891L;
            if (i % 10 == 0) {
                venue.marks((10_000 + i) * E8, Harness.PERPETUAL, (10_000 + i) * E8);
            }
            venue.tick();
            venue.run();
            while (agent.doWork() > 0) {
                restored.requireConsistent();
            }
            assertThat(restored.stateHash()).isEqualTo(venue.engine.stateHash());
            assertThat(publication.producedHash()).isEqualTo(venue.margin.producedHash());
        }
    }
}
