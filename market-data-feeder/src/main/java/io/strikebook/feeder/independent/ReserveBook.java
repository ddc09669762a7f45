package io.strikebook.feeder.independent;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.l3.OrderBookEvent;
import io.strikebook.feeder.l3.OrderByOrderBook;
import io.strikebook.feeder.venue.VenueInstrument;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.Locale;

/** One coin in one currency. */
final class ReserveBook extends VenueInstrument {
    private static final long E8 = 100_000_000L;

    final OrderByOrderBook book;
    final OrderBookEvent event;

    /** Place of its currency among those that prices are told in. */
    final int currency;

    /** A book of {@code dot-nzd}. */
    ReserveBook(final String symbol, final String coin, final int currency, final boolean dollars) {
        super(symbol, terms(symbol, coin, dollars), null);
        this.currency = currency;
        this.book = new OrderByOrderBook(1);
        this.event = new OrderBookEvent(book, false);
    }

    /** Orders' prices are converted from the currency they were entered in, so they are on no coarser grid. */
    private static InstrumentTerms terms(final String symbol, final String coin, final boolean dollars) {
        final String code = coin.toUpperCase(Locale.ROOT);
        return new InstrumentTerms(
                symbol.toUpperCase(Locale.ROOT),
                code.equals("XBT") ? "BTC" : code,
                InstrumentKind.SPOT,
                OptionType.NONE,
                ContractStyle.LINEAR,
                dollars ? Currency.USD : Currency.NULL_VAL,
                0,
                0,
                1,
                E8,
                1_000_000);
    }
}
