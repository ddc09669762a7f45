package io.strikebook.cli.admin;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.OptionType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists an instrument. */
@Command(
        name = "list-instrument",
        description = "Lists an instrument; its id is in the answer.",
        footer = {
            "",
            "Example: strikebook admin list-instrument BTC-27MAR26-100000-C --kind option --option-type call "
                    + "--underlying BTC"
                    + " --strike 100000 --expiry 2026-03-27T08:00:00Z --settlement BTC --tick 0.0001 --lot 0.1 "
                    + "--max-order-lots 10000",
            "Example: strikebook admin list-instrument BTC_USDC --kind spot --style linear --underlying BTC "
                    + "--settlement USDC --tick 0.5 --lot 0.0001 --max-order-lots 1000000"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ListInstrument implements Callable<Integer> {
    private static final int PLACES = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    @Mixin
    private AdminOptions options;

    @Parameters(paramLabel = "SYMBOL", description = "1..32 printable ASCII characters")
    private String symbol;

    @Option(
            names = "--underlying",
            paramLabel = "CODE",
            required = true,
            description = "code of an underlying of the venue, e.g. BTC; of spot the coin that is bought and sold")
    private String underlying;

    @Option(names = "--kind", paramLabel = "K", required = true, description = "option, future, perpetual or spot")
    private String kind;

    @Option(
            names = "--option-type",
            paramLabel = "T",
            defaultValue = "none",
            description = "call or put; none for the others (default: none)")
    private String optionType;

    @Option(
            names = "--style",
            paramLabel = "S",
            defaultValue = "inverse",
            description = "inverse (settled in coin) or linear (settled in dollars; spot) (default: ${DEFAULT-VALUE})")
    private String style;

    @Option(
            names = "--settlement",
            paramLabel = "C",
            required = true,
            description =
                    "currency of premium, profit and margin: BTC, ETH, USDC or USD; of spot what it is paid with, USDC or USD")
    private String settlement;

    @Option(
            names = "--strike",
            paramLabel = "X",
            defaultValue = "0",
            description = "options: strike in USD (default: 0)")
    private BigDecimal strike;

    @Option(
            names = "--expiry",
            paramLabel = "T",
            description = "UTC, e.g. 2026-03-27T08:00:00Z; perpetuals and spot have none")
    private String expiry;

    @Option(
            names = "--tick",
            paramLabel = "X",
            required = true,
            description = "price step in the quotation of the instrument, e.g. 0.5")
    private BigDecimal tick;

    @Option(
            names = "--lot",
            paramLabel = "X",
            required = true,
            description = "units of one lot: USD for inverse futures and perpetuals, else coins")
    private BigDecimal lot;

    @Option(names = "--max-order-lots", paramLabel = "LOTS", required = true, description = "largest order, in lots")
    private long maxOrderLots;

    @Override
    public Integer call() {
        final InstrumentTerms terms = terms();
        final String problem = terms.problem();
        if (problem != null) {
            throw options.usage(problem);
        }
        return options.run(names -> (buffer, offset, header) -> {
            final ListInstrumentEncoder request =
                    new ListInstrumentEncoder().wrapAndApplyHeader(buffer, offset, header);
            TermsCodec.encode(terms, request.terms());
            return request.encodedLength();
        });
    }

    private InstrumentTerms terms() {
        return new InstrumentTerms(
                symbol,
                underlying,
                options.choice(
                        "--kind",
                        kind,
                        List.of(
                                InstrumentKind.OPTION,
                                InstrumentKind.FUTURE,
                                InstrumentKind.PERPETUAL,
                                InstrumentKind.SPOT)),
                options.choice("--option-type", optionType, List.of(OptionType.NONE, OptionType.CALL, OptionType.PUT)),
                options.choice("--style", style, List.of(ContractStyle.INVERSE, ContractStyle.LINEAR)),
                options.choice(
                        "--settlement", settlement, List.of(Currency.BTC, Currency.ETH, Currency.USDC, Currency.USD)),
                options.fixedPoint("--strike", strike, PLACES),
                expiryNs(),
                options.fixedPoint("--tick", tick, PLACES),
                options.fixedPoint("--lot", lot, PLACES),
                maxOrderLots);
    }

    private long expiryNs() {
        if (expiry == null) {
            return 0;
        }
        try {
            final Instant instant = Instant.parse(expiry);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
        } catch (final DateTimeParseException | ArithmeticException e) {
            throw options.usage("--expiry: '" + expiry + "' is no time like 2026-03-27T08:00:00Z");
        }
    }
}
