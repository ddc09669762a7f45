package io.strikebook.pricing.exotic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.pricer.impl.option.BlackBarrierPriceFormulaRepository;
import com.opengamma.strata.product.option.BarrierType;
import com.opengamma.strata.product.option.KnockType;
import com.opengamma.strata.product.option.SimpleConstantContinuousBarrier;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Another library's formula for the same contract. */
class StrataTest {
    @Test
    void singleBarriersAgreeToTenDigits() {
        final Random random = new Random(41);
        final BlackBarrierPriceFormulaRepository strata = new BlackBarrierPriceFormulaRepository();
        for (int i = 0; i < 2_000; i++) {
            final Underlying of = new Underlying(
                    100, random.nextDouble() * 0.1, random.nextDouble() * 0.1, 0.1 + random.nextDouble());
            final boolean call = random.nextBoolean();
            final boolean knockIn = random.nextBoolean();
            final boolean down = random.nextBoolean();
            final double strike = 60 + 80 * random.nextDouble();
            final double barrier = down ? 60 + 39 * random.nextDouble() : 101 + 60 * random.nextDouble();
            final double years = 0.05 + 2 * random.nextDouble();
            final double other = strata.price(
                    100,
                    strike,
                    years,
                    of.carry(),
                    of.rate(),
                    of.volatility(),
                    call,
                    SimpleConstantContinuousBarrier.of(
                            down ? BarrierType.DOWN : BarrierType.UP,
                            knockIn ? KnockType.KNOCK_IN : KnockType.KNOCK_OUT,
                            barrier));
            assertThat(SingleBarrier.price(call, knockIn, of, strike, barrier, 0, years))
                    .isCloseTo(other, within(1e-9));
        }
    }
}
