package io.strikebook.pricing.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.pricing.RecordedChains;
import io.strikebook.pricing.black.Black76;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class VolatilityIndexTest {
    private static final String EVIDENCE = "deribit/raw/mfiv_ETH_14d_20211001T070200Z.json.gz";
    private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\"strikePrice\"[^{}]*}");
    private static final int CAPACITY = 64;

    /** Prices of one expiry by strike: call, put. */
    private final Map<Double, double[]> near = new TreeMap<>();

    private final Map<Double, double[]> next = new TreeMap<>();

    /** A published estimate of ether's 14-day volatility with all that it was computed from, and every step between. */
    @Test
    void thePublishedIndexOfARecordedChainIsReproduced() throws IOException {
        final String json = read();
        final double underlying = number(json.substring(0, json.indexOf("\"options\"")), "underlyingPrice");
        final Matcher option = OBJECT.matcher(json.substring(0, json.indexOf("\"result\"")));
        int options = 0;
        while (option.find()) {
            addOption(option.group(), underlying);
            options++;
        }
        assertThat(options).isEqualTo(79);
        final double rate = number(json, "risklessRate");
        final ModelFreeVariance ofNear = check(near, rate, json, "near", "1");
        final double nearVariance = ofNear.totalVariance();
        final double nextVariance = check(next, rate, json, "next", "2").totalVariance();
        final double year = number(json, "N365");
        final double index = VolatilityIndex.points(
                nearVariance,
                number(json, "NT1") / year,
                nextVariance,
                number(json, "NT2") / year,
                number(json, "TP") / year);
        assertThat(index).isCloseTo(number(json, "dVol"), within(1e-10));
        assertThat(index).isCloseTo(103.680428, within(1e-6));
    }

    private static String read() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(RecordedChains.require(EVIDENCE)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The publisher takes the middle of the coin prices, times one price of the underlying, and no option without a bid. */
    private void addOption(final String option, final double underlying) {
        final double bid = number(option, "bestBidPrice");
        final double ask = number(option, "bestAskPrice");
        final Map<Double, double[]> expiry = option.contains("\"2021-10-08T08:00:00.000Z\"") ? near : next;
        final double[] prices =
                expiry.computeIfAbsent(number(option, "strikePrice"), strike -> new double[] {Double.NaN, Double.NaN});
        prices[option.contains("\"call\"") ? 0 : 1] = 0.5 * (bid + ask) * underlying;
    }

    private static ModelFreeVariance check(
            final Map<Double, double[]> prices,
            final double rate,
            final String json,
            final String name,
            final String number) {
        final ModelFreeVariance variance = new ModelFreeVariance(CAPACITY);
        final double growth = ModelFreeVariance.growth(rate, number(json, "T" + number));
        assertThat(variance.compute(prices.size(), strikes(prices), column(prices, 0), column(prices, 1), growth))
                .isTrue();
        assertThat(variance.forward()).isCloseTo(number(json, "F" + number), within(1e-9));
        assertThat(variance.centralStrike()).isEqualTo(number(json, name + "ForwardStrike"));
        assertThat(variance.contribution()).isCloseTo(number(json, name + "Contribution"), within(1e-15));
        assertThat(variance.totalVariance()).isCloseTo(number(json, name + "ModSigmaSquared"), within(1e-15));
        return variance;
    }

    private static double[] strikes(final Map<Double, double[]> prices) {
        return prices.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] column(final Map<Double, double[]> prices, final int column) {
        return prices.values().stream().mapToDouble(both -> both[column]).toArray();
    }

    private static double number(final String json, final String name) {
        final Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*([-0-9.eE]+)").matcher(json);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
    }

    /** With strikes close together and far out, the index of a flat chain is its volatility. */
    @Test
    void aFlatChainHasItsOwnVolatility() {
        final int count = 2_000;
        final double[] strike = new double[count];
        final double[] call = new double[count];
        final double[] put = new double[count];
        final ModelFreeVariance variance = new ModelFreeVariance(count);
        for (int i = 0; i < count; i++) {
            strike[i] = 5 + i * 0.25;
            call[i] = Black76.price(true, 100, strike[i], 0.1, 0.6);
            put[i] = Black76.price(false, 100, strike[i], 0.1, 0.6);
        }
        assertThat(variance.compute(count, strike, call, put, 1)).isTrue();
        assertThat(Math.sqrt(variance.totalVariance() / 0.1)).isCloseTo(0.6, within(1e-4));
        assertThat(variance.forward()).isCloseTo(100, within(1e-9));
    }

    @Test
    void optionsBeyondTwoWithoutPriceAreLeftOut() {
        final double[] strike = {70, 75, 80, 85, 90, 95, 100, 105, 110, 115, 120};
        final double[] call = new double[strike.length];
        final double[] put = new double[strike.length];
        Arrays.fill(call, 1);
        Arrays.fill(put, 1);
        put[3] = Double.NaN;
        put[1] = 0;
        put[2] = -1;
        call[8] = Double.POSITIVE_INFINITY;
        final ModelFreeVariance variance = new ModelFreeVariance(CAPACITY);
        assertThat(variance.compute(strike.length, strike, call, put, 1)).isTrue();
        assertThat(variance.centralStrike()).isEqualTo(70);
        put[6] = 0.5;
        call[6] = 0.9;
        for (int i = 0; i < strike.length; i++) {
            call[i] = i == 6 ? 0.9 : call[i] + 100 - strike[i] + 2;
        }
        assertThat(variance.compute(strike.length, strike, call, put, 1)).isTrue();
        assertThat(variance.centralStrike()).isEqualTo(100);
        assertThat(variance.usedStrike(0)).isEqualTo(90);
    }

    @Test
    void whatCannotBeComputedIsRefused() {
        final ModelFreeVariance variance = new ModelFreeVariance(CAPACITY);
        final double[] nan = {Double.NaN, Double.NaN};
        assertThat(variance.compute(2, new double[] {1, 2}, nan, nan, 1)).isFalse();
        assertThat(variance.totalVariance()).isNaN();
        assertThat(variance.compute(0, nan, nan, nan, 1)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> variance.compute(2, new double[] {2, 1}, nan, nan, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> variance.compute(2, nan, nan, nan, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variance.compute(2, new double[] {1, 2}, nan, nan, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> VolatilityIndex.points(1, 2, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> VolatilityIndex.points(1, -1, 1, 1, 1));
        assertThat(VolatilityIndex.points(Double.NaN, 1, 1, 2, 1.5)).isNaN();
        assertThat(VolatilityIndex.points(-1, 1, -1, 2, 1.5)).isNaN();
    }
}
