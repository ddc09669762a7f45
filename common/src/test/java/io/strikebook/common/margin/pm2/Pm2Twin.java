package io.strikebook.common.margin.pm2;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Derive's portfolio margin of a list of positions by its formulas, in decimals. */
final class Pm2Twin {
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final double[] TAILS = {-66, -33, 50, 100, 200, 300, 400, 500};
    private static final double[] TAIL_DAMPING = {0.21, 0.42, 0.27, 0.13, 0.069, 0.046, 0.034, 0.027};
    private static final double[] MOVES = {18, 13.5, 13.5, 13.5, 9, 9, 9, 4.5, 4.5, 4.5, 0, 0, 0};

    private record Held(int slot, BigDecimal mark, int[] values, BigDecimal units) {}

    private final List<Held> all = new ArrayList<>();
    private final long[] ownedE12;
    private final long[] owedE12;
    private final long[] forwardE12;
    private final long[] confidenceE8;
    private final long indexE8;
    private final long dollarE8;

    Pm2Twin(final SplittableRandom random, final int slots) {
        indexE8 = random.nextLong(100_000_000_000L, 400_000_000_000L);
        dollarE8 = random.nextLong(95_000_000, 102_000_000);
        ownedE12 = random.longs(slots, 900_000_000_000L, 980_000_000_000L).toArray();
        owedE12 = random.longs(slots, 1_000_000_000_000L, 1_100_000_000_000L).toArray();
        forwardE12 = random.longs(slots, 500_000_000_000L, 2_500_000_000_000L).toArray();
        confidenceE8 = random.longs(slots, 40_000_000, 100_000_000).toArray();
    }

    void tell(final Pm2Margin model) {
        model.prices(indexE8, dollarE8, confidenceE8[0]);
        for (int slot = 1; slot < ownedE12.length; slot++) {
            model.expiry(slot, ownedE12[slot], owedE12[slot], forwardE12[slot], confidenceE8[slot]);
        }
    }

    void add(final int slot, final long markE8, final int[] values, final long lotSizeE8, final long lots) {
        all.add(new Held(slot, e8(markE8), values, e8(lotSizeE8).multiply(BigDecimal.valueOf(lots))));
    }

    BigDecimal loss(final int from, final int to) {
        BigDecimal largest = ZERO;
        for (int i = from; i < to; i++) {
            largest = largest.max(gain(i).negate());
        }
        return largest;
    }

    private BigDecimal gain(final int scenario) {
        final double percent = scenario < 23
                ? scenario < 13 ? MOVES[scenario] : -MOVES[22 - scenario]
                : scenario < 31 ? TAILS[scenario - 23] : 0;
        final double damping = scenario >= 23 && scenario < 31 ? TAIL_DAMPING[scenario - 23] : 1;
        BigDecimal sum = ZERO;
        for (final Held held : all) {
            if (held.slot == 0) {
                sum = sum.add(held.units
                        .multiply(held.mark)
                        .multiply(BigDecimal.valueOf(percent))
                        .divide(HUNDRED));
            }
        }
        for (int slot = 1; slot < ownedE12.length; slot++) {
            BigDecimal before = ZERO;
            BigDecimal after = ZERO;
            for (final Held held : all) {
                if (held.slot == slot) {
                    before = before.add(held.units.multiply(held.mark));
                    after = after.add(held.units.multiply(held.mark.add(change(held, scenario))));
                }
            }
            final long ratioE12 = after.signum() >= 0 ? ownedE12[slot] : owedE12[slot];
            final BigDecimal change = after.multiply(e12(ratioE12)).subtract(before);
            sum = sum.add(scenario >= 31 ? change.abs().negate() : change);
        }
        return sum.multiply(BigDecimal.valueOf(damping));
    }

    BigDecimal forward() {
        BigDecimal sum = ZERO;
        for (int slot = 1; slot < ownedE12.length; slot++) {
            BigDecimal up = ZERO;
            BigDecimal down = ZERO;
            for (final Held held : all) {
                if (held.slot == slot) {
                    up = up.add(held.units.multiply(change(held, 8)));
                    down = down.add(held.units.multiply(change(held, 14)));
                }
            }
            sum = sum.add(up.min(down).min(ZERO).negate().multiply(e12(forwardE12[slot])));
        }
        return sum;
    }

    BigDecimal initial() {
        final BigDecimal depeg =
                new BigDecimal("0.99").subtract(e8(dollarE8)).max(ZERO).multiply(BigDecimal.valueOf(4));
        BigDecimal sum = worst().multiply(depeg.add(BigDecimal.ONE)).add(charges("0.04", "0.005"));
        for (final Held held : all) {
            final long confidence = Math.min(confidenceE8[0], confidenceE8[held.slot]);
            if (confidence < 55_000_000) {
                final BigDecimal doubt = BigDecimal.ONE.subtract(e8(confidence));
                sum = sum.add(held.units.abs().multiply(e8(indexE8)).multiply(doubt));
            }
        }
        return sum;
    }

    BigDecimal maintenance() {
        return worst().multiply(new BigDecimal("0.8")).add(charges("0.03", "0.003"));
    }

    private BigDecimal worst() {
        return loss(0, 33).max(forward());
    }

    private BigDecimal charges(final String ofPerpetuals, final String ofShortOptions) {
        BigDecimal sum = ZERO;
        for (final Held held : all) {
            final BigDecimal charged = held.slot == 0
                    ? held.units.abs().multiply(new BigDecimal(ofPerpetuals))
                    : held.units.negate().max(ZERO).multiply(new BigDecimal(ofShortOptions));
            sum = sum.add(charged.multiply(e8(indexE8)));
        }
        return sum;
    }

    private static BigDecimal change(final Held held, final int scenario) {
        return BigDecimal.valueOf(held.values[scenario], 6);
    }

    private static BigDecimal e8(final long value) {
        return BigDecimal.valueOf(value, 8);
    }

    private static BigDecimal e12(final long value) {
        return BigDecimal.valueOf(value, 12);
    }
}
