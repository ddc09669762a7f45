package io.strikebook.common.margin.portfolio;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/** Instruments for tests. */
final class Contracts {
    static final long E8 = 100_000_000L;
    static final long E12 = 1_000_000_000_000L;

    private Contracts() {}

    /** A perpetual, or a future where it has an expiry. */
    static Instrument future(final String coin, final boolean inverse, final long expiryNs, final long lotSizeE8) {
        return of(
                coin,
                inverse,
                expiryNs == 0 ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE,
                OptionType.NONE,
                0,
                expiryNs,
                lotSizeE8);
    }

    static Instrument option(
            final String coin,
            final boolean inverse,
            final OptionType type,
            final long strikeE8,
            final long expiryNs,
            final long lotSizeE8) {
        return of(coin, inverse, InstrumentKind.OPTION, type, strikeE8, expiryNs, lotSizeE8);
    }

    private static Instrument of(
            final String coin,
            final boolean inverse,
            final InstrumentKind kind,
            final OptionType type,
            final long strikeE8,
            final long expiryNs,
            final long lotSizeE8) {
        return new Instrument(
                1,
                1,
                new InstrumentTerms(
                        coin + "-TEST",
                        coin,
                        kind,
                        type,
                        inverse ? ContractStyle.INVERSE : ContractStyle.LINEAR,
                        inverse ? Currency.valueOf(coin) : Currency.USDC,
                        strikeE8,
                        expiryNs,
                        50_000,
                        lotSizeE8,
                        1_000_000));
    }
}
