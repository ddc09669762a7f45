package io.strikebook.pricing.surface;

/**
 * Levenberg-Marquardt on a range of neighbouring slices at once, or on one alone. At most as many evaluations as asked for; the best shapes
 * found are kept.
 */
final class ChainFit {
    private static final double FIRST_DAMPING = 1e-3;
    private static final double LEAST_DAMPING = 1e-9;
    private static final double MOST_DAMPING = 1e9;
    private static final double CONVERGED = 1e-5;
    private static final double NEGLIGIBLE = 1e-9;

    private final SliceProblem[] problems;
    private final SliceShape[] candidates;
    private final CalendarRows calendar = new CalendarRows();
    private ChainEquations best;
    private ChainEquations trial;
    private double cost;
    private double damping;

    ChainFit(final SliceProblem[] problems) {
        this.problems = problems;
        candidates = new SliceShape[problems.length];
        for (int i = 0; i < candidates.length; i++) {
            candidates[i] = new SliceShape();
        }
        best = new ChainEquations(problems.length);
        trial = new ChainEquations(problems.length);
    }

    /** Makes the next steps bold. */
    void begin() {
        damping = FIRST_DAMPING;
    }

    /**
     * Improves shapes in place, with the damping that the steps before came to.
     *
     * @param stiffness weight of a violated condition between neighbours of the range
     * @return evaluations made
     */
    int improve(final SliceShape[] shapes, final int first, final int end, final double stiffness, final int most) {
        evaluate(shapes, first, end, stiffness, best);
        cost = best.cost(first, end);
        int made = 1;
        while (made < most) {
            made++;
            if (!best.solve(first, end, damping) || !advance(shapes, first, end)) {
                damping = Math.min(damping * 5, MOST_DAMPING);
                continue;
            }
            evaluate(candidates, first, end, stiffness, trial);
            final double gain = cost - trial.cost(first, end);
            if (!(gain > 0)) {
                if (-gain < NEGLIGIBLE * (1 + cost)) {
                    break;
                }
                damping = Math.min(damping * 5, MOST_DAMPING);
                continue;
            }
            accept(shapes, first, end);
            cost -= gain;
            damping = Math.max(damping * 0.2, LEAST_DAMPING);
            if (gain < CONVERGED * cost + NEGLIGIBLE) {
                break;
            }
        }
        return made;
    }

    private void evaluate(
            final SliceShape[] at, final int first, final int end, final double stiffness, final ChainEquations sums) {
        for (int i = first; i < end; i++) {
            problems[i].evaluate(at[i], sums.own[i]);
        }
        sums.clearPairs(first, end);
        for (int i = first + 1; i < end; i++) {
            final double ratio = problems[i - 1].rootTheta / problems[i].rootTheta;
            calendar.add(at[i - 1], at[i], i, ratio * ratio, stiffness, sums);
        }
    }

    private boolean advance(final SliceShape[] shapes, final int first, final int end) {
        boolean positive = true;
        for (int i = first; i < end; i++) {
            candidates[i].advance(shapes[i], best.step[i], problems[i].rootTheta);
            positive &= candidates[i].isPositive();
        }
        return positive;
    }

    private void accept(final SliceShape[] shapes, final int first, final int end) {
        for (int i = first; i < end; i++) {
            shapes[i].set(candidates[i]);
        }
        final ChainEquations former = best;
        best = trial;
        trial = former;
    }

    /** What is left of the sum of squares at the shapes found last. */
    double cost() {
        return cost;
    }
}
