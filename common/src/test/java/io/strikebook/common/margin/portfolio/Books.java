package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.portfolio.PortfolioTwin.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Portfolios of a made-up market, and their books. */
final class Books {
    private static final long DOLLAR_LOT_E8 = 100_000_000L;

    private Books() {}

    /** A few positions of all sizes, each instrument once. */
    static List<Holding> random(final MadeMarket market, final SplittableRandom random) {
        final List<Holding> holdings = new ArrayList<>();
        final int count = random.nextInt(1, 12);
        for (int i = 0; i < count; i++) {
            holdings.add(one(market, random, random.nextInt(4) == 0 ? market.futures : market.options));
        }
        return merged(holdings);
    }

    /** One position, not of 0 lots, of a tenth of a coin up to ten thousand coins, or up to some coins of linear contracts. */
    static Holding one(
            final MadeMarket market, final SplittableRandom random, final List<MadeMarket.Marked> instruments) {
        final MadeMarket.Marked marked = instruments.get(random.nextInt(instruments.size()));
        final double magnitude = market.inverse ? 5 : 1.2;
        final long tenths = Math.round(Math.pow(10, random.nextDouble() * magnitude));
        final boolean inDollars = marked.instrument().isInverseFuture();
        final long lots = inDollars ? Math.max(1, tenths * (market.indexE8 / DOLLAR_LOT_E8) / 10) : tenths;
        return new Holding(marked, random.nextBoolean() ? lots : -lots);
    }

    /** Each instrument once, and none with nothing. */
    static List<Holding> merged(final List<Holding> holdings) {
        return PortfolioTwin.joined(List.of(), holdings).stream()
                .filter(holding -> holding.lots() != 0)
                .toList();
    }

    static long[] of(final PortfolioMargin model, final List<Holding> holdings) {
        final long[] book = new long[model.bookLength()];
        for (final Holding holding : holdings) {
            assertThat(model.move(book, 0, holding.marked().risk(), 0, holding.lots()))
                    .isTrue();
        }
        return book;
    }

    static boolean fits(final PortfolioMargin model, final List<Holding> holdings) {
        final long[] book = new long[model.bookLength()];
        return holdings.stream()
                .allMatch(holding -> model.move(book, 0, holding.marked().risk(), 0, holding.lots()));
    }

    /** The market's model without delta shock and dampener. */
    static PortfolioMargin withoutSizeTerms(final MadeMarket market) {
        final PortfolioParameters now = market.parameters;
        return told(
                market,
                new PortfolioParameters(
                        now.priceRangeE8(),
                        now.extendedFactorE8(),
                        0,
                        0,
                        now.deltaThresholdE8(),
                        0,
                        now.pnlOffsetE8(),
                        now.mostOffsetE8(),
                        now.maintenanceE8()));
    }

    /** The market's model with a range of so many times its own. */
    static PortfolioMargin withRange(final MadeMarket market, final int times) {
        final PortfolioParameters now = market.parameters;
        return told(
                market,
                new PortfolioParameters(
                        times * now.priceRangeE8(),
                        now.extendedFactorE8(),
                        now.dampenerE8(),
                        now.mostDeltaShockE8(),
                        now.deltaThresholdE8(),
                        now.deltaIncrementE12(),
                        now.pnlOffsetE8(),
                        now.mostOffsetE8(),
                        now.maintenanceE8()));
    }

    private static PortfolioMargin told(final MadeMarket market, final PortfolioParameters parameters) {
        final PortfolioMargin model = new PortfolioMargin(parameters, market.inverse, market.factorsE12.length);
        model.index(market.indexE8);
        for (int slot = 0; slot < market.factorsE12.length; slot++) {
            model.expiryFactor(slot, market.factorsE12[slot]);
        }
        return model;
    }
}
