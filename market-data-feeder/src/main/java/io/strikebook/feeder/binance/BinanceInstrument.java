package io.strikebook.feeder.binance;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.venue.VenueInstrument;

/** A symbol of one market: the chain of its depth updates, and its last trade. */
final class BinanceInstrument extends VenueInstrument {
    final DepthChain chain;
    private long lastTradeId = -1;

    BinanceInstrument(
            final String symbol,
            final BinanceMarket market,
            final InstrumentTerms terms,
            final Underlying constituentOf) {
        super(symbol, terms, constituentOf);
        this.chain = new DepthChain(market);
    }

    void restart() {
        chain.restart();
        lastTradeId = -1;
    }

    boolean isNewTrade(final long tradeId) {
        return tradeId > lastTradeId;
    }

    void traded(final long tradeId) {
        lastTradeId = tradeId;
    }
}
