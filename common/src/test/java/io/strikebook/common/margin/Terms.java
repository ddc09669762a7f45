package io.strikebook.common.margin;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/** Instruments for tests: one lot is one unit (10 USD for inverse futures). */
final class Terms {
    static final long E8 = 100_000_000L;

    private Terms() {}

    static Instrument option(final OptionType type, final ContractStyle style, final long strikeE8) {
        return new Instrument(
                1,
                1,
                new InstrumentTerms(
                        "BTC-30MAR18-9000-C",
                        "BTC",
                        InstrumentKind.OPTION,
                        type,
                        style,
                        currency(style),
                        strikeE8,
                        1,
                        50_000,
                        E8,
                        1_000));
    }

    static Instrument future(final ContractStyle style) {
        final long lotSizeE8 = style == ContractStyle.INVERSE ? 10 * E8 : E8;
        return new Instrument(
                2,
                1,
                new InstrumentTerms(
                        "BTC-PERPETUAL",
                        "BTC",
                        InstrumentKind.PERPETUAL,
                        OptionType.NONE,
                        style,
                        currency(style),
                        0,
                        0,
                        E8 / 2,
                        lotSizeE8,
                        1_000));
    }

    private static Currency currency(final ContractStyle style) {
        return style == ContractStyle.INVERSE ? Currency.BTC : Currency.USDC;
    }
}
