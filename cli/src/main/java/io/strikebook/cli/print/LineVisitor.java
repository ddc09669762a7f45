package io.strikebook.cli.print;

import io.strikebook.common.venue.Currencies;
import io.strikebook.schemas.Currency;
import java.math.BigDecimal;

/**
 * What lines for people and JSON have in common: scales. {@code priceE8} becomes {@code price} with its decimals; an
 * amount of the ledger gets those of the currency, which follows it in its message, and so is filled in once that is
 * known.
 */
abstract class LineVisitor implements FrameFields.Visitor {
    protected final StringBuilder line;
    private int amountAt = -1;
    private long amount;

    LineVisitor(final StringBuilder line) {
        this.line = line;
    }

    /** Decimal places that a field's name gives, 0 for none. */
    static int places(final String name) {
        if (name.endsWith("E12")) {
            return 12;
        }
        final int length = name.length();
        if (length > 2 && name.charAt(length - 2) == 'E' && Character.isDigit(name.charAt(length - 1))) {
            return name.charAt(length - 1) - '0';
        }
        return 0;
    }

    /** The field's name without its scale. */
    static String unscaled(final String name) {
        return places(name) == 0 ? name : name.substring(0, name.lastIndexOf('E'));
    }

    static boolean isLedgerAmount(final String name) {
        return name.equals("amount") || name.equals("cash");
    }

    static String decimal(final long value, final int places) {
        if (places == 0) {
            return Long.toString(value);
        }
        return BigDecimal.valueOf(value, places).stripTrailingZeros().toPlainString();
    }

    /** Leaves room for an amount at the line's end. */
    protected void holdAmount(final long value) {
        fillAmount(0);
        amountAt = line.length();
        amount = value;
    }

    /** Fills in the amount held, if there is one. */
    protected void fillAmount(final int places) {
        if (amountAt >= 0) {
            line.insert(amountAt, decimal(amount, places));
            amountAt = -1;
        }
    }

    /** To be called with every enum. */
    protected void onCode(final String name, final String value) {
        if (name.equals("currency")) {
            fillAmount(placesOf(value));
        }
    }

    private static int placesOf(final String code) {
        for (final Currency currency : Currency.values()) {
            if (currency.name().equals(code) && currency != Currency.NULL_VAL && currency != Currency.SBE_UNKNOWN) {
                return Currencies.decimals(currency);
            }
        }
        return 0;
    }
}
