package io.strikebook.pricing.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussLegendreTest {
    /** Abramowitz and Stegun, table 25.4. */
    @Test
    void hasTheTabulatedNodesAndWeights() {
        final GaussLegendre five = new GaussLegendre(5);
        assertThat(five.node(2)).isZero();
        assertThat(five.node(3)).isCloseTo(0.538469310105683, within(1e-15));
        assertThat(five.node(4)).isCloseTo(0.906179845938664, within(1e-15));
        assertThat(five.weight(2)).isCloseTo(0.568888888888889, within(1e-15));
        assertThat(five.weight(0)).isCloseTo(0.236926885056189, within(1e-15));
    }

    @Test
    void integratesPolynomialsUpToTwiceTheNodesExactly() {
        for (final int nodes : new int[] {1, 2, 3, 8, 21, 32, 64, 200}) {
            final GaussLegendre rule = new GaussLegendre(nodes);
            for (int power = 0; power < 2 * nodes; power += Math.max(1, nodes / 5)) {
                double sum = 0;
                for (int i = 0; i < rule.size(); i++) {
                    sum += rule.weight(i) * StrictMath.pow(rule.node(i), power);
                }
                assertThat(sum).isCloseTo(power % 2 == 0 ? 2.0 / (power + 1) : 0, within(4e-15));
            }
        }
    }

    @Test
    void refusesSizesItDoesNotCompute() {
        assertThatThrownBy(() -> new GaussLegendre(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GaussLegendre(1_025)).isInstanceOf(IllegalArgumentException.class);
    }
}
