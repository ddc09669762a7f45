package io.strikebook.feeder.consolidated;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.InstrumentKind;

/** What one of a venue's quantity is: venues count contracts, dollars or coins, and a sum over venues has to be of one kind. */
final class QuantityUnits {
    private static final long E8 = 100_000_000L;

    private QuantityUnits() {}

    /**
     * Units, 1e-8, in one of the venue's quantity: dollars of an inverse instrument, coins of others. Binance counts coin-margined contracts,
     * OKX all of its contracts; Deribit, BitMEX and Kraken count dollars or coins.
     */
    static long perQuantityE8(final String venue, final InstrumentTerms terms) {
        final boolean contracts = venue.equals("BINANCE") && terms.style() == ContractStyle.INVERSE
                || venue.equals("OKX") && terms.kind() != InstrumentKind.SPOT;
        return contracts ? terms.lotSizeE8() : E8;
    }
}
