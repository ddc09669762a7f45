package io.strikebook.margin;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/** Spot for the tests: bitcoin against USDC, half a dollar by a ten-thousandth of a coin. */
final class SpotTrading {
    private SpotTrading() {}

    static InstrumentTerms terms() {
        return new InstrumentTerms(
                "BTC_USDC",
                "BTC",
                InstrumentKind.SPOT,
                OptionType.NONE,
                ContractStyle.LINEAR,
                Currency.USDC,
                0,
                0,
                Harness.E8 / 2,
                Harness.E8 / 10_000,
                1_000_000);
    }
}
