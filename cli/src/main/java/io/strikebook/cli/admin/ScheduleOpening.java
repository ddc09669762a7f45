package io.strikebook.cli.admin;

import io.strikebook.schemas.ScheduleOpeningEncoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has an instrument open with an auction. */
@Command(
        name = "schedule-opening",
        description =
                "Puts an instrument into pre-open now, into its opening auction at one time, and opens it at another.",
        footer = {
            "",
            "Example: strikebook admin schedule-opening BTC-PERPETUAL --auction 2026-03-27T07:55:00Z "
                    + "--open 2026-03-27T08:00:00Z"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ScheduleOpening implements Callable<Integer> {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    @Mixin
    private AdminOptions options;

    @Parameters(paramLabel = "INSTRUMENT", description = "name, e.g. BTC-PERPETUAL, or id")
    private String instrument;

    @Option(
            names = "--auction",
            paramLabel = "T",
            description = "UTC, when the auction begins, e.g. 2026-03-27T07:55:00Z (default: at once)")
    private String auction;

    @Option(
            names = "--open",
            paramLabel = "T",
            required = true,
            description = "UTC, when it ends and orders trade as they arrive")
    private String open;

    @Override
    public Integer call() {
        final long auctionNs = auction == null ? 0 : timeNs("--auction", auction);
        final long openNs = timeNs("--open", open);
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new ScheduleOpeningEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .auctionNs(auctionNs)
                    .openNs(openNs)
                    .instrumentId(instrumentId)
                    .reserved(0)
                    .encodedLength();
        });
    }

    private long timeNs(final String option, final String text) {
        try {
            final Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
        } catch (final DateTimeParseException | ArithmeticException e) {
            throw options.usage(option + ": '" + text + "' is no time like 2026-03-27T08:00:00Z");
        }
    }
}
