package io.strikebook.feeder.deribit;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import java.nio.file.Path;
import java.util.List;

/** One poll of the option chains: a row per option, prices in coin. */
final class ChainFile extends DeribitCsv {
    private static final List<String> COLUMNS = List.of(
            "timestamp",
            "instrument_name",
            "underlying",
            "underlying_name",
            "option_type",
            "strike",
            "expiry_datetime",
            "time_to_maturity",
            "bid_price",
            "ask_price",
            "mark_price",
            "mid_price",
            "futures_price",
            "futures_instrument_name",
            "implied_volatility",
            "delta",
            "vega",
            "open_interest",
            "volume",
            "bid_ask_spread",
            "currency",
            "index_price",
            "volume_usd");

    private final int bid = column("bid_price");
    private final int ask = column("ask_price");
    private final int mark = column("mark_price");
    private final int forward = column("futures_price");
    private final int volatility = column("implied_volatility");
    private final int currency = column("currency");
    private final int index = column("index_price");

    ChainFile(final Path path, final DeribitMarket market, final FeedErrors errors) {
        super(path, COLUMNS, "timestamp", "instrument_name", market, errors);
    }

    @Override
    void emitRow(final GzipLines line, final long timeNs, final String symbol, final MarketDataListener listener)
            throws BadMessageException {
        final InstrumentTerms terms = termsIfNew(symbol);
        final String code = text(line, currency);
        final long bidE8 = price(line, bid, true);
        final long askE8 = price(line, ask, true);
        final long markE8 = price(line, mark, false);
        final long volatilityE8 = price(line, volatility, true);
        final long forwardE8 = positive(line, forward);
        final long indexE8 = positive(line, index);
        if (market().underlyingId(code) == 0) {
            throw new BadMessageException("underlying is not on this venue: " + code);
        }
        if (!symbol.startsWith(code + "-")) {
            throw new BadMessageException(symbol + " with currency " + code);
        }
        if (bidE8 != MarketDataListener.NONE && askE8 != MarketDataListener.NONE && bidE8 >= askE8) {
            throw new BadMessageException("crossed: bid " + text(line, bid) + ", ask " + text(line, ask));
        }
        listener.beginEvent(timeNs);
        final int number = terms == null ? market().number(symbol) : market().describe(terms, listener);
        listener.ticker(
                number,
                timeNs,
                bidE8,
                MarketDataListener.NONE,
                askE8,
                MarketDataListener.NONE,
                markE8,
                volatilityE8,
                forwardE8,
                indexE8);
        listener.endEvent();
    }
}
