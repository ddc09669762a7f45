package io.strikebook.feeder.independent;

import java.util.ArrayList;
import java.util.List;

/** A coin's messages are numbered together; each order is in the books of all its currencies. */
final class ReserveCoin {
    static final long NONE = -1;

    final List<ReserveBook> books = new ArrayList<>();
    long lastNonce = NONE;
}
