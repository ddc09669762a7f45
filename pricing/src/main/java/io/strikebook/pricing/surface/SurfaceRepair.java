package io.strikebook.pricing.surface;

import java.util.Arrays;

/**
 * Takes arbitrage out of slices, from the first expiry to the last, changing as little as it can find:
 *
 * <ol>
 *   <li>Wings that cross the slice before are made as steep as its, and the slice is lifted until it touches it nowhere.
 *   <li>If it has a butterfly then (or had one), it is drawn towards a slice that has none and doesn't cross: the slice before
 *       itself, which is always such a slice, and for the first expiry a gentle SSVI smile of the same variance at the money. How far, is
 *       found by halving.
 * </ol>
 */
final class SurfaceRepair {
    private static final int HALVINGS = 30;
    private static final int LIFTS = 8;
    private static final double MARGIN = 1e-9;
    /** What a repaired smile keeps of Durrleman's function; a slice drawn towards the one before may keep a little less. */
    private static final double BUTTERFLY_MARGIN = 1e-4;

    private static final double GENTLE = 0.5;

    private final boolean[] repaired;
    private final SviSlice wanted = new SviSlice();
    private final SviSlice safe = new SviSlice();
    private final SsviSlice gentle = new SsviSlice();

    SurfaceRepair(final int capacity) {
        repaired = new boolean[capacity];
    }

    void clear() {
        Arrays.fill(repaired, false);
    }

    boolean isRepaired(final int expiry) {
        return repaired[expiry];
    }

    void repair(final SviSlice[] slices, final int count) {
        clear();
        for (int i = 0; i < count; i++) {
            final SviSlice before = i == 0 ? null : slices[i - 1];
            if (isFree(before, slices[i])) {
                continue;
            }
            repaired[i] = true;
            if (before != null) {
                raise(before, slices[i]);
            }
            if (!isFree(before, slices[i])) {
                if (before != null) {
                    safe.set(before);
                } else {
                    gentle.set(Math.max(slices[i].totalVariance(0), Double.MIN_NORMAL), 0, 0);
                    final double root = Math.sqrt(gentle.theta());
                    gentle.set(gentle.theta(), 0, Math.min(GENTLE * root, 1)).toRaw(safe);
                }
                draw(before, slices[i]);
            }
        }
    }

    private static boolean isFree(final SviSlice before, final SviSlice slice) {
        final double calendar = before == null ? 0 : ArbitrageCheck.calendar(before, slice);
        return ArbitrageReport.isFree(ArbitrageCheck.butterfly(slice) - BUTTERFLY_MARGIN, calendar);
    }

    private static void raise(final SviSlice before, final SviSlice slice) {
        slice.setByWings(
                slice.totalVariance(0),
                Math.max(slice.leftSlope(), before.leftSlope() * (1 + MARGIN)),
                Math.max(slice.rightSlope(), before.rightSlope() * (1 + MARGIN)),
                slice.m(),
                slice.sigma());
        for (int i = 0; i < LIFTS; i++) {
            final double gap = ArbitrageCheck.calendar(before, slice);
            if (gap >= 0) {
                return;
            }
            slice.lift((1 + MARGIN) * -gap + MARGIN * before.totalVariance(0));
        }
    }

    /** Moves the slice from what was wanted towards the safe one, no further than needed but for the last halving. */
    private void draw(final SviSlice before, final SviSlice slice) {
        wanted.set(slice);
        double free = 1;
        double bound = 0;
        for (int i = 0; i < HALVINGS; i++) {
            final double share = 0.5 * (free + bound);
            mix(share, slice);
            if (isFree(before, slice)) {
                free = share;
            } else {
                bound = share;
            }
        }
        if (free < 1) {
            mix(free, slice);
        } else {
            slice.set(safe);
        }
    }

    private void mix(final double share, final SviSlice slice) {
        final double rest = 1 - share;
        slice.setByWings(
                rest * wanted.totalVariance(0) + share * safe.totalVariance(0),
                rest * wanted.leftSlope() + share * safe.leftSlope(),
                rest * wanted.rightSlope() + share * safe.rightSlope(),
                rest * wanted.m() + share * safe.m(),
                rest * wanted.sigma() + share * safe.sigma());
    }
}
