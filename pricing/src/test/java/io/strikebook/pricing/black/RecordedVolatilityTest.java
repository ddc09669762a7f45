package io.strikebook.pricing.black;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.pricing.RecordedChains;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Implied volatility of every option of every recorded chain. */
class RecordedVolatilityTest {
    private final BatchPricer pricer = BatchPricer.create();
    private final List<Double> roundTrip = new ArrayList<>();
    private final List<Double> againstTheirs = new ArrayList<>();

    /**
     * There and back, in units of what a last digit of the price moves the volatility by, where the price has all digits. Their marks are rounded to 1e-4 coin (or 5e-5),
     * their volatilities to 1e-4, and forwards lag: where a digit of the mark is worth less than 0.1 %, most answers agree to that.
     */
    @Test
    void everyPriceGivesItsVolatility() throws IOException {
        final List<Path> polls = RecordedChains.polls("");
        assertThat(polls).hasSizeGreaterThan(50);
        for (final Path poll : polls) {
            check(RecordedChains.read(poll));
        }
        Collections.sort(roundTrip);
        Collections.sort(againstTheirs);
        final double worst = roundTrip.get(roundTrip.size() - 1);
        final double median = againstTheirs.get(againstTheirs.size() / 2);
        System.out.println(polls.size() + " chains, " + roundTrip.size() + " options: worst round trip " + worst
                + "; median distance from the venue's volatility " + median + " of " + againstTheirs.size());
        assertThat(roundTrip).hasSizeGreaterThan(50_000);
        assertThat(worst).isLessThan(8);
        assertThat(median).isLessThan(1e-3);
    }

    private void check(final List<RecordedChains.Option> chain) {
        final OptionColumns options = new OptionColumns(chain.size());
        final double[] prices = new double[chain.size()];
        final double[] volatilities = new double[chain.size()];
        final Black76 black76 = new Black76();
        chain.forEach(o -> options.add(o.call(), o.forward(), o.strike(), o.years(), o.markVolatility()));
        pricer.price(options, prices);
        pricer.impliedVolatility(options, prices, volatilities);
        for (int i = 0; i < chain.size(); i++) {
            final RecordedChains.Option o = chain.get(i);
            black76.evaluate(o.call(), o.forward(), o.strike(), o.years(), o.markVolatility());
            final double digit = Math.ulp(prices[i]) / black76.vega();
            if (prices[i] > 1e-300 && digit < 1e-6) {
                roundTrip.add(Math.abs(volatilities[i] - o.markVolatility()) / (digit + Math.ulp(volatilities[i])));
            }
            final double theirs =
                    ImpliedVolatility.of(o.call(), o.forward(), o.strike(), o.years(), o.mark() * o.forward());
            if (1e-4 * o.forward() / black76.vega() < 1e-3 && theirs > 0) {
                againstTheirs.add(Math.abs(theirs - o.markVolatility()));
            }
        }
    }
}
