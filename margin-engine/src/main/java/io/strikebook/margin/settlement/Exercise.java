package io.strikebook.margin.settlement;

import static io.strikebook.common.math.FixedPoint.E12;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.OptionType;

/**
 * What positions are worth at a delivery price S, 1e-12 of the settlement currency, always rounded down for who holds them: over all
 * positions of a matched open interest that sums to zero or less.
 *
 * <ul>
 *   <li>Options, struck at K: {@code max(S - K, 0)} for a call and {@code max(K - S, 0)} for a put, per coin; inverse ones that divided by S.
 *   <li>Linear futures: S per coin. Inverse ones: what {@code lots x lotSize / S} coins are less than nothing, since they are profit as it falls.
 * </ul>
 */
public final class Exercise {
    private static final long E4 = 10_000L;

    /** Above this many coins, 1e-8, what an inverse option pays is rounded per coin first. */
    private static final long EXACT_COINS_E8 = Long.MAX_VALUE / E4;

    private Exercise() {}

    /**
     * What a position gets by the price alone, negative where it pays; bounded.
     *
     * @param lots     signed
     * @param priceE8  delivery price, positive
     */
    public static long gainE12(final Instrument instrument, final long lots, final long priceE8) {
        try {
            final long unitsE8 = multiply(lots, instrument.terms().lotSizeE8());
            if (instrument.isInverseFuture()) {
                return NumberRange.clampE12(multiplyDivideFloor(-unitsE8, E12, priceE8));
            }
            if (!instrument.isOption()) {
                return NumberRange.clampE12(multiplyDivideFloor(unitsE8, priceE8, E4));
            }
            final long inMoneyE8 = inMoneyE8(instrument, priceE8);
            return instrument.terms().style() == ContractStyle.INVERSE
                    ? NumberRange.clampE12(coinsE12(unitsE8, inMoneyE8, priceE8))
                    : NumberRange.clampE12(multiplyDivideFloor(unitsE8, inMoneyE8, E4));
        } catch (final FixedPointOverflowException overflow) {
            return lots > 0 == !instrument.isInverseFuture() ? NumberRange.MAX_HELD_E12 : -NumberRange.MAX_HELD_E12;
        }
    }

    /** What it had cost: of options nothing, since the premium is paid. */
    public static long costE12(final Instrument instrument, final long costE12) {
        if (instrument.isOption()) {
            return 0;
        }
        return instrument.isInverseFuture() ? -costE12 : costE12;
    }

    private static long inMoneyE8(final Instrument option, final long priceE8) {
        final long aboveE8 = priceE8 - option.terms().strikeE8();
        return Math.max(option.terms().optionType() == OptionType.CALL ? aboveE8 : -aboveE8, 0);
    }

    private static long coinsE12(final long unitsE8, final long inMoneyE8, final long priceE8) {
        if (Math.abs(unitsE8) <= EXACT_COINS_E8) {
            return multiplyDivideFloor(unitsE8 * E4, inMoneyE8, priceE8);
        }
        final long perCoinE12 = unitsE8 > 0
                ? multiplyDivideFloor(inMoneyE8, E12, priceE8)
                : multiplyDivideCeil(inMoneyE8, E12, priceE8);
        return multiplyDivideFloor(unitsE8, perCoinE12, FixedPoint.E8);
    }
}
