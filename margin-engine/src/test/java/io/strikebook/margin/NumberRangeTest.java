package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts at the limit of what pre-trade accepts, and marks that go anywhere: nothing is thrown, and every invariant holds. */
class NumberRangeTest {
    private static final long E8 = Harness.E8;
    private static final int ACCOUNTS = 4;
    private static final List<InstrumentTerms> TERMS = List.of(
            Harness.perpetual(),
            Harness.option(OptionType.CALL, 9000),
            Harness.option(OptionType.PUT, 9000),
            Harness.linear());

    private final Harness venue = new Harness(Harness.parameters(4, 1_000_000L, 2)).listAll();
    private final long[] pricesE8 = {0, 10_000 * E8, E8 / 100, E8 / 100, 10_000 * E8};
    private int trades;

    /** The largest position that is accepted, while its price rises tenfold again and again. */
    @Test
    void risingMarkLeavesALargePositionFlaggedAndNothingAvailable() {
        open(900_000_000_000L);
        final long lots = NumberRange.MAX_ORDERED_E12 / 1_000_000_000_000L * 1_000 / 60_000;
        venue.marks(60_000 * E8, Harness.LINEAR, 60_000 * E8);
        venue.trade(Harness.LINEAR, 1, Side.BUY, 2, lots, 60_000 * E8);
        venue.run();
        assertThat(wallet(1).unrealisedE12()).isZero();
        for (long priceE8 = 600_000 * E8; priceE8 > 0; priceE8 *= 10) {
            venue.marks(priceE8, Harness.LINEAR, priceE8);
            venue.tick();
            venue.tick();
            venue.run();
            assertThat(wallet(2).flags()).isEqualTo(Wallet.BELOW_INITIAL | Wallet.BELOW_MAINTENANCE);
            assertThat(wallet(1).flags()).isEqualTo(Wallet.BELOW_INITIAL | Wallet.BELOW_MAINTENANCE);
            assertThat(wallet(1).availableE12()).isNotPositive();
        }
        venue.marks(60_000 * E8, Harness.LINEAR, 60_000 * E8);
        venue.tick();
        venue.tick();
        venue.run();
        assertThat(wallet(1).flags()).isZero();
        assertThat(wallet(1).unrealisedE12()).isZero();
    }

    /** Each buy is accepted at its price; together they cost more than 64 bits hold. */
    @Test
    void costThatLeavesTheRangeIsRealisedWithoutChangingTheBalance() {
        open(900_000_000_000L);
        long lots = 30_000;
        long priceE8 = 64_000 * E8;
        long held = 0;
        BigInteger paid = BigInteger.ZERO;
        for (int i = 0; i < 10; i++) {
            venue.marks(priceE8, Harness.LINEAR, priceE8);
            venue.trade(Harness.LINEAR, 1, Side.BUY, 2, lots, priceE8);
            venue.run();
            held += lots;
            paid = paid.add(BigInteger.valueOf(lots * (priceE8 / E8)).multiply(BigInteger.valueOf(1_000_000_000L)));
            lots = held;
            priceE8 /= 2;
        }
        assertThat(paid.bitLength()).isGreaterThan(63);
        venue.marks(priceE8, Harness.LINEAR, 8_000 * E8 / held);
        venue.tick();
        venue.tick();
        venue.run();
        final Position position = venue.engine.core().positions().find(wallet(1).slot(), Harness.LINEAR);
        assertThat(position.lots()).isEqualTo(held);
        final long cashE12 = (wallet(1).cash() - 900_000_000_000L) * 1_000_000L;
        final BigInteger worth = BigInteger.valueOf(cashE12).add(BigInteger.valueOf(position.unrealisedE12()));
        assertThat(worth.add(paid)
                        .subtract(BigInteger.valueOf(8_000_000_000_000L))
                        .abs())
                .as("apart from the taker's fee of 0.05 %")
                .isLessThan(paid.divide(BigInteger.valueOf(1_000)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothingThatPreTradeAcceptsThrows(final long seed) {
        final Random random = new Random(seed);
        open(2_000_000_000_000L);
        marks(random);
        for (int i = 0; i < 600; i++) {
            venue.timestampNs += random.nextInt(700_000);
            switch (random.nextInt(6)) {
                case 0 -> {
                    marks(random);
                    venue.tick();
                }
                case 1 -> venue.deposit(1 + random.nextInt(ACCOUNTS), currency(random), amount(random));
                case 2 -> venue.withdraw(1 + random.nextInt(ACCOUNTS), currency(random), amount(random));
                default -> trade(random);
            }
            venue.run();
        }
        assertThat(trades).isGreaterThan(50);
    }

    @Test
    void badMarksAreHeld() {
        open(1_000_000L);
        venue.marks(10_000 * E8, Harness.PERPETUAL, 10_000 * E8);
        venue.marks(-1, Harness.PERPETUAL, 0);
        venue.marks(0, Harness.PERPETUAL, -5, Harness.CALL, Long.MIN_VALUE + 1);
        venue.tick();
        venue.run();
        assertThat(venue.engine.core().marks().markE8(Harness.PERPETUAL)).isEqualTo(10_000 * E8);
        assertThat(venue.engine.core().marks().indexE8(1)).isEqualTo(10_000 * E8);
        assertThat(venue.engine.core().marks().markE8(Harness.CALL)).isNegative();
    }

    @Test
    void depositsBeyondTheRangeAreRefused() {
        open(1_000_000L);
        venue.deposit(1, Currency.USDC, NumberRange.MAX_ORDERED_E12 / 1_000_000L);
        assertThat(venue.run())
                .anySatisfy(answer -> assertThat(answer.code()).isEqualTo(RejectCode.ARITHMETIC_OVERFLOW));
    }

    private void open(final long amount) {
        for (int account = 1; account <= ACCOUNTS; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, amount);
            venue.deposit(account, Currency.USDC, amount);
        }
        venue.run();
    }

    private Wallet wallet(final int account) {
        return venue.engine.core().wallets().find(account, Currency.USDC);
    }

    private static Currency currency(final Random random) {
        return random.nextBoolean() ? Currency.BTC : Currency.USDC;
    }

    private static long amount(final Random random) {
        return 1 + (random.nextLong() >>> 1 + random.nextInt(60)) / 1_000_000L;
    }

    private void marks(final Random random) {
        final long[] idsAndPrices = new long[2 * TERMS.size()];
        for (int id = 1; id <= TERMS.size(); id++) {
            if (random.nextInt(3) == 0) {
                final long before = pricesE8[id];
                pricesE8[id] = random.nextBoolean() && before < Long.MAX_VALUE / 10 ? before * 10 : before / 10;
            }
            idsAndPrices[2 * id - 2] = id;
            idsAndPrices[2 * id - 1] = random.nextInt(20) == 0 ? random.nextLong() : pricesE8[id];
        }
        venue.marks(random.nextInt(20) == 0 ? random.nextLong() : pricesE8[Harness.LINEAR], idsAndPrices);
    }

    private void trade(final Random random) {
        final int id = 1 + random.nextInt(TERMS.size());
        final int buyer = 1 + random.nextInt(ACCOUNTS);
        final int seller = 1 + (buyer + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        final long lots = 1 + (random.nextLong() >>> 33 + random.nextInt(30));
        final long priceE8 = Math.max(50_000L, pricesE8[id] / 50_000L * 50_000L);
        if (isAccepted(id, buyer, lots, priceE8) && isAccepted(id, seller, -lots, priceE8)) {
            venue.trade(id, buyer, Side.BUY, seller, lots, priceE8);
            trades++;
        }
    }

    /** The rule of pre-trade: neither the order nor the position with it is worth more than the limit. */
    private boolean isAccepted(final int id, final int account, final long lots, final long priceE8) {
        final Instrument instrument = venue.engine.core().instruments().get(id);
        final Wallet wallet =
                venue.engine.core().wallets().find(account, instrument.terms().settlementCurrency());
        final Position position = venue.engine.core().positions().find(wallet.slot(), id);
        final long held = position == null ? 0 : position.lots();
        final long size = Math.max(Math.abs(lots), (held + lots) * Long.signum(lots));
        try {
            return priceE8 <= NumberRange.MAX_PRICE_E8
                    && instrument.valueE12(size, priceE8) <= NumberRange.MAX_ORDERED_E12;
        } catch (final FixedPointOverflowException overflow) {
            return false;
        }
    }
}
