package io.strikebook.cli.admin;

import io.strikebook.schemas.SettleExpiryEncoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Settles what has expired at a price that the operator names. */
@Command(
        name = "settle",
        description = {
            "Settles what has expired at a delivery price.",
            "",
            "An expiry settles by itself, at the index's average over the half hour before it. This is for one that cannot,"
                    + " because the underlying never had an index: SettlementWaiting on margin names it."
        },
        footer = {"", "Example: strikebook admin settle --underlying BTC --expiry 2026-12-25T08:00:00Z --price 91250.5"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SettleExpiry implements Callable<Integer> {
    private static final int PRICE_PLACES = 8;

    @Mixin
    private AdminOptions options;

    @Option(names = "--underlying", paramLabel = "CODE", required = true, description = "its code, e.g. BTC")
    private String underlying;

    @Option(
            names = "--expiry",
            paramLabel = "TIME",
            required = true,
            description = "when it expired, UTC, e.g. 2026-12-25T08:00:00Z")
    private String expiry;

    @Option(
            names = "--price",
            paramLabel = "PRICE",
            required = true,
            description = "delivery price of the underlying, above 0")
    private BigDecimal price;

    @Override
    public Integer call() {
        final long priceE8 = options.fixedPoint("--price", price, PRICE_PLACES);
        if (priceE8 <= 0) {
            throw options.usage("--price: " + price.toPlainString() + " is not above 0");
        }
        final long expiryNs = expiryNs();
        return options.run(names -> {
            final int underlyingId = options.underlyingId(underlying);
            return (buffer, offset, header) -> new SettleExpiryEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .settledNs(expiryNs)
                    .deliveryPriceE8(priceE8)
                    .underlyingId(underlyingId)
                    .encodedLength();
        });
    }

    private long expiryNs() {
        try {
            final Instant instant = Instant.parse(expiry);
            return Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), instant.getNano());
        } catch (final DateTimeParseException | ArithmeticException e) {
            throw options.usage("--expiry: '" + expiry + "' is no time such as 2026-12-25T08:00:00Z");
        }
    }
}
