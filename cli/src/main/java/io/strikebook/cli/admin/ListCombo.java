package io.strikebook.cli.admin;

import io.strikebook.cli.tail.TailNames;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.schemas.ComboLegsEncoder;
import io.strikebook.schemas.ListComboEncoder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists a combination of instruments that are listed. */
@Command(
        name = "list-combo",
        description = {
            "Lists a combination of 2 to 4 options, or futures and perpetuals, of one underlying; its id is in the answer.",
            "",
            "Of the leg with the lowest id its buyer buys; one leg at least has a ratio of 1 or -1."
        },
        footer = {
            "",
            "Example: strikebook admin list-combo BTC-CS-27MAR26-90_100 --leg BTC-27MAR26-90000-C:1 "
                    + "--leg BTC-27MAR26-100000-C:-1 --tick 0.0001 --max-order-lots 1000"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ListCombo implements Callable<Integer> {
    private static final int PLACES = 8;

    @Mixin
    private AdminOptions options;

    @Parameters(paramLabel = "SYMBOL", description = "1..32 printable ASCII characters")
    private String symbol;

    @Option(
            names = "--leg",
            paramLabel = "I:RATIO",
            required = true,
            description = "name or id, and lots per lot of the combination, negative where its buyer sells")
    private List<String> legs;

    @Option(names = "--tick", paramLabel = "X", required = true, description = "price step, e.g. 0.0001")
    private BigDecimal tick;

    @Option(names = "--max-order-lots", paramLabel = "LOTS", required = true, description = "largest order, in lots")
    private long maxOrderLots;

    @Override
    public Integer call() {
        final long tickSizeE8 = options.fixedPoint("--tick", tick, PLACES);
        if (legs.size() > ComboLegs.MAX) {
            throw options.usage("--leg: " + legs.size() + " legs, at most " + ComboLegs.MAX + " are possible");
        }
        return options.run(names -> {
            final TreeMap<Integer, Integer> ratios = new TreeMap<>();
            legs.forEach(leg -> add(leg, names, ratios));
            return request(symbol, tickSizeE8, maxOrderLots, ratios);
        });
    }

    /** A request to list a combination of instruments by their ids, with lots of each per lot of it. */
    static AdminRequest request(
            final String symbol,
            final long tickSizeE8,
            final long maxOrderLots,
            final SortedMap<Integer, Integer> ratios) {
        return (buffer, offset, header) -> {
            final ListComboEncoder request = new ListComboEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .symbol(symbol)
                    .tickSizeE8(tickSizeE8)
                    .maxOrderLots(maxOrderLots);
            encode(ratios, request.legs());
            return request.encodedLength();
        };
    }

    private void add(final String leg, final TailNames names, final Map<Integer, Integer> ratios) {
        final int colon = leg.lastIndexOf(':');
        if (colon < 0 || !leg.substring(colon + 1).matches("-?\\d{1,3}")) {
            throw options.usage("--leg: '" + leg + "' is no instrument and ratio like BTC-PERPETUAL:-1");
        }
        final int instrumentId = options.instrumentId(names, leg.substring(0, colon));
        if (ratios.put(instrumentId, Integer.parseInt(leg.substring(colon + 1))) != null) {
            throw options.usage("--leg: '" + leg + "' is a leg already");
        }
    }

    private static void encode(final SortedMap<Integer, Integer> ratios, final ComboLegsEncoder encoder) {
        final int[] ids = new int[ComboLegs.MAX];
        final int[] ofLegs = new int[ComboLegs.MAX];
        int count = 0;
        for (final Map.Entry<Integer, Integer> leg : ratios.entrySet()) {
            ids[count] = leg.getKey();
            ofLegs[count] = leg.getValue();
            count++;
        }
        encoder.leg1Id(ids[0]).leg2Id(ids[1]).leg3Id(ids[2]).leg4Id(ids[3]);
        encoder.ratio1(ofLegs[0]).ratio2(ofLegs[1]).ratio3(ofLegs[2]).ratio4(ofLegs[3]);
    }
}
