package io.strikebook.recordings;

import io.strikebook.schemas.Side;

/** What the fields of Databento's market-by-order records mean, whether they are stored as text or in binary. */
final class MboFields {
    /** The last record of one event of the exchange. */
    static final int LAST = 128;

    /** Of the opening snapshot. */
    static final int SNAPSHOT = 32;

    private static final long E9_TO_E8 = 10;

    private MboFields() {}

    /** What an action says, or null where it is none. */
    static OrderEventKind kind(final char action) {
        return switch (action) {
            case 'A' -> OrderEventKind.ADD;
            case 'C' -> OrderEventKind.REDUCE;
            case 'M' -> OrderEventKind.MODIFY;
            case 'T' -> OrderEventKind.TRADE;
            case 'F' -> OrderEventKind.FILL;
            case 'R' -> OrderEventKind.CLEAR;
            default -> null;
        };
    }

    /** Whether a character names a side, or says that there is none. */
    static boolean isSide(final char side) {
        return side == 'A' || side == 'B' || side == 'N';
    }

    /** The side that a character names, or null where it says that there is none. */
    static Side side(final char side) {
        return side == 'N' ? null : side == 'B' ? Side.BUY : Side.SELL;
    }

    /** Whether a record of this kind may have no side: of an auction. */
    static boolean mayLackSide(final OrderEventKind kind) {
        return kind == OrderEventKind.TRADE || kind == OrderEventKind.FILL;
    }

    /** Whether records that follow belong to another event; records of the snapshot are events of their own. */
    static boolean endsEvent(final int flags) {
        return (flags & (LAST | SNAPSHOT)) != 0;
    }

    /** Whether a price has no more than eight decimal places. */
    static boolean isWholeE8(final long priceE9) {
        return priceE9 % E9_TO_E8 == 0;
    }

    /** A price of nine places as one of eight. */
    static long e8(final long priceE9) {
        return priceE9 / E9_TO_E8;
    }
}
