package io.strikebook.feeder.independent;

import io.strikebook.feeder.l3.OrderBookEvent;
import io.strikebook.feeder.l3.OrderByOrderBook;
import io.strikebook.feeder.venue.SpotTerms;
import io.strikebook.feeder.venue.VenueInstrument;
import java.util.Locale;

/** One coin in one currency. */
final class ReserveBook extends VenueInstrument {
    final OrderByOrderBook book;
    final OrderBookEvent event;

    /** Place of its currency among those that prices are told in. */
    final int currency;

    /** A book of {@code dot-nzd}. */
    ReserveBook(final String symbol, final String coin, final String quote, final int currency) {
        super(symbol, SpotTerms.of(upper(symbol), upper(coin), upper(quote)), null);
        this.currency = currency;
        // prices are converted from the currency that an order was entered in, so they are on no grid
        this.book = new OrderByOrderBook(1);
        this.event = new OrderBookEvent(book, false);
    }

    private static String upper(final String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
