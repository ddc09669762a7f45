package io.strikebook.common.instrument;

import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/**
 * Terms of an instrument as described by the feeder or an operator; field by field the {@code instrumentTerms} composite of the schema.
 *
 * @param symbol         name, at most 32 ASCII characters, e.g. {@code BTC-30MAR18-10000-C}
 * @param underlying     code of the underlying, at most 8 ASCII characters, e.g. {@code BTC}
 * @param kind           option, dated future or perpetual
 * @param optionType     call or put, {@code NONE} for futures
 * @param style          inverse or linear
 * @param settlementCurrency currency of premium, profit and margin
 * @param strikeE8       strike, 1e-8; 0 for futures
 * @param expiryNs       expiry in nanoseconds since the epoch; 0 for perpetuals
 * @param tickSizeE8     price step, 1e-8
 * @param lotSizeE8      units of one lot, 1e-8: USD for inverse futures, else coins or contract multiplier
 * @param maxOrderLots   largest order
 */
public record InstrumentTerms(
        String symbol,
        String underlying,
        InstrumentKind kind,
        OptionType optionType,
        ContractStyle style,
        Currency settlementCurrency,
        long strikeE8,
        long expiryNs,
        long tickSizeE8,
        long lotSizeE8,
        long maxOrderLots) {

    /** Bound on {@link #maxOrderLots}: keeps quantity x risk-array entry below 2^62. */
    public static final long MAX_ORDER_LOTS_LIMIT = 1L << 31;

    /** Why these terms cannot be listed, or null where they can. */
    public String problem() {
        if (symbol.isEmpty() || symbol.length() > 32) {
            return "symbol must have 1 to 32 characters, has " + symbol.length();
        }
        if (underlying.isEmpty() || underlying.length() > 8) {
            return "underlying must have 1 to 8 characters, has " + underlying.length();
        }
        if (tickSizeE8 <= 0) {
            return "tickSizeE8 must be positive, is " + tickSizeE8;
        }
        if (lotSizeE8 <= 0) {
            return "lotSizeE8 must be positive, is " + lotSizeE8;
        }
        if (maxOrderLots <= 0 || maxOrderLots > MAX_ORDER_LOTS_LIMIT) {
            return "maxOrderLots must be 1 to " + MAX_ORDER_LOTS_LIMIT + ", is " + maxOrderLots;
        }
        if ((kind == InstrumentKind.OPTION) != (optionType != OptionType.NONE)) {
            return "optionType " + optionType + " does not fit kind " + kind;
        }
        if (kind == InstrumentKind.OPTION ? strikeE8 <= 0 : strikeE8 != 0) {
            return "strikeE8 " + strikeE8 + " does not fit kind " + kind;
        }
        if (kind == InstrumentKind.PERPETUAL ? expiryNs != 0 : expiryNs <= 0) {
            return "expiryNs " + expiryNs + " does not fit kind " + kind;
        }
        return null;
    }
}
