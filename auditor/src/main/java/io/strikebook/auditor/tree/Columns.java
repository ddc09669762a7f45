package io.strikebook.auditor.tree;

import io.strikebook.schemas.Currency;
import java.util.StringJoiner;

/** Which currency has which place in sums: those of the schema in the order of their codes, from 0. */
public final class Columns {
    /** How many the schema has. */
    public static final int COUNT = count();

    private Columns() {}

    /** Place of a currency. */
    public static int of(final Currency currency) {
        return currency.value() - 1;
    }

    /** Currency of a place. */
    public static Currency currency(final int column) {
        return Currency.get((short) (column + 1));
    }

    /** The codes of the first so many, with commas between. */
    public static String codes(final int columns) {
        final StringJoiner codes = new StringJoiner(",");
        for (int column = 0; column < columns; column++) {
            codes.add(currency(column).name());
        }
        return codes.toString();
    }

    private static int count() {
        int columns = 0;
        while (isKnown(currency(columns))) {
            columns++;
        }
        return columns;
    }

    private static boolean isKnown(final Currency currency) {
        return currency != Currency.SBE_UNKNOWN && currency != Currency.NULL_VAL;
    }
}
