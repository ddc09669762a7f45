package io.strikebook.common.instrument;

import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/**
 * Terms of an instrument as described by the feeder or an operator; field by field the {@code instrumentTerms} composite of the schema.
 *
 * @param symbol         name, at most 32 ASCII characters, e.g. {@code BTC-30MAR18-10000-C}
 * @param underlying     code of the underlying, at most 8 ASCII characters, e.g. {@code BTC}; of spot it is the base currency
 * @param kind           option, dated future, perpetual or spot
 * @param optionType     call or put, {@code NONE} for futures
 * @param style          inverse or linear; spot is linear
 * @param settlementCurrency currency of premium, profit and margin; of spot the quote currency
 * @param strikeE8       strike, 1e-8; 0 for the others
 * @param expiryNs       expiry in nanoseconds since the epoch; 0 for perpetuals and spot
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

    /** Bound on {@code maxOrderLots x lotSizeE8}: the largest order's size in units fits 64 bits with room to add. */
    public static final long MAX_ORDER_UNITS_E8 = 1L << 62;

    /** Why these terms cannot be listed, or null where they can. */
    public String problem() {
        final String named = nameProblem("symbol", symbol, 32);
        if (named != null) {
            return named;
        }
        final String ofUnderlying = nameProblem("underlying", underlying, 8);
        if (ofUnderlying != null) {
            return ofUnderlying;
        }
        final String valued = kind == InstrumentKind.SPOT ? SpotRules.problem(this) : kindProblem();
        return valued != null ? valued : sizeProblem();
    }

    /** Of spot, the currency that is bought and sold; {@code NULL_VAL} where accounts have no wallets in it. */
    public Currency baseCurrency() {
        return SpotRules.baseCurrency(underlying);
    }

    private String sizeProblem() {
        if (tickSizeE8 <= 0) {
            return "tickSizeE8 must be positive, is " + tickSizeE8;
        }
        if (lotSizeE8 <= 0) {
            return "lotSizeE8 must be positive, is " + lotSizeE8;
        }
        if (kind == InstrumentKind.SPOT && !SpotRules.isExact(this)) {
            return "tickSizeE8 " + tickSizeE8 + " times lotSizeE8 " + lotSizeE8
                    + " is no whole number of the smallest units of the currencies that are exchanged";
        }
        if (maxOrderLots <= 0 || maxOrderLots > MAX_ORDER_LOTS_LIMIT) {
            return "maxOrderLots must be 1 to " + MAX_ORDER_LOTS_LIMIT + ", is " + maxOrderLots;
        }
        if (lotSizeE8 > MAX_ORDER_UNITS_E8 / maxOrderLots) {
            return "maxOrderLots x lotSizeE8 must be at most " + MAX_ORDER_UNITS_E8 + ", is " + maxOrderLots + " x "
                    + lotSizeE8;
        }
        return null;
    }

    private String kindProblem() {
        final boolean kindKnown =
                kind == InstrumentKind.OPTION || kind == InstrumentKind.FUTURE || kind == InstrumentKind.PERPETUAL;
        if (!kindKnown) {
            return "kind is unknown";
        }
        final boolean callOrPut = optionType == OptionType.CALL || optionType == OptionType.PUT;
        if (kind == InstrumentKind.OPTION ? !callOrPut : optionType != OptionType.NONE) {
            return "optionType " + optionType + " does not fit kind " + kind;
        }
        if (!settlementFits()) {
            return "settlement in " + settlementCurrency + " does not fit style " + style + " on " + underlying;
        }
        if (kind == InstrumentKind.OPTION ? strikeE8 <= 0 : strikeE8 != 0) {
            return "strikeE8 " + strikeE8 + " does not fit kind " + kind;
        }
        if (kind == InstrumentKind.PERPETUAL ? expiryNs != 0 : expiryNs <= 0) {
            return "expiryNs " + expiryNs + " does not fit kind " + kind;
        }
        return null;
    }

    /** Inverse contracts settle in the coin that they are on; linear ones in a dollar. */
    private boolean settlementFits() {
        if (style == ContractStyle.INVERSE) {
            return (settlementCurrency == Currency.BTC || settlementCurrency == Currency.ETH)
                    && underlying.equals(settlementCurrency.name());
        }
        return style == ContractStyle.LINEAR
                && (settlementCurrency == Currency.USDC || settlementCurrency == Currency.USD);
    }

    /** Names are printable ASCII without blanks, so that they survive the fixed-length fields of the schema unchanged. */
    static String nameProblem(final String what, final String name, final int maxLength) {
        if (name.isEmpty() || name.length() > maxLength) {
            return what + " must have 1 to " + maxLength + " characters, has " + name.length();
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
                return what + " has character " + (int) name.charAt(i) + " at " + i
                        + ", only printable ASCII is allowed";
            }
        }
        return null;
    }
}
