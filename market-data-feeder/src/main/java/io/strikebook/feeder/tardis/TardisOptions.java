package io.strikebook.feeder.tardis;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.feeder.recorded.RecordedLines;
import java.nio.file.Path;
import java.util.List;

/** {@code options_chain}: what a venue says of one option, per row; volatilities are in per cent. Its Greeks are not used. */
final class TardisOptions extends RecordedLines {
    private static final List<String> HEADER = List.of(
            "exchange",
            "symbol",
            "timestamp",
            "local_timestamp",
            "type",
            "strike_price",
            "expiration",
            "open_interest",
            "last_price",
            "bid_price",
            "bid_amount",
            "bid_iv",
            "ask_price",
            "ask_amount",
            "ask_iv",
            "mark_price",
            "mark_iv",
            "underlying_index",
            "underlying_price",
            "delta",
            "gamma",
            "vega",
            "theta",
            "rho");

    private final TardisInstruments instruments;
    private final TardisRow row;

    TardisOptions(final Path path, final TardisInstruments instruments) {
        this(new GzipLines(path), instruments);
    }

    private TardisOptions(final GzipLines lines, final TardisInstruments instruments) {
        super(lines, instruments.context().errors());
        this.instruments = instruments;
        this.row = new TardisRow(lines, HEADER);
    }

    @Override
    protected long timeNs(final GzipLines line) throws BadMessageException {
        row.split();
        return row.timeNs("local_timestamp");
    }

    @Override
    protected void emit(final GzipLines line, final long timeNs, final MarketDataListener listener)
            throws BadMessageException {
        final String exchange = row.text("exchange");
        final String symbol = row.text("symbol");
        instruments.check(exchange, symbol);
        final long exchangeTimeNs = row.timeNs("timestamp");
        final long bidE8 = price("bid_price");
        final long bidAmountE8 = price("bid_amount");
        final long askE8 = price("ask_price");
        final long askAmountE8 = price("ask_amount");
        final long markE8 = price("mark_price");
        final long ivE8 = price("mark_iv");
        final long forwardE8 = price("underlying_price");
        final boolean bid = bidE8 != MarketDataListener.NONE && bidAmountE8 != MarketDataListener.NONE;
        final boolean ask = askE8 != MarketDataListener.NONE && askAmountE8 != MarketDataListener.NONE;
        listener.beginEvent(timeNs);
        listener.ticker(
                instruments.number(exchange, symbol, listener),
                exchangeTimeNs,
                bid ? bidE8 : MarketDataListener.NONE,
                bid ? bidAmountE8 : MarketDataListener.NONE,
                ask ? askE8 : MarketDataListener.NONE,
                ask ? askAmountE8 : MarketDataListener.NONE,
                markE8,
                ivE8 == MarketDataListener.NONE ? ivE8 : Math.floorDiv(ivE8 + 50, 100),
                forwardE8,
                MarketDataListener.NONE);
        listener.endEvent();
    }

    /** A number that may be absent, and must not be negative; the venue's zero says that there is none. */
    private long price(final String column) throws BadMessageException {
        final long value = row.decimalE8(column);
        if (value < 0 && value != MarketDataListener.NONE) {
            throw new BadMessageException(column + " is negative");
        }
        return value == 0 ? MarketDataListener.NONE : value;
    }
}
