package io.strikebook.pricing.black;

/**
 * One loop over a block of options. What a pass computes with vectors has to be compiled as one: a vector that crosses a call which is not
 * inlined is put on the heap, and the compiler inlines only so much into one method. Called through this interface, of which there are
 * many implementations at each call site, a pass is never itself inlined into another method, half or whole.
 */
interface VectorPass {
    void run();

    /** Runs them in their order. */
    static void runAll(final VectorPass[] passes) {
        for (final VectorPass pass : passes) {
            pass.run();
        }
    }
}
