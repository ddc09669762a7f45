package io.strikebook.orderflow.replay;

/**
 * One fill of a resting order; what exactness is judged by.
 *
 * @param orderId the exchange's id of the resting order
 * @param lots    how much of it was filled
 */
public record Execution(long orderId, long lots) {}
