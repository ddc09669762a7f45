package io.strikebook.pricer.index;

/** Takes what an epoch publishes of indices, in the order of publication. */
public interface IndexListener {
    /** Price, flags, confidence or number of sources of an index changed. */
    void onIndex(UnderlyingIndex index);

    /** A source begins or ends to be outside the clamp, as {@link UnderlyingIndex#isOutside} says. */
    void onOutlier(UnderlyingIndex index, int source);
}
