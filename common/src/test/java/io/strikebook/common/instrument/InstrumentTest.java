package io.strikebook.common.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentTermsDecoder;
import io.strikebook.schemas.InstrumentTermsEncoder;
import io.strikebook.schemas.OptionType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentTest {
    private static final long E8 = 100_000_000L;
    private static final long E12 = 1_000_000_000_000L;
    private static final InstrumentTerms PERPETUAL = new InstrumentTerms(
            "BTC-PERPETUAL",
            "BTC",
            InstrumentKind.PERPETUAL,
            OptionType.NONE,
            ContractStyle.INVERSE,
            Currency.BTC,
            0,
            0,
            E8 / 2,
            10 * E8,
            1_000_000);
    private static final InstrumentTerms CALL = new InstrumentTerms(
            "BTC-30MAR18-10000-C",
            "BTC",
            InstrumentKind.OPTION,
            OptionType.CALL,
            ContractStyle.INVERSE,
            Currency.BTC,
            10_000 * E8,
            1_522_396_800_000_000_000L,
            50_000,
            E8 / 10,
            10_000);

    @Test
    void inverseFutureIsWorthCoins() {
        final Instrument perpetual = new Instrument(1, 1, PERPETUAL);
        assertThat(perpetual.isInverseFuture()).isTrue();
        assertThat(perpetual.valueE12(1_000, 10_000 * E8)).isEqualTo(E12);
        assertThat(perpetual.valueE12(-1_000, 10_000 * E8)).isEqualTo(-E12);
        assertThat(perpetual.coinsE8(1_000, 20_000 * E8)).isEqualTo(E8 / 2);
    }

    @Test
    void optionIsWorthLotsTimesPrice() {
        final Instrument call = new Instrument(1, 1, CALL);
        assertThat(call.isInverseFuture()).isFalse();
        assertThat(call.valueE12(10, 2_500_000)).isEqualTo(E12 / 40);
        assertThat(call.coinsE8(10, 1)).isEqualTo(E8);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        final Instrument perpetual = new Instrument(1, 1, PERPETUAL);
        assertThatThrownBy(() -> perpetual.valueE12(Long.MAX_VALUE, E8))
                .isInstanceOf(FixedPointOverflowException.class);
        assertThatThrownBy(() -> perpetual.valueE12(1, 0)).isInstanceOf(FixedPointOverflowException.class);
    }

    @Property(tries = 2_000)
    void inverseValueIsTheNearest(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) final long lots,
            @ForAll @LongRange(min = 10 * E8, max = 1_000_000 * E8) final long priceE8) {
        final BigDecimal exact =
                BigDecimal.valueOf(lots).multiply(BigDecimal.valueOf(10 * E8)).multiply(BigDecimal.valueOf(E12));
        final BigDecimal nearest =
                exact.divide(BigDecimal.valueOf(priceE8), 0, lots < 0 ? RoundingMode.HALF_DOWN : RoundingMode.HALF_UP);
        assertThat(new Instrument(1, 1, PERPETUAL).valueE12(lots, priceE8)).isEqualTo(nearest.longValueExact());
    }

    @Test
    void tableIsDenseAndGrows() {
        final InstrumentTable table = new InstrumentTable();
        for (int id = 1; id <= 1_000; id++) {
            table.add(new Instrument(id, 1, CALL));
        }
        assertThat(table.lastId()).isEqualTo(1_000);
        assertThat(table.get(1_000).instrumentId()).isEqualTo(1_000);
        assertThat(table.get(0)).isNull();
        assertThat(table.get(-1)).isNull();
        assertThat(table.get(1_001)).isNull();
        assertThatThrownBy(() -> table.add(new Instrument(1_002, 1, CALL))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void termsSurviveTheirCodec() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[InstrumentTermsEncoder.ENCODED_LENGTH]);
        for (final InstrumentTerms terms : new InstrumentTerms[] {PERPETUAL, CALL}) {
            TermsCodec.encode(terms, new InstrumentTermsEncoder().wrap(buffer, 0));
            assertThat(TermsCodec.decode(new InstrumentTermsDecoder().wrap(buffer, 0)))
                    .isEqualTo(terms);
            assertThat(terms.problem()).isNull();
        }
    }

    @Test
    void zerosAndOnesAreNoInstrument() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[InstrumentTermsEncoder.ENCODED_LENGTH]);
        assertThat(TermsCodec.decode(new InstrumentTermsDecoder().wrap(buffer, 0))
                        .problem())
                .isNotNull();
        buffer.setMemory(0, buffer.capacity(), (byte) 0xFF);
        assertThat(TermsCodec.decode(new InstrumentTermsDecoder().wrap(buffer, 0))
                        .problem())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "NULL_VAL,    NONE,        INVERSE,     BTC,      kind",
        "SBE_UNKNOWN, NONE,        INVERSE,     BTC,      kind",
        "OPTION,      NONE,        INVERSE,     BTC,      optionType",
        "OPTION,      SBE_UNKNOWN, INVERSE,     BTC,      optionType",
        "FUTURE,      CALL,        INVERSE,     BTC,      optionType",
        "FUTURE,      NONE,        NULL_VAL,    BTC,      style",
        "FUTURE,      NONE,        INVERSE,     USDC,     settlement",
        "FUTURE,      NONE,        INVERSE,     ETH,      settlement",
        "FUTURE,      NONE,        INVERSE,     NULL_VAL, settlement",
        "FUTURE,      NONE,        LINEAR,      BTC,      settlement"
    })
    void valuesThatDoNotFitAreNamed(
            final InstrumentKind kind,
            final OptionType type,
            final ContractStyle style,
            final Currency currency,
            final String named) {
        final long strikeE8 = kind == InstrumentKind.OPTION ? E8 : 0;
        final InstrumentTerms terms =
                new InstrumentTerms("X", "BTC", kind, type, style, currency, strikeE8, 1, 1, E8, 1);
        assertThat(terms.problem()).contains(named);
    }

    @ParameterizedTest
    @CsvSource({
        "X,   0, 1, 1, 0, 1, tickSizeE8",
        "X,   1, 0, 1, 0, 1, lotSizeE8",
        "X,   1, 1, 0, 0, 1, maxOrderLots",
        "X,   1, 1, 2147483649, 0, 1, maxOrderLots",
        "X,   1, 4611686018427387904, 2, 0, 1, lotSizeE8",
        "X,   1, 1, 1, 7, 1, strikeE8",
        "X,   1, 1, 1, 0, 0, expiryNs",
        "'',  1, 1, 1, 0, 1, symbol",
        "'A B', 1, 1, 1, 0, 1, symbol",
        "É,   1, 1, 1, 0, 1, symbol",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567, 1, 1, 1, 0, 1, symbol"
    })
    void numbersOutOfRangeAreNamed(
            final String symbol,
            final long tick,
            final long lot,
            final long maxLots,
            final long strike,
            final long expiry,
            final String named) {
        final InstrumentTerms terms = new InstrumentTerms(
                symbol,
                "BTC",
                InstrumentKind.FUTURE,
                OptionType.NONE,
                ContractStyle.INVERSE,
                Currency.BTC,
                strike,
                expiry,
                tick,
                lot,
                maxLots);
        assertThat(terms.problem()).contains(named);
    }

    private static InstrumentTerms spot(
            final String base, final Currency quote, final long tickE8, final long lotE8, final long expiryNs) {
        return new InstrumentTerms(
                base + "_" + quote,
                base,
                InstrumentKind.SPOT,
                OptionType.NONE,
                ContractStyle.LINEAR,
                quote,
                0,
                expiryNs,
                tickE8,
                lotE8,
                1_000_000);
    }

    @Test
    void spotExchangesItsBaseCurrencyForItsQuoteCurrency() {
        final Instrument spot = new Instrument(1, 1, spot("BTC", Currency.USDC, E8 / 2, E8 / 10_000, 0));
        assertThat(spot.terms().problem()).isNull();
        assertThat(spot.isSpot()).isTrue();
        assertThat(spot.holdsPositions()).isFalse();
        assertThat(spot.baseCurrency()).isEqualTo(Currency.BTC);
        assertThat(spot.movesMoneyIn(Currency.BTC)).isTrue();
        assertThat(spot.movesMoneyIn(Currency.USDC)).isTrue();
        assertThat(spot.movesMoneyIn(Currency.ETH)).isFalse();
        assertThat(spot.valueE12(3, 90_000 * E8 + E8 / 2)).isEqualTo(27_000_150_000_000L);
        final Instrument perpetual = new Instrument(2, 1, PERPETUAL);
        assertThat(perpetual.holdsPositions()).isTrue();
        assertThat(perpetual.movesMoneyIn(PERPETUAL.settlementCurrency())).isTrue();
        assertThat(perpetual.movesMoneyIn(Currency.USDC)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "BTC,  USDC, 50000000, 10000,  0, ",
        "ETH,  USD,  1000000,  10000,  0, ",
        "USDC, USD,  10000,    1000000, 0, ",
        "BTC,  USDC, 50000000, 10000,  1, expiryNs",
        "SOL,  USDC, 50000000, 10000,  0, no wallets",
        "ETH,  BTC,  50000000, 10000,  0, quote currency",
        "BTC,  BTC,  50000000, 10000,  0, quote currency",
        "USDC, USDC, 10000,    1000000, 0, both",
        "BTC,  USDC, 50000000, 1,      0, smallest units",
        "BTC,  USDC, 999999,   10000,  0, smallest units",
        "USDC, USD,  1000000,  10010,  0, smallest units",
        "BTC,  USDC, 0,        10000,  0, tickSizeE8",
        "BTC,  USDC, 50000000, 0,      0, lotSizeE8"
    })
    void spotIsOfTwoCurrenciesAndNeedsNoRounding(
            final String base,
            final Currency quote,
            final long tickE8,
            final long lotE8,
            final long expiryNs,
            final String problem) {
        final InstrumentTerms terms = spot(base, quote, tickE8, lotE8, expiryNs);
        if (problem == null) {
            assertThat(terms.problem()).isNull();
        } else {
            assertThat(terms.problem()).contains(problem);
        }
    }
}
