package io.strikebook.orderflow.replay;

/** Hears of every fill that the venue makes, while it makes it. */
@FunctionalInterface
public interface FillListener {
    /**
     * One match.
     *
     * @param makerOrderId the venue's id of the resting order
     * @param priceE8      price of the match, 1e-8
     * @param lots         size of the match
     */
    void onFill(long makerOrderId, long priceE8, long lots);
}
