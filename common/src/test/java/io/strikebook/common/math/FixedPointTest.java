package io.strikebook.common.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import java.util.function.LongSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Every operation against BigInteger and BigDecimal: the same number, or an overflow exactly where it does not fit. */
class FixedPointTest {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Numbers of every magnitude, the edges of 32 and 64 bits among them. */
    @Provide
    Arbitrary<Long> anyLong() {
        final Arbitrary<Long> ofAnyMagnitude = Combinators.combine(
                        Arbitraries.randomValue(Random::nextLong),
                        Arbitraries.randomValue(random -> random.nextInt(64)))
                .as((value, shift) -> value >> shift);
        final Arbitrary<Long> edges = Arbitraries.of(
                0L,
                1L,
                -1L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE - 1,
                Long.MIN_VALUE + 1,
                1L << 32,
                (1L << 32) - 1,
                -(1L << 32),
                1L << 31,
                1L << 62,
                -(1L << 62),
                FixedPoint.E8,
                FixedPoint.E12);
        return Arbitraries.frequencyOf(Tuple.of(3, ofAnyMagnitude), Tuple.of(1, edges));
    }

    @Property(tries = 5_000)
    void sumsAndProducts(@ForAll("anyLong") final long a, @ForAll("anyLong") final long b) {
        final BigInteger x = BigInteger.valueOf(a);
        final BigInteger y = BigInteger.valueOf(b);
        check(x.add(y), () -> FixedPoint.add(a, b));
        check(x.subtract(y), () -> FixedPoint.subtract(a, b));
        check(x.multiply(y), () -> FixedPoint.multiply(a, b));
    }

    @Property(tries = 5_000)
    void quotients(
            @ForAll("anyLong") final long a, @ForAll("anyLong") final long b, @ForAll("anyLong") final long divisor) {
        if (divisor <= 0) {
            assertOverflows(() -> FixedPoint.multiplyDivideFloor(a, b, divisor));
            assertOverflows(() -> FixedPoint.multiplyDivideCeil(a, b, divisor));
            assertOverflows(() -> FixedPoint.multiplyDivideHalfUp(a, b, divisor));
            assertOverflows(() -> FixedPoint.multiplyDivideTruncate(a, b, divisor));
            assertOverflows(() -> FixedPoint.divideCeil(a, divisor));
            return;
        }
        check(divided(a, b, divisor, RoundingMode.FLOOR), () -> FixedPoint.multiplyDivideFloor(a, b, divisor));
        check(divided(a, b, divisor, RoundingMode.CEILING), () -> FixedPoint.multiplyDivideCeil(a, b, divisor));
        check(halfUp(a, b, divisor), () -> FixedPoint.multiplyDivideHalfUp(a, b, divisor));
        check(divided(a, b, divisor, RoundingMode.DOWN), () -> FixedPoint.multiplyDivideTruncate(a, b, divisor));
        check(divided(a, 1, divisor, RoundingMode.CEILING), () -> FixedPoint.divideCeil(a, divisor));
    }

    /** Quotients close to the edge of 64 bits, where random numbers seldom land. */
    @Property(tries = 5_000)
    void quotientsAtTheEdge(
            @ForAll("anyLong") final long divisor, @ForAll("anyLong") final long b, @ForAll final byte nudge) {
        if (divisor <= 0 || b == 0) {
            return;
        }
        final BigInteger a = GREATEST.multiply(BigInteger.valueOf(divisor))
                .divide(BigInteger.valueOf(b))
                .add(BigInteger.valueOf(nudge));
        if (a.bitLength() < 64) {
            quotients(a.longValue(), b, divisor);
            quotients(-a.longValue(), b, divisor);
        }
    }

    @Test
    void leastLongIsAResult() {
        assertThat(FixedPoint.multiplyDivideFloor(Long.MIN_VALUE, 3, 3)).isEqualTo(Long.MIN_VALUE);
        assertThat(FixedPoint.multiplyDivideCeil(Long.MIN_VALUE, 3, 3)).isEqualTo(Long.MIN_VALUE);
        assertThat(FixedPoint.multiplyDivideTruncate(Long.MIN_VALUE, 3, 3)).isEqualTo(Long.MIN_VALUE);
        assertThat(FixedPoint.divideCeil(Long.MIN_VALUE, 2)).isEqualTo(Long.MIN_VALUE / 2);
    }

    @Property(tries = 5_000)
    void dividesHundredAndTwentyEightBits(@ForAll final long high, @ForAll final long low, @ForAll final long divisor) {
        final BigInteger number =
                BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(new BigInteger(Long.toUnsignedString(low)));
        final BigInteger by = BigInteger.valueOf(divisor);
        final BigInteger expected = high < 0 || divisor <= 0
                ? GREATEST.add(BigInteger.ONE)
                : number.add(by.shiftRight(1)).divide(by);
        check(expected, () -> FixedPoint.divideHalfUp(high, low, divisor));
        final long small = high & 0xFFFF;
        if (divisor > 0) {
            check(
                    BigInteger.valueOf(small)
                            .shiftLeft(Long.SIZE)
                            .add(new BigInteger(Long.toUnsignedString(low)))
                            .add(by.shiftRight(1))
                            .divide(by),
                    () -> FixedPoint.divideHalfUp(small, low, divisor));
        }
    }

    private static BigInteger divided(final long a, final long b, final long divisor, final RoundingMode mode) {
        return new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                .divide(BigDecimal.valueOf(divisor), 0, mode)
                .toBigIntegerExact();
    }

    /** To the nearest, halves towards positive infinity. */
    private static BigInteger halfUp(final long a, final long b, final long divisor) {
        final BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        final boolean negative = product.signum() < 0;
        return new BigDecimal(product)
                .divide(BigDecimal.valueOf(divisor), 0, negative ? RoundingMode.HALF_DOWN : RoundingMode.HALF_UP)
                .toBigIntegerExact();
    }

    private static void check(final BigInteger expected, final LongSupplier actual) {
        if (expected.compareTo(LEAST) < 0 || expected.compareTo(GREATEST) > 0) {
            assertOverflows(actual);
        } else {
            assertThat(actual.getAsLong()).isEqualTo(expected.longValueExact());
        }
    }

    private static void assertOverflows(final LongSupplier actual) {
        assertThatThrownBy(actual::getAsLong).isSameAs(FixedPointOverflowException.INSTANCE);
    }
}
