package io.strikebook.cli.admin;

import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.SetRateLimitEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets how many requests of a kind an account may send. */
@Command(
        name = "rate-limit",
        description = {
            "Sets how many requests of a kind an account may send.",
            "",
            "trading: orders, replaces, single cancels, block trades; linked orders one for each part. cancel_all: mass cancels, "
                    + "cancels by label and of quotes. mass_quotes: messages; quotes: their sides with a price. non_matching: "
                    + "settings. Cancels cost, and pass all the same."
        },
        footer = {"", "Example: strikebook admin rate-limit --account 7 trading --per-second 50 --burst 200"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetRateLimit implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Mixin
    private AccountOption account;

    @Parameters(paramLabel = "KIND", description = "non_matching, trading, cancel_all, mass_quotes or quotes")
    private String kind;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            required = true,
            description =
                    "how many again each second, up to 1000000; 0: as the venue has it (venue.riskLimits); -1: any number")
    private int perSecond;

    @Option(
            names = "--burst",
            paramLabel = "N",
            defaultValue = "0",
            description = "how many at once; needed with a rate of its own")
    private int burst;

    @Override
    public Integer call() {
        final RequestKind chosen = options.choice(
                "KIND",
                kind,
                List.of(
                        RequestKind.NON_MATCHING,
                        RequestKind.TRADING,
                        RequestKind.CANCEL_ALL,
                        RequestKind.MASS_QUOTES,
                        RequestKind.QUOTES,
                        RequestKind.SPOT));
        if (perSecond > 0 && burst <= 0) {
            throw options.usage("--burst: a rate needs one, from 1");
        }
        return options.run(names -> (buffer, offset, header) -> new SetRateLimitEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(account.id())
                .perSecond(perSecond)
                .burst(burst)
                .requestKind(chosen)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength());
    }
}
