package io.strikebook.runner.crash;

import io.strikebook.common.instrument.InstrumentTerms;
import java.util.Map;

/**
 * What a venue said of its whole market at one time.
 *
 * @param timeNs     of the poll
 * @param indexes    price of each underlying, dollars; by id, from 1
 * @param perpetuals mark of each underlying's perpetual, dollars; by id, from 1; 0 where it was not recorded
 * @param options    by symbol
 */
record ChainPoll(long timeNs, double[] indexes, double[] perpetuals, Map<String, Quoted> options) {
    /**
     * An option as it was quoted.
     *
     * @param bid        coins; NaN for none
     * @param ask        coins; NaN for none
     * @param volatility annual, of the mark
     * @param forward    of its expiry, dollars
     */
    record Quoted(InstrumentTerms terms, double bid, double ask, double volatility, double forward) {}
}
