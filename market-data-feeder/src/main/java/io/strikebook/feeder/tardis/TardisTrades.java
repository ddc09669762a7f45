package io.strikebook.feeder.tardis;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.feeder.recorded.RecordedLines;
import io.strikebook.schemas.Side;
import java.nio.file.Path;
import java.util.List;

/** {@code trades}: one trade per row. An id that is no whole number is the number of its line. */
final class TardisTrades extends RecordedLines {
    private static final List<String> HEADER =
            List.of("exchange", "symbol", "timestamp", "local_timestamp", "id", "side", "price", "amount");

    private final TardisInstruments instruments;
    private final TardisRow row;

    TardisTrades(final Path path, final TardisInstruments instruments) {
        this(new GzipLines(path), instruments);
    }

    private TardisTrades(final GzipLines lines, final TardisInstruments instruments) {
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
        final String sideText = row.text("side");
        final Side side =
                "unknown".equals(sideText) ? Side.NULL_VAL : row.is("side", "buy", "sell") ? Side.BUY : Side.SELL;
        final long priceE8 = row.positiveE8("price");
        final long amountE8 = row.positiveE8("amount");
        listener.beginEvent(timeNs);
        listener.trade(
                instruments.number(exchange, symbol, listener),
                exchangeTimeNs,
                id(line.lineNumber()),
                priceE8,
                amountE8,
                side);
        listener.endEvent();
    }

    private long id(final long lineNumber) {
        final String text = row.text("id");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : lineNumber;
    }
}
