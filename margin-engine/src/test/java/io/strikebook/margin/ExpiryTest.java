package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Currencies;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when instruments expire: the price, the money, the states that follow, and all of it again from a snapshot. */
class ExpiryTest {
    private static final long E8 = Harness.E8;
    private static final int ACCOUNTS = 6;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long EXPIRY_NS = 1_522_396_800L * SECOND_NS;
    private static final long BEGIN_NS = EXPIRY_NS - 1_800 * SECOND_NS;
    private static final int INVERSE_FUTURE = 5;
    private static final int LINEAR_CALL = 6;
    private static final int LINEAR_FUTURE = 7;

    private static final InstrumentTerms[] TERMS = {
        null,
        Harness.perpetual(),
        Harness.option(OptionType.CALL, 9000),
        Harness.option(OptionType.PUT, 9000),
        Harness.linear(),
        terms("BTC-30MAR18", InstrumentKind.FUTURE, ContractStyle.INVERSE, 0, 10 * E8, OptionType.NONE),
        terms("BTC_USDC-30MAR18-9500-C", InstrumentKind.OPTION, ContractStyle.LINEAR, 9_500, E8 / 100, OptionType.CALL),
        terms("BTC_USDC-30MAR18", InstrumentKind.FUTURE, ContractStyle.LINEAR, 0, E8 / 1_000, OptionType.NONE)
    };

    private final Harness venue = new Harness(VenueParameters.defaults());

    private static InstrumentTerms terms(
            final String symbol,
            final InstrumentKind kind,
            final ContractStyle style,
            final long strike,
            final long lotSizeE8,
            final OptionType type) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                kind,
                type,
                style,
                style == ContractStyle.INVERSE ? Currency.BTC : Currency.USDC,
                strike * E8,
                EXPIRY_NS,
                E8 / 2,
                lotSizeE8,
                1_000_000);
    }

    @BeforeEach
    void open() {
        venue.timestampNs = BEGIN_NS - 3_600 * SECOND_NS;
        venue.listAll();
        venue.list(TERMS[INVERSE_FUTURE]);
        venue.list(TERMS[LINEAR_CALL]);
        venue.list(TERMS[LINEAR_FUTURE]);
        for (int account = 1; account <= ACCOUNTS; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 1_000 * E8);
            venue.deposit(account, Currency.USDC, 1_000_000L * 1_000_000L);
        }
    }

    private void index(final long priceE8) {
        venue.marks(priceE8);
        venue.tick();
    }

    /** What margin said about settlements since the last call. */
    private List<String> said() {
        return venue.run().stream()
                .map(Harness.Answer::message)
                .filter(message -> message.matches("(asks|waits|delivered|settled|all) .*"))
                .toList();
    }

    private long cash(final int account, final Currency currency) {
        return venue.engine.core().wallets().find(account, currency).cash();
    }

    @Test
    void theDeliveryPriceIsTheAverageOfTheLastHalfHour() {
        index(9_000 * E8);
        long sum = 0;
        for (int i = 0; i < 300; i++) {
            venue.timestampNs = BEGIN_NS + i * 6 * SECOND_NS - SECOND_NS;
            index((10_000 + i) * E8);
            venue.timestampNs += SECOND_NS;
            venue.tick();
            sum += 10_000 + i;
        }
        venue.timestampNs = EXPIRY_NS - 1;
        venue.tick();
        assertThat(said()).isEmpty();
        venue.timestampNs = EXPIRY_NS;
        venue.tick();
        venue.tick();
        assertThat(said())
                .containsExactly(
                        "asks 1 EXPIRY 1 at " + EXPIRY_NS + " price " + sum * E8 / 300 + " of 300 missing 0",
                        "asks 2 DAILY 1 at " + EXPIRY_NS + " price 0 of 0 missing 0");
    }

    @Test
    void samplesThatALeapPassedOverRepeatTheLastIndexAndAreTold() {
        venue.timestampNs = BEGIN_NS + 150 * 6 * SECOND_NS;
        index(9_000 * E8);
        venue.timestampNs += 1;
        index(9_600 * E8);
        venue.timestampNs = EXPIRY_NS + 7_200 * SECOND_NS;
        index(20_000 * E8);
        // 151 at 9,000, of which those within 6 s of it count; then 149 at 9,600
        final long expected = Math.round((151 * 9_000.0 + 149 * 9_600.0) / 300 * E8);
        assertThat(said().get(0))
                .isEqualTo("asks 1 EXPIRY 1 at " + EXPIRY_NS + " price " + expected + " of 300 missing 297");
    }

    @Test
    void withoutAnyIndexItWaitsAndSaysSoOnce() {
        venue.timestampNs = EXPIRY_NS;
        venue.tick();
        venue.tick();
        assertThat(said())
                .containsExactly(
                        "asks 1 DAILY 1 at " + EXPIRY_NS + " price 0 of 0 missing 0", "waits 1 at " + EXPIRY_NS);
        venue.timestampNs += SECOND_NS;
        index(9_000 * E8);
        assertThat(said()).isEmpty();
        venue.tick();
        assertThat(said())
                .containsExactly("asks 2 EXPIRY 1 at " + EXPIRY_NS + " price " + 9_000 * E8 + " of 300 missing 300");
    }

    @Test
    void whatAnOperatorSettledIsNotAskedForAgain() {
        venue.timestampNs = EXPIRY_NS;
        venue.tick();
        venue.settle(SettlementKind.EXPIRY, EXPIRY_NS, 9_000 * E8);
        index(9_000 * E8);
        venue.timestampNs += 60 * SECOND_NS;
        venue.tick();
        assertThat(said()).noneMatch(message -> message.contains("EXPIRY 1"));
    }

    @Test
    void optionsAreExercisedAndFuturesDelivered() {
        index(9_900 * E8);
        venue.trade(Harness.CALL, 1, Side.BUY, 2, 100, 5_000_000);
        venue.trade(Harness.PUT, 1, Side.BUY, 2, 100, 1_000_000);
        venue.trade(INVERSE_FUTURE, 3, Side.SELL, 4, 1_000, 10_000 * E8);
        venue.trade(LINEAR_FUTURE, 5, Side.BUY, 6, 1_000, 9_000 * E8);
        venue.trade(LINEAR_CALL, 5, Side.BUY, 6, 100, 400 * E8);
        venue.run();
        venue.timestampNs = EXPIRY_NS;
        venue.settle(SettlementKind.EXPIRY, EXPIRY_NS, 10_000 * E8);
        // 10 coins of a call struck at 9,000 pay 1 coin; 0.015 % of 10 coins
        // 10,000 dollars at 10,000 are what they were; 1 coin bought at 9,000, and 0.015 % of 10,000; 1 coin of a call
        // at 9,500
        assertThat(said())
                .containsExactly(
                        "delivered 1 2 lots 100 amount 100000000 fee 150000 change 998500000000",
                        "delivered 1 3 lots 100 amount 0 fee 0 change 0",
                        "delivered 2 2 lots -100 amount -100000000 fee 150000 change -1001500000000",
                        "delivered 2 3 lots -100 amount 0 fee 0 change 0",
                        "delivered 3 5 lots -1000 amount 0 fee 15000 change -150000000",
                        "delivered 4 5 lots 1000 amount 0 fee 15000 change -150000000",
                        "delivered 5 7 lots 1000 amount 1000000000 fee 1500000 change 998500000000000",
                        "delivered 5 6 lots 100 amount 500000000 fee 1500000 change 498500000000000",
                        "delivered 6 7 lots -1000 amount -1000000000 fee 1500000 change -1001500000000000",
                        "delivered 6 6 lots -100 amount -500000000 fee 1500000 change -501500000000000",
                        "all EXPIRY 10");
        assertThat(venue.engine.core().positions().openCount()).isZero();
        assertThat(venue.engine.core().positions().longLots(Harness.CALL)).isZero();
    }

    @Test
    void otherExpiriesAndPerpetualsStay() {
        index(9_900 * E8);
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 100, 10_000 * E8);
        venue.run();
        venue.timestampNs = EXPIRY_NS;
        venue.settle(SettlementKind.EXPIRY, EXPIRY_NS + 1, 10_000 * E8);
        assertThat(said()).containsExactly("all EXPIRY 0");
        assertThat(venue.engine.core().positions().openCount()).isEqualTo(2);
    }

    @Test
    void atTheEndOfADayProfitBecomesCashAndThePositionCostsItsMark() {
        venue.marks(10_000 * E8, Harness.PERPETUAL, 10_000 * E8, Harness.LINEAR, 10_000 * E8);
        venue.tick();
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 1_000, 8_000 * E8);
        venue.trade(Harness.LINEAR, 3, Side.BUY, 4, 1_000, 9_000 * E8);
        venue.trade(Harness.CALL, 3, Side.BUY, 4, 1, 500_000);
        venue.run();
        final long before = cash(1, Currency.BTC);
        final long sellerBefore = cash(4, Currency.USDC);
        venue.settle(SettlementKind.DAILY, EXPIRY_NS, 0);
        assertThat(said())
                .containsExactly(
                        "settled 1 1 mark " + 10_000 * E8 + " amount 25000000",
                        "settled 2 1 mark " + 10_000 * E8 + " amount -25000000",
                        "settled 3 4 mark " + 10_000 * E8 + " amount 1000000000",
                        "settled 4 4 mark " + 10_000 * E8 + " amount -1000000000",
                        "all DAILY 4");
        assertThat(cash(1, Currency.BTC) - before).isEqualTo(25_000_000);
        assertThat(cash(4, Currency.USDC) - sellerBefore).isEqualTo(-1_000_000_000);
        assertThat(venue.engine.core().wallets().find(1, Currency.BTC).unrealisedE12())
                .isZero();
        venue.settle(SettlementKind.DAILY, EXPIRY_NS, 0);
        assertThat(said()).containsExactly("all DAILY 0");
        venue.trade(Harness.PERPETUAL, 2, Side.BUY, 1, 1_000, 10_000 * E8);
        venue.run();
        assertThat(cash(1, Currency.BTC) - before).isEqualTo(25_000_000 - 50_000 + 50_000);
    }

    /** Random positions at a random price: what each gets is that of the formula in decimals, rounded down, and nothing is left. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPositionGetsWhatTheFormulaSays(final long seed) {
        final Random random = new Random(seed);
        index(9_900 * E8);
        for (int i = 0; i < 200; i++) {
            final int taker = 1 + random.nextInt(ACCOUNTS);
            final int maker = 1 + (taker + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
            final int id = 1 + random.nextInt(TERMS.length - 1);
            final boolean inverseOption = id == Harness.CALL || id == Harness.PUT;
            final long priceE8 = inverseOption
                    ? (1 + random.nextInt(200)) * 50_000L
                    : id == LINEAR_CALL ? (1 + random.nextInt(900)) * E8 : (9_000 + random.nextInt(2_000)) * E8;
            venue.trade(
                    id, taker, random.nextBoolean() ? Side.BUY : Side.SELL, maker, 1 + random.nextInt(300), priceE8);
        }
        venue.run();
        final long deliveryE8 = 8_000 * E8 + random.nextLong(3_000 * E8);
        final Map<String, BigDecimal> expected = new HashMap<>();
        for (int account = 1; account <= ACCOUNTS; account++) {
            for (final Currency currency : new Currency[] {Currency.BTC, Currency.USDC}) {
                expected.put(account + " " + currency, expected(account, currency, deliveryE8));
            }
        }
        venue.timestampNs = EXPIRY_NS;
        venue.settle(SettlementKind.EXPIRY, EXPIRY_NS, deliveryE8);
        venue.run();
        for (int account = 1; account <= ACCOUNTS; account++) {
            for (final Currency currency : new Currency[] {Currency.BTC, Currency.USDC}) {
                assertThat(BigDecimal.valueOf(cash(account, currency), Currencies.decimals(currency)))
                        .as("account %d, %s at %d", account, currency, deliveryE8)
                        .isEqualByComparingTo(expected.get(account + " " + currency));
            }
        }
        assertThat(venue.engine.core().roundingE12(0)).isNotNegative();
    }

    /** Cash after delivery. */
    private BigDecimal expected(final int account, final Currency currency, final long deliveryE8) {
        final int decimals = Currencies.decimals(currency);
        final Wallet wallet = venue.engine.core().wallets().find(account, currency);
        BigDecimal sum = BigDecimal.valueOf(wallet.cash(), decimals);
        final Position first = venue.engine.core().positions().first(wallet.slot());
        for (Position held = first; held != null; held = held.next()) {
            final InstrumentTerms terms = held.instrument().terms();
            if (terms.expiryNs() != EXPIRY_NS) {
                continue;
            }
            final BigDecimal price = BigDecimal.valueOf(deliveryE8, 8);
            final BigDecimal units = BigDecimal.valueOf(terms.lotSizeE8(), 8).multiply(BigDecimal.valueOf(held.lots()));
            final BigDecimal worth = worth(terms, units, price);
            final boolean inverseFuture = held.instrument().isInverseFuture();
            final BigDecimal cost = terms.kind() == InstrumentKind.OPTION
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(inverseFuture ? -held.costE12() : held.costE12(), 12);
            final BigDecimal gain = (inverseFuture ? worth.negate() : worth).setScale(12, RoundingMode.FLOOR);
            sum = sum.add(gain.subtract(cost).setScale(decimals, RoundingMode.FLOOR));
            sum = sum.subtract(fee(terms, units.abs(), gain.abs(), price).setScale(decimals, RoundingMode.CEILING));
        }
        return sum;
    }

    private static BigDecimal worth(final InstrumentTerms terms, final BigDecimal units, final BigDecimal price) {
        final boolean inverse = terms.style() == ContractStyle.INVERSE;
        if (terms.kind() != InstrumentKind.OPTION) {
            return inverse ? units.divide(price, MathContext.DECIMAL128) : units.multiply(price);
        }
        final BigDecimal above = price.subtract(BigDecimal.valueOf(terms.strikeE8(), 8));
        final BigDecimal inMoney =
                (terms.optionType() == OptionType.CALL ? above : above.negate()).max(BigDecimal.ZERO);
        final BigDecimal paid = units.multiply(inMoney);
        return inverse ? paid.divide(price, MathContext.DECIMAL128) : paid;
    }

    private static BigDecimal fee(
            final InstrumentTerms terms, final BigDecimal units, final BigDecimal gain, final BigDecimal price) {
        final BigDecimal rate = new BigDecimal("0.00015");
        if (terms.kind() != InstrumentKind.OPTION) {
            return gain.multiply(rate);
        }
        final BigDecimal underlying = terms.style() == ContractStyle.INVERSE ? units : units.multiply(price);
        return underlying.multiply(rate).min(gain.multiply(new BigDecimal("0.125")));
    }

    @Test
    void statesFollowWithTicksSoManyPerTick() {
        final int accounts = 1_000;
        for (int account = ACCOUNTS + 1; account <= accounts; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, E8);
        }
        index(9_900 * E8);
        for (int account = 1; account < accounts; account += 2) {
            venue.trade(Harness.CALL, account, Side.BUY, account + 1, 1, 5_000_000);
        }
        venue.timestampNs += SECOND_NS;
        venue.tick();
        venue.run();
        venue.timestampNs = EXPIRY_NS;
        venue.settle(SettlementKind.EXPIRY, EXPIRY_NS, 10_000 * E8);
        assertThat(venue.run().stream().filter(answer -> answer.message().equals("state")))
                .isEmpty();
        int reported = 0;
        for (int tick = 0; tick < 4; tick++) {
            venue.timestampNs++;
            venue.tick();
            final List<Integer> told = venue.run().stream()
                    .filter(answer -> answer.message().equals("state"))
                    .map(Harness.Answer::accountId)
                    .toList();
            assertThat(told).isSorted().hasSizeLessThanOrEqualTo(256);
            reported += told.size();
        }
        assertThat(reported).isEqualTo(accounts);
        venue.tick();
        assertThat(venue.run().stream().filter(answer -> answer.message().equals("state")))
                .isEmpty();
    }

    /** Sampling, asked, settled, states owed: wherever a state is saved, what is loaded goes on as if nothing had happened. */
    @ParameterizedTest
    @ValueSource(ints = {1, 150, 299, 301, 302, 303, 304, 305})
    void anEngineRestoredAnywhereGoesOnTheSame(final int savedAt) {
        final PortfolioFrames frames = new PortfolioFrames(venue);
        for (int account = 1; account < ACCOUNTS; account += 2) {
            frames.model(account, AccountMarginModel.PORTFOLIO);
        }
        frames.begin(0)
                .array(Harness.CALL, 1_000, new int[PortfolioFrames.SCENARIOS])
                .option(Harness.CALL, 5_000_000, 500_000_000)
                .rollShock(EXPIRY_NS, 20_000_000_000L)
                .end();
        index(9_000 * E8);
        for (int account = 1; account < ACCOUNTS; account++) {
            venue.trade(Harness.CALL, account, Side.BUY, account + 1, account, 5_000_000);
            venue.trade(INVERSE_FUTURE, account, Side.BUY, account + 1, account * 7, 9_900 * E8);
            venue.trade(Harness.PERPETUAL, account, Side.BUY, account + 1, account * 7, 9_900 * E8);
        }
        MarginEngine restored = null;
        MarginAgent agent = null;
        final Publication publication = new MemoryQueue().publication();
        for (int step = 0; step < 310; step++) {
            step(step);
            venue.run();
            if (step == savedAt) {
                restored = restored(publication);
                agent = new MarginAgent(
                        restored,
                        venue.commandQueue.subscription(),
                        venue.executionQueue.subscription(),
                        venue.markQueue.subscription(),
                        publication);
                agent.onStart();
            }
            while (agent != null && agent.doWork() > 0) {
                restored.requireConsistent();
            }
        }
        assertThat(restored.stateHash()).isEqualTo(venue.engine.stateHash());
        assertThat(publication.producedHash()).isEqualTo(venue.margin.producedHash());
        assertThat(venue.engine.core().positions().longLots(Harness.CALL)).isZero();
    }

    private void step(final int step) {
        if (step < 300) {
            venue.timestampNs = BEGIN_NS + step * 6 * SECOND_NS;
            index((9_000 + step) * E8);
        } else if (step == 302) {
            venue.settle(SettlementKind.EXPIRY, EXPIRY_NS, 9_150 * E8);
        } else if (step == 303) {
            venue.settle(SettlementKind.DAILY, EXPIRY_NS, 0);
        } else {
            venue.timestampNs = EXPIRY_NS + (step - 301) * SECOND_NS;
            venue.tick();
        }
    }

    private MarginEngine restored(final Publication publication) {
        final SnapshotOutput saved = new SnapshotOutput();
        venue.engine.save(saved);
        final MarginEngine engine = new MarginEngine(VenueParameters.defaults(), publication);
        final SnapshotInput input = new SnapshotInput(saved.buffer(), 0, saved.length());
        engine.load(input);
        input.end();
        engine.requireConsistent();
        return engine;
    }
}
