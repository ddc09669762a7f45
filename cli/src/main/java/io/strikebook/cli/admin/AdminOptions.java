package io.strikebook.cli.admin;

import io.strikebook.cli.HomeOption;
import io.strikebook.cli.tail.TailNames;
import io.strikebook.common.venue.Underlying;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every request has in common: home, timeout, form of the output. */
public final class AdminOptions {
    private static final int LONGEST_TIMEOUT_SECONDS = 3_600;

    @Mixin
    private HomeOption homeOption;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "how long to wait for another writer, for the decision and for the answer, each, in seconds, "
                    + "e.g. 0.5"
                    + " (default: ${DEFAULT-VALUE})")
    private BigDecimal timeoutSeconds;

    @Option(names = "--json", description = "print the command and its answer as JSON objects, one per line")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Records the request that is made and tells what became of it. */
    int run(final Function<TailNames, AdminRequest> toRequest) {
        return new AdminSession(
                        homeOption.home(),
                        timeoutNs(),
                        json,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr())
                .run(toRequest);
    }

    /** The spreads of what the home lists, once it lists something. */
    List<Spread> awaitSpreads() {
        try (ListedInstruments instruments = new ListedInstruments(homeOption.home())) {
            instruments.await(timeoutNs());
            return Spread.of(instruments.listed());
        }
    }

    private long timeoutNs() {
        if (timeoutSeconds.signum() < 0 || timeoutSeconds.compareTo(BigDecimal.valueOf(LONGEST_TIMEOUT_SECONDS)) > 0) {
            throw usage("--timeout: " + timeoutSeconds + " is not 0.." + LONGEST_TIMEOUT_SECONDS + " seconds");
        }
        return timeoutSeconds
                .multiply(BigDecimal.valueOf(TimeUnit.SECONDS.toNanos(1)))
                .longValue();
    }

    /**
     * A decimal number as fixed point; refuses what has more places or does not fit.
     *
     * @param option names it in the refusal
     */
    long fixedPoint(final String option, final BigDecimal value, final int places) {
        try {
            return value.setScale(places, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
        } catch (final ArithmeticException e) {
            throw usage(option + ": " + value.toPlainString() + " has more than " + places
                    + " decimal places, or too many digits");
        }
    }

    /** Id of an instrument given by id or by name. */
    int instrumentId(final TailNames names, final String instrument) {
        if (instrument.matches("\\d{1,9}")) {
            return Integer.parseInt(instrument);
        }
        final int instrumentId = names.instrumentId(instrument);
        if (instrumentId == 0) {
            throw usage("no instrument '" + instrument + "' is listed");
        }
        return instrumentId;
    }

    /** Id of an underlying of the venue by its code. */
    int underlyingId(final String code) {
        for (final Underlying underlying : homeOption.home().open().venue().underlyings()) {
            if (underlying.code().equals(code)) {
                return underlying.underlyingId();
            }
        }
        throw usage("the venue has no underlying '" + code + "'");
    }

    /** The value of an enum by its name, whatever its case. */
    <E extends Enum<E>> E choice(final String option, final String text, final List<E> values) {
        for (final E value : values) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        final List<String> names = values.stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        throw usage(option + ": '" + text + "' is none of " + String.join(", ", names));
    }

    /** Arguments that are not understood. */
    ParameterException usage(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
