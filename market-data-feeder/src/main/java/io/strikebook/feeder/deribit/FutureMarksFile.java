package io.strikebook.feeder.deribit;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import java.nio.file.Path;
import java.util.List;

/**
 * Marks of futures, a row per future and poll. Rows outside the time of the chains are left out: the recordings of futures go on for
 * months around them. Synthetic futures ({@code SYN.}) are forwards, not instruments, and are left out too.
 */
final class FutureMarksFile extends DeribitCsv {
    private static final List<String> PERPETUAL_COLUMNS = List.of(
            "snapshot_file",
            "snapshot_timestamp_ms",
            "obs_datetime",
            "coin",
            "instrument_name",
            "candle_found",
            "candle_tick_ms",
            "candle_open_time_ms",
            "candle_close_time_ms",
            "candle_gap_open_seconds",
            "candle_gap_close_seconds",
            "candle_price_choice",
            "candle_price_timestamp_ms",
            "candle_price_gap_seconds",
            "candle_open",
            "candle_high",
            "candle_low",
            "candle_close",
            "candle_volume",
            "candle_cost",
            "accepted_under_max_gap",
            "candle_resolution",
            "candle_price_used",
            "perp_futures_mark_price",
            "perp_futures_best_bid",
            "perp_futures_best_ask",
            "data_source");
    private static final List<String> TERM_COLUMNS = List.of(
            "timestamp",
            "currency",
            "futures_instrument_name",
            "snapshot_term_mark_price",
            "snapshot_term_mark_min",
            "snapshot_term_mark_max",
            "contributing_option_rows",
            "distinct_prices_seen",
            "snapshot_file",
            "snapshot_timestamp_ms",
            "term_candle_found",
            "term_candle_tick_ms",
            "term_candle_open_time_ms",
            "term_candle_close_time_ms",
            "term_candle_gap_open_seconds",
            "term_candle_gap_close_seconds",
            "term_candle_price_choice",
            "term_candle_price_timestamp_ms",
            "term_candle_gap_seconds",
            "term_candle_open",
            "term_candle_high",
            "term_candle_low",
            "term_candle_close",
            "term_candle_volume",
            "term_candle_cost",
            "term_candle_resolution",
            "term_candle_price_used",
            "term_candle_accepted_under_max_gap",
            "term_mark_price_final",
            "term_mark_price_final_source");
    private static final String SYNTHETIC = "SYN.";

    private final int mark;
    private final int bid;
    private final int ask;
    private final long fromNs;
    private final long toNs;

    private FutureMarksFile(
            final Path path,
            final boolean perpetuals,
            final long fromNs,
            final long toNs,
            final DeribitMarket market,
            final FeedErrors errors) {
        super(
                path,
                perpetuals ? PERPETUAL_COLUMNS : TERM_COLUMNS,
                perpetuals ? "obs_datetime" : "timestamp",
                perpetuals ? "instrument_name" : "futures_instrument_name",
                market,
                errors);
        this.mark = column(perpetuals ? "perp_futures_mark_price" : "snapshot_term_mark_price");
        this.bid = perpetuals ? column("perp_futures_best_bid") : -1;
        this.ask = perpetuals ? column("perp_futures_best_ask") : -1;
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    static FutureMarksFile perpetuals(
            final Path path, final long fromNs, final long toNs, final DeribitMarket market, final FeedErrors errors) {
        return new FutureMarksFile(path, true, fromNs, toNs, market, errors);
    }

    /** Dated futures: the mark that the options of the poll were quoted against, not the candle beside it. */
    static FutureMarksFile dated(
            final Path path, final long fromNs, final long toNs, final DeribitMarket market, final FeedErrors errors) {
        return new FutureMarksFile(path, false, fromNs, toNs, market, errors);
    }

    @Override
    void emitRow(final GzipLines line, final long timeNs, final String symbol, final MarketDataListener listener)
            throws BadMessageException {
        if (timeNs < fromNs || timeNs > toNs || symbol.startsWith(SYNTHETIC)) {
            return;
        }
        final InstrumentTerms terms = termsIfNew(symbol);
        final long markE8 = positive(line, mark);
        final long bidE8 = bid < 0 ? MarketDataListener.NONE : price(line, bid, true);
        final long askE8 = ask < 0 ? MarketDataListener.NONE : price(line, ask, true);
        if (terms != null && market().underlyingId(terms.underlying()) == 0) {
            throw new BadMessageException("underlying is not on this venue: " + terms.underlying());
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
                MarketDataListener.NONE,
                MarketDataListener.NONE,
                MarketDataListener.NONE);
        listener.endEvent();
    }
}
