package io.strikebook.books.greeks;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sums that marks and trades move are those that a twin makes from scratch of all positions and newest marks. */
class PortfolioGreeksTest {
    private static final long E8 = 100_000_000L;
    private static final long EXPIRY_NS = 1_767_600_000_000_000_000L;
    private static final int CALL = 1;
    private static final int LINEAR_PUT = 2;
    private static final int PERPETUAL = 3;
    private static final int LINEAR_FUTURE = 4;
    private static final int COMBO = 5;
    private static final int LAST = 5;

    private final PortfolioGreeks greeks = new PortfolioGreeks();
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private final Map<Integer, long[]> marks = new HashMap<>();
    private final Map<String, Long> positions = new TreeMap<>();

    private void list(
            final int id, final InstrumentKind kind, final ContractStyle style, final long lotSizeE8, final long days) {
        final boolean option = kind == InstrumentKind.OPTION;
        final InstrumentTerms terms = new InstrumentTerms(
                "I-" + id,
                "BTC",
                kind,
                option ? OptionType.CALL : OptionType.NONE,
                style,
                style == ContractStyle.INVERSE ? Currency.BTC : Currency.USDC,
                option ? 90_000 * E8 : 0,
                kind == InstrumentKind.PERPETUAL ? 0 : EXPIRY_NS + days,
                10_000,
                lotSizeE8,
                1_000_000);
        final Instrument instrument = new Instrument(id, 1 + id % 2, terms);
        instruments.put(id, instrument);
        greeks.onListed(instrument);
    }

    private void listAll() {
        list(CALL, InstrumentKind.OPTION, ContractStyle.INVERSE, E8 / 10, 1);
        list(LINEAR_PUT, InstrumentKind.OPTION, ContractStyle.LINEAR, E8 / 100, 2);
        list(PERPETUAL, InstrumentKind.PERPETUAL, ContractStyle.INVERSE, 10 * E8, 0);
        list(LINEAR_FUTURE, InstrumentKind.FUTURE, ContractStyle.LINEAR, E8 / 1_000, 2);
        list(COMBO, InstrumentKind.OPTION_COMBO, ContractStyle.INVERSE, E8 / 10, 1);
    }

    private void mark(final int id, final long... values) {
        marks.put(id, values);
        greeks.onMark(id, values[0], values[1], values[2], values[3], values[4]);
    }

    private void trade(final int id, final int buyer, final int seller, final long lots) {
        greeks.onTrade(id, buyer, seller, lots);
        if (id != COMBO) {
            positions.merge(buyer + " " + id, lots, Long::sum);
            positions.merge(seller + " " + id, -lots, Long::sum);
        }
    }

    private String shown(final int account) {
        final StringBuilder text = new StringBuilder();
        greeks.visit(
                account,
                (id, series, sum) -> text.append(id)
                        .append(' ')
                        .append(series)
                        .append(' ')
                        .append(sum.deltaE9())
                        .append(' ')
                        .append(sum.transactionDeltaE9())
                        .append(' ')
                        .append(sum.gammaE12())
                        .append(' ')
                        .append(sum.vegaE8())
                        .append(' ')
                        .append(sum.thetaE8())
                        .append('\n'));
        return text.toString();
    }

    @Test
    void deltasOfInverseOptionsAreLessWhatWasPaidInCoins() {
        listAll();
        mark(CALL, 4_000_000, 550_000_000L, 12_000_000L, 60 * E8, -50 * E8);
        mark(PERPETUAL, 90_000 * E8, 1_000_000_000L, 0, 0, 0);
        trade(CALL, 7, 8, 30);
        trade(PERPETUAL, 8, 7, 9_000);
        assertThat(shown(7))
                .isEqualTo("7 Series[underlyingId=2, expiryNs=0] -1000000000 -1000000000 0 0 0\n"
                        + "7 Series[underlyingId=2, expiryNs=1767600000000000001] 1650000000 1530000000 36000000"
                        + " 18000000000 -15000000000\n");
        trade(CALL, 8, 7, 30);
        assertThat(shown(7)).endsWith("1767600000000000001] 0 0 0 0 0\n");
        assertThat(greeks.positionLots(7, PERPETUAL)).isEqualTo(-9_000);
        assertThat(greeks.openLots(PERPETUAL)).isEqualTo(9_000);
    }

    @Test
    void aPositionCountsFromItsFirstMarkOn() {
        listAll();
        trade(LINEAR_FUTURE, 1, 2, 2_000);
        assertThat(shown(1)).endsWith("] 0 0 0 0 0\n");
        mark(LINEAR_FUTURE, 90_000 * E8, 1_000_000_000L, 0, 0, 0);
        assertThat(shown(1)).endsWith("] 2000000000 2000000000 0 0 0\n");
    }

    @Test
    void equalsATwinFromScratchAtAnyTime() {
        final SplittableRandom random = new SplittableRandom(20_261_122L);
        listAll();
        for (int step = 0; step < 20_000; step++) {
            final int id = 1 + random.nextInt(LAST);
            if (random.nextInt(3) > 0) {
                final int buyer = 1 + random.nextInt(6);
                final int seller = 1 + (buyer + random.nextInt(5)) % 6;
                trade(id, buyer, seller, 1 + random.nextInt(100_000));
            } else {
                mark(
                        id,
                        random.nextLong(1, id <= LINEAR_PUT ? E8 : 200_000 * E8),
                        random.nextLong(-1_000_000_000L, 1_000_000_001L),
                        random.nextLong(1_000_000_000L),
                        random.nextLong(1_000 * E8),
                        -random.nextLong(1_000 * E8));
            }
            if (step % 97 == 0 || step > 19_900) {
                assertThat(shown(0)).as("step " + step).isEqualTo(twin());
            }
        }
    }

    private String twin() {
        final TreeMap<Integer, TreeMap<PortfolioGreeks.Series, long[]>> sums = new TreeMap<>();
        positions.forEach((key, lots) -> {
            final int account = Integer.parseInt(key.split(" ")[0]);
            final int id = Integer.parseInt(key.split(" ")[1]);
            final Instrument instrument = instruments.get(id);
            final long[] sum = sums.computeIfAbsent(account, any -> new TreeMap<>())
                    .computeIfAbsent(
                            new PortfolioGreeks.Series(
                                    instrument.underlyingId(),
                                    instrument.terms().expiryNs()),
                            series -> new long[5]);
            final long[] mark = marks.get(id);
            if (mark == null || lots == 0) {
                return;
            }
            final boolean option = id <= LINEAR_PUT;
            final long units = lots * instrument.terms().lotSizeE8();
            final long coins = id == PERPETUAL ? rounded(units, E8, mark[0]) : units;
            sum[0] += rounded(coins, option ? mark[1] : 1_000_000_000L, E8);
            sum[1] += rounded(coins, id == CALL ? mark[1] - 10 * mark[0] : option ? mark[1] : 1_000_000_000L, E8);
            for (int i = 2; option && i < 5; i++) {
                sum[i] += rounded(coins, mark[i], E8);
            }
        });
        final StringBuilder text = new StringBuilder();
        sums.forEach((account, all) -> all.forEach((series, sum) -> {
            text.append(account).append(' ').append(series);
            for (final long value : sum) {
                text.append(' ').append(value);
            }
            text.append('\n');
        }));
        return text.toString();
    }

    private static long rounded(final long a, final long b, final long divisor) {
        final BigInteger twice =
                BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).shiftLeft(1);
        final BigInteger[] parts = twice.add(BigInteger.valueOf(divisor))
                .divideAndRemainder(BigInteger.valueOf(divisor).shiftLeft(1));
        return parts[0].longValueExact() - (parts[1].signum() < 0 ? 1 : 0);
    }
}
