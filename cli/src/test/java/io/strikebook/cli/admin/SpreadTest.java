package io.strikebook.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final long E8 = 100_000_000L;

    private final List<Instrument> listed = new ArrayList<>();

    private void list(
            final String symbol,
            final int underlyingId,
            final InstrumentKind kind,
            final OptionType type,
            final long strike,
            final long expiryNs) {
        final boolean option = kind == InstrumentKind.OPTION;
        listed.add(new Instrument(
                listed.size() + 1,
                underlyingId,
                new InstrumentTerms(
                        symbol,
                        "BTC",
                        kind,
                        type,
                        ContractStyle.INVERSE,
                        Currency.BTC,
                        strike * E8,
                        expiryNs,
                        option ? 10_000 : E8 / 2,
                        option ? E8 / 10 : 10 * E8,
                        10_000)));
    }

    private void listAll() {
        list("BTC-27MAR26", 1, InstrumentKind.FUTURE, OptionType.NONE, 0, 9);
        list("BTC-PERPETUAL", 1, InstrumentKind.PERPETUAL, OptionType.NONE, 0, 0);
        list("BTC-27FEB26", 1, InstrumentKind.FUTURE, OptionType.NONE, 0, 5);
        for (int strike = 80; strike <= 120; strike += 10) {
            list("BTC-27FEB26-" + strike + "-P", 1, InstrumentKind.OPTION, OptionType.PUT, strike, 5);
            list("BTC-27FEB26-" + strike + "-C", 1, InstrumentKind.OPTION, OptionType.CALL, strike, 5);
        }
        list("BTC-27MAR26-70-C", 1, InstrumentKind.OPTION, OptionType.CALL, 70, 9);
    }

    @Test
    void areOfWhatEndsFirstAroundTheMiddleStrike() {
        listAll();
        final List<Spread> spreads = Spread.of(listed);
        assertThat(spreads)
                .extracting(Spread::symbol)
                .containsExactly("BTC-FS-27FEB26_PERP", "BTC-CS-27FEB26-90_100", "BTC-STRD-27FEB26-100");
        assertThat(spreads.get(0).ratios()).containsEntry(2, 1).containsEntry(3, -1);
        assertThat(spreads.get(1).ratios()).containsEntry(7, 1).containsEntry(9, -1);
        assertThat(spreads.get(2).ratios()).containsEntry(8, 1).containsEntry(9, 1);
    }

    @Test
    void thoseThatAreListedAreLeftOut() {
        listAll();
        final int[] ids = {7, 9};
        final int[] ratios = {1, -1};
        final ComboLegs legs = ComboCodec.of(ids, ratios, 2, id -> listed.get(id - 1));
        listed.add(new Instrument(listed.size() + 1, 1, legs.terms("MY-SPREAD", 10_000, 10), legs));
        assertThat(Spread.of(listed))
                .extracting(Spread::symbol)
                .containsExactly("BTC-FS-27FEB26_PERP", "BTC-STRD-27FEB26-100");
    }

    @Test
    void thereAreNoneOfOneOptionOrOfFuturesAlone() {
        list("BTC-27FEB26-80-C", 1, InstrumentKind.OPTION, OptionType.CALL, 80, 5);
        list("ETH-27FEB26", 2, InstrumentKind.FUTURE, OptionType.NONE, 0, 5);
        assertThat(Spread.of(listed)).isEmpty();
    }
}
