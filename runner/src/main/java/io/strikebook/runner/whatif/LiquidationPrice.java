package io.strikebook.runner.whatif;

/**
 * Where an account comes to be liquidated if one underlying moves and nothing else does.
 *
 * @param underlyingId   which
 * @param indexE8        its price now
 * @param already        its margin balance is below maintenance margin now
 * @param fallToE8       the highest price below at which the balance is less than maintenance margin; 0 for none
 * @param fall           the move to it; 0 for none
 * @param riseToE8       the lowest price above; 0 for none
 * @param rise           the move to it; 0 for none
 */
public record LiquidationPrice(
        int underlyingId, long indexE8, boolean already, long fallToE8, double fall, long riseToE8, double rise) {}
