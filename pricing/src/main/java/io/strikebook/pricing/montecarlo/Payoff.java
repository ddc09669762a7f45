package io.strikebook.pricing.montecarlo;

/** Present value of what a path pays. Immutable: threads share it. */
public interface Payoff {
    /** Uniform numbers that a path's pay-off takes beside the path itself. */
    default int uniforms() {
        return 0;
    }

    /** Fills the present value on each path of the block. */
    void evaluate(PathBlock block, double[] values);
}
