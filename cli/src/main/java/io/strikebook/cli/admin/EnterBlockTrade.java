package io.strikebook.cli.admin;

import io.strikebook.cli.tail.TailNames;
import io.strikebook.schemas.BlockTradeEncoder;
import io.strikebook.schemas.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Enters a trade that two accounts agreed on. */
@Command(
        name = "block-trade",
        description =
                "Trades between two accounts outside the books, in one instrument or in several at once, all or nothing.",
        footer = {
            "",
            "Example: strikebook admin block-trade --account 7 --counterparty 8 --underlying BTC "
                    + "--leg buy:BTC-PERPETUAL:10000:65000.5 --leg sell:BTC-27MAR26-100000-C:250:0.0125"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class EnterBlockTrade implements Callable<Integer> {
    private static final int PLACES = 8;
    private static final int MAX_LEGS = 16;
    private static final int PARTS = 4;

    @Mixin
    private AdminOptions options;

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account id; the sides of the legs are its")
    private int accountId;

    @Option(
            names = "--counterparty",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account that does the opposite")
    private int counterpartyId;

    @Option(
            names = "--underlying",
            paramLabel = "CODE",
            required = true,
            description = "code of the underlying of all legs, e.g. BTC")
    private String underlying;

    @Option(
            names = "--leg",
            paramLabel = "SIDE:I:LOTS:PRICE",
            required = true,
            description = "buy or sell, instrument by name or id, lots, price; up to 16 times")
    private List<String> legs;

    @Option(
            names = "--block-id",
            paramLabel = "N",
            defaultValue = "0",
            description = "number that the fills repeat (default: ${DEFAULT-VALUE})")
    private long blockId;

    private record Leg(int instrumentId, Side side, long lots, long priceE8) {}

    @Override
    public Integer call() {
        if (legs.size() > MAX_LEGS) {
            throw options.usage("--leg: " + legs.size() + " legs, at most " + MAX_LEGS + " are possible");
        }
        final int underlyingId = options.underlyingId(underlying);
        return options.run(names -> {
            final List<Leg> read = legs.stream().map(leg -> read(leg, names)).toList();
            return (buffer, offset, header) -> {
                final BlockTradeEncoder request = new BlockTradeEncoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .blockId(blockId)
                        .validUntilNs(0)
                        .accountId(accountId)
                        .counterpartyId(counterpartyId)
                        .underlyingId(underlyingId)
                        .reserved(0);
                final BlockTradeEncoder.LegsEncoder encoder = request.legsCount(read.size());
                for (final Leg leg : read) {
                    encoder.next()
                            .priceE8(leg.priceE8)
                            .quantityLots(leg.lots)
                            .instrumentId(leg.instrumentId)
                            .side(leg.side)
                            .legReserved1((short) 0)
                            .legReserved2(0);
                }
                return request.encodedLength();
            };
        });
    }

    private Leg read(final String leg, final TailNames names) {
        final String[] parts = leg.split(":");
        final boolean understood = parts.length == PARTS
                && (parts[0].equals("buy") || parts[0].equals("sell"))
                && parts[2].matches("\\d{1,10}")
                && parts[3].matches("\\d{1,10}(\\.\\d+)?");
        if (!understood) {
            throw options.usage("--leg: '" + leg + "' is no leg like buy:BTC-PERPETUAL:10000:65000.5");
        }
        return new Leg(
                options.instrumentId(names, parts[1]),
                parts[0].equals("buy") ? Side.BUY : Side.SELL,
                Long.parseLong(parts[2]),
                options.fixedPoint("--leg", new BigDecimal(parts[3]), PLACES));
    }
}
