package io.strikebook.cli.print;

import io.strikebook.common.venue.Currencies;
import io.strikebook.schemas.Currency;
import java.math.BigDecimal;

/**
 * What lines for people and JSON have in common: names of ids, lists and scales. {@code priceE8} becomes {@code price} with its decimals; an
 * amount of the ledger gets those of the currency, which follows it in its message, and so is filled in once that is
 * known.
 */
abstract class LineVisitor implements FrameFields.Visitor {
    protected final StringBuilder line;
    private final FrameNames names;
    private boolean inList;
    private int amountAt = -1;
    private long amount;

    LineVisitor(final StringBuilder line, final FrameNames names) {
        this.line = line;
        this.names = names;
    }

    /** Begins a field. */
    protected abstract StringBuilder key(String name);

    /** Appends the value of a field of text. */
    protected abstract void value(String text);

    @Override
    public void text(final String name, final String value) {
        if (name.equals("currency")) {
            fillAmount(placesOf(value));
        }
        key(name);
        value(value);
    }

    @Override
    public void beginList(final String name) {
        key(name).append('[');
        inList = true;
    }

    @Override
    public void endList() {
        line.append(']');
        inList = false;
    }

    /** Whether what begins or ends is an entry of a list. */
    protected boolean inList() {
        return inList;
    }

    /** Numbers with commas between them. */
    protected void appendAll(final long[] values) {
        for (int i = 0; i < values.length; i++) {
            line.append(i == 0 ? "" : ",").append(values[i]);
        }
    }

    /** What an id stands for, or null where no name of it is known. */
    protected String nameOf(final String field, final Long value) {
        return value == null ? null : names.nameOf(field, value);
    }

    /** The field of a name beside that of its id. */
    static String withoutId(final String name) {
        return name.endsWith("Id") ? name.substring(0, name.length() - 2) : name;
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

    private static int placesOf(final String code) {
        for (final Currency currency : Currency.values()) {
            if (currency.name().equals(code) && currency != Currency.NULL_VAL && currency != Currency.SBE_UNKNOWN) {
                return Currencies.decimals(currency);
            }
        }
        return 0;
    }
}
