package io.strikebook.cli.admin;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.schemas.SetScenarioSetEncoder;
import io.strikebook.schemas.VolatilityRule;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes what margin of an underlying is made of. */
@Command(
        name = "scenario-set",
        description = {
            "Changes what margin of an underlying is made of; what is not given stays as it is.",
            "",
            "The pricer's next epoch has the venue's next version of the scenario set, and with it the risk arrays of all"
                    + " options of the underlying that have marks. What applies then, the command that is printed says. All"
                    + " are ratios with at most 8 decimal places.",
            "",
            "Where the venue has a rule for the underlying's volatility, these are the least: the rule multiplies price range,"
                    + " rise of volatility and standard margin while volatility is high. Held it multiplies nothing, and"
                    + " parameters are at once what operators say."
        },
        footer = {
            "",
            "Examples:",
            "  strikebook admin scenario-set --underlying BTC --price-range 0.16 --volatility-up 0.5",
            "  strikebook admin scenario-set --underlying BTC --volatility-rule hold --standard-margin 1.5"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetScenarioSet implements Callable<Integer> {
    private static final int PLACES = 8;

    @Mixin
    private AdminOptions options;

    @Option(names = "--underlying", paramLabel = "CODE", required = true, description = "its code, e.g. BTC")
    private String underlying;

    private final long[] requestedE8 = ScenarioSets.unchanged();

    @Option(
            names = "--price-range",
            paramLabel = "X",
            description = "largest price move of the standard scenarios, above 0 to 0.5")
    void priceRange(final BigDecimal value) {
        take(ScenarioParameter.PRICE_RANGE, value);
    }

    @Option(names = "--volatility-up", paramLabel = "X", description = "relative rise of volatility at 30 days, 0 to 5")
    void volatilityUp(final BigDecimal value) {
        take(ScenarioParameter.VOLATILITY_UP, value);
    }

    @Option(
            names = "--volatility-down",
            paramLabel = "X",
            description = "relative fall of volatility at 30 days, 0 to 1")
    void volatilityDown(final BigDecimal value) {
        take(ScenarioParameter.VOLATILITY_DOWN, value);
    }

    @Option(
            names = "--short-power",
            paramLabel = "X",
            description = "power of 30 / days that it is multiplied with, below 30 days, 0 to 1")
    void shortPower(final BigDecimal value) {
        take(ScenarioParameter.SHORT_POWER, value);
    }

    @Option(names = "--long-power", paramLabel = "X", description = "the same from 30 days on, 0 to 1")
    void longPower(final BigDecimal value) {
        take(ScenarioParameter.LONG_POWER, value);
    }

    @Option(
            names = "--least-shocked-up",
            paramLabel = "X",
            description = "least volatility after a rise, 0 to 5; 0.5 is 50 %%")
    void leastShockedUp(final BigDecimal value) {
        take(ScenarioParameter.LEAST_SHOCKED_UP, value);
    }

    @Option(names = "--extended-factor", paramLabel = "X", description = "weight of the extended moves, 0 to 2")
    void extendedFactor(final BigDecimal value) {
        take(ScenarioParameter.EXTENDED_FACTOR, value);
    }

    @Option(
            names = "--least-roll-move",
            paramLabel = "X",
            description = "least annualised move of the roll shock, 0 to 1")
    void leastRollMove(final BigDecimal value) {
        take(ScenarioParameter.LEAST_ROLL_MOVE, value);
    }

    @Option(
            names = "--roll-move-risk",
            paramLabel = "X",
            description = "annualised move risk of the roll shock, 0 to 1")
    void rollMoveRisk(final BigDecimal value) {
        take(ScenarioParameter.ROLL_MOVE_RISK, value);
    }

    @Option(
            names = "--standard-margin",
            paramLabel = "X",
            description = "what the rates of standard margin are multiplied by, 0.1 to 10")
    void standardMargin(final BigDecimal value) {
        take(ScenarioParameter.STANDARD_MARGIN, value);
    }

    @Option(
            names = "--volatility-rule",
            paramLabel = "MODE",
            description =
                    "whether the venue's rule for the underlying's volatility raises these: ${COMPLETION-CANDIDATES}")
    private Mode rule;

    /** What may be said of a rule. */
    enum Mode {
        /** It raises. */
        follow(VolatilityRule.FOLLOWED),
        /** It does not. */
        hold(VolatilityRule.HELD);

        private final VolatilityRule code;

        Mode(final VolatilityRule code) {
            this.code = code;
        }
    }

    private void take(final ScenarioParameter parameter, final BigDecimal value) {
        if (value == null) {
            return;
        }
        final String option = "--" + parameter.label();
        final long valueE8 = options.fixedPoint(option, value, PLACES);
        if (!parameter.allows(valueE8)) {
            throw options.usage(option + ": " + value.toPlainString() + " is not " + plain(parameter.leastE8()) + ".."
                    + plain(parameter.mostE8()));
        }
        requestedE8[parameter.ordinal()] = valueE8;
    }

    private static String plain(final long valueE8) {
        return BigDecimal.valueOf(valueE8, PLACES).stripTrailingZeros().toPlainString();
    }

    @Override
    public Integer call() {
        if (rule == null && Arrays.equals(requestedE8, ScenarioSets.unchanged())) {
            throw options.usage("no parameter is given that is to change");
        }
        return options.run(names -> {
            final int underlyingId = options.underlyingId(underlying);
            return (buffer, offset, header) -> {
                final SetScenarioSetEncoder request =
                        new SetScenarioSetEncoder().wrapAndApplyHeader(buffer, offset, header);
                ScenarioCodec.encode(requestedE8, request);
                return request.underlyingId(underlyingId)
                        .reserved(0)
                        .volatilityRule(rule == null ? VolatilityRule.UNCHANGED : rule.code)
                        .reserved1((short) 0)
                        .reserved2(0)
                        .encodedLength();
            };
        });
    }
}
