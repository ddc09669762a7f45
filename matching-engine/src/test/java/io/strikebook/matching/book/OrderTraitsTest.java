package io.strikebook.matching.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traits share a word with the price: whatever a schema adds has to fit, and neither may move the other. */
class OrderTraitsTest {
    @ParameterizedTest
    @EnumSource(
            names = {"NULL_VAL", "SBE_UNKNOWN"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyTypeComesBackWithEverySideAndTimeInForce(final OrderType type) {
        for (final TimeInForce time : TimeInForce.values()) {
            for (final Side side : Side.values()) {
                if (isSent(time.name()) && isSent(side.name())) {
                    final int traits = OrderTraits.of(side, type, time);
                    assertThat(OrderTraits.orderType(traits)).isEqualTo(type);
                    assertThat(OrderTraits.timeInForce(traits)).isEqualTo(time);
                    assertThat(OrderTraits.side(traits)).isEqualTo(side);
                    assertThat(traits & ~OrderTraits.MASK).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, NumberRange.MAX_PRICE_E8, -NumberRange.MAX_PRICE_E8})
    void priceAndTraitsLeaveEachOtherAlone(final long priceE8) {
        final Order order = new Order();
        order.traits(OrderTraits.MASK);
        order.priceE8(priceE8);
        assertThat(order.priceE8()).isEqualTo(priceE8);
        assertThat(order.postOnly() && order.reduceOnly() && order.mmp() && order.isHeld())
                .isTrue();
        order.traits(0);
        assertThat(order.priceE8()).isEqualTo(priceE8);
        assertThat(order.isHeld()).isFalse();
    }

    private static boolean isSent(final String name) {
        return !name.equals("NULL_VAL") && !name.equals("SBE_UNKNOWN");
    }
}
