package io.strikebook.pricing.black;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.pricing.RecordedChains;
import io.strikebook.pricing.RecordedChains.Option;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Deribit's own marks of a calm day. Quotes of one poll are not simultaneous and volatilities are rounded, hence the tolerances. A
 * forward that is off by a share e moves a put in the money by e x strike / forward coins; in the two polls whose forwards lag, puts
 * at three and four times the forward miss by up to 1.1e-3 coin for that reason alone, so over the whole day the error is measured
 * per max(1, strike / forward).
 */
class RecordedChainTest {
    private static final String CALM_DAY = "20260105T";
    private static final String FIRST_POLL = CALM_DAY + "041127Z";
    private static final String LAST_POLL = CALM_DAY + "212130Z";
    private static final double MEDIAN = 2e-5;
    private static final double WORST = 5e-4;

    private record Errors(List<Double> coins, List<Double> perLever) {}

    @Test
    void marksOfTheFirstAndTheLastPollFollowFromForwardAndVolatility() throws IOException {
        for (final String poll : List.of(FIRST_POLL, LAST_POLL)) {
            check(poll, errors(poll).coins());
        }
    }

    @Test
    void marksOfTheWholeDayFollowButForTheForwardsLag() throws IOException {
        final Errors errors = errors(CALM_DAY);
        assertThat(errors.coins().get(errors.coins().size() / 2)).isLessThanOrEqualTo(MEDIAN);
        check(CALM_DAY, errors.perLever());
    }

    private static void check(final String name, final List<Double> errors) {
        final double median = errors.get(errors.size() / 2);
        final double worst = errors.get(errors.size() - 1);
        System.out.println(name + ": " + errors.size() + " options, median error " + median + ", worst " + worst);
        assertThat(errors.size()).isGreaterThan(1_000);
        assertThat(median).isLessThanOrEqualTo(MEDIAN);
        assertThat(worst).isLessThanOrEqualTo(WORST);
    }

    private static Errors errors(final String prefix) throws IOException {
        final List<Path> polls = RecordedChains.polls(prefix);
        assertThat(polls).isNotEmpty();
        final Errors errors = new Errors(new ArrayList<>(), new ArrayList<>());
        for (final Path poll : polls) {
            for (final Option option : RecordedChains.read(poll)) {
                addError(option, errors);
            }
        }
        Collections.sort(errors.coins());
        Collections.sort(errors.perLever());
        return errors;
    }

    private static void addError(final Option option, final Errors errors) {
        final double price = Black76.price(
                option.call(), option.forward(), option.strike(), option.years(), option.markVolatility());
        final double error = Math.abs(price / option.forward() - option.mark());
        errors.coins().add(error);
        errors.perLever().add(error / Math.max(1, option.strike() / option.forward()));
    }
}
