package io.strikebook.runner;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * An order that somebody thinks of.
 *
 * @param lots       positive
 * @param priceE8    limit; 0 for market orders
 * @param postOnly   must not trade on arrival
 * @param reduceOnly must not do more than close
 */
public record OrderDraft(
        Instrument instrument,
        Side side,
        long lots,
        OrderType type,
        long priceE8,
        TimeInForce timeInForce,
        boolean postOnly,
        boolean reduceOnly) {}
