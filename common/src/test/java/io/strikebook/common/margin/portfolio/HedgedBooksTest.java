package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.StandardMargin;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.margin.model.MarginModel;
import io.strikebook.common.margin.model.StandardModel;
import io.strikebook.common.margin.portfolio.PortfolioTwin.Holding;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What portfolio margin is for: a book whose positions hedge each other needs no more than by standard margin. It holds for expiries within
 * a quarter, and for pairs of strikes that are no further apart than a tenth of the price. Beyond that there are exceptions: the roll
 * shock of a far expiry (6 % at nine months) is more than the 2 % of each future, and a wide pair can lose more than the tenth of the price
 * that standard margin asks for its short option.
 */
class HedgedBooksTest {
    private static final int PORTFOLIOS = Integer.getInteger("strikebook.margin.portfolios", 2_000);
    private static final int PER_MARKET = 50;
    private static final int FAR = 5;
    private static final int WIDEST_PART = 10;

    /** Books of one kind of hedge. */
    private enum Hedge {
        /** One future against another. */
        FUTURES,
        /** A future, a call and a put of one strike that make another the other way round. */
        CONVERSION,
        /** Two strikes of one expiry. */
        VERTICAL,
        /** One strike's neighbours against those between. */
        BUTTERFLY
    }

    private final MarginModel standard =
            new StandardModel(new StandardMargin(VenueParameters.defaults().margin()));

    @Test
    void needNoMoreThanByStandardMargin() {
        for (final Hedge hedge : Hedge.values()) {
            MadeMarket market = null;
            for (int seed = 0; seed < PORTFOLIOS; seed++) {
                market = seed % PER_MARKET == 0 ? MadeMarket.of(new SplittableRandom(seed)) : market;
                final List<Holding> holdings = hedged(hedge, market, new SplittableRandom(-1L - seed));
                assertThat(initialE12(market.model, holdings))
                        .as("%s %d", hedge, seed)
                        .isLessThanOrEqualTo(initialE12(standard, holdings));
            }
        }
    }

    @Test
    void theRollShockOfAFarExpiryIsAnException() {
        final MadeMarket market = MadeMarket.of(new SplittableRandom(1));
        final List<Holding> holdings = List.of(future(market, FAR, 20), future(market, 0, -20));
        assertThat(initialE12(market.model, holdings)).isGreaterThan(initialE12(standard, holdings));
    }

    private static long initialE12(final MarginModel model, final List<Holding> holdings) {
        final MarginFigures figures = new MarginFigures();
        final long[] book = new long[model.bookLength()];
        for (final Holding holding : holdings) {
            assertThat(model.move(book, 0, holding.marked().risk(), 0, holding.lots()))
                    .isTrue();
        }
        model.evaluate(book, 0, figures);
        return figures.initialE12();
    }

    private static List<Holding> hedged(final Hedge hedge, final MadeMarket market, final SplittableRandom random) {
        final int slot = random.nextInt(1, FAR);
        final long tenths = random.nextLong(1, market.inverse ? 1_000 : 30);
        final List<MadeMarket.Marked> calls = ofExpiry(market, slot, OptionType.CALL);
        final int strike = random.nextInt(calls.size() - 2);
        final long sign = random.nextBoolean() ? 1 : -1;
        final List<Holding> holdings = new ArrayList<>();
        switch (hedge) {
            case FUTURES -> {
                final int other = random.nextInt(slot);
                holdings.add(future(market, slot, sign * tenths));
                holdings.add(future(market, other, -sign * tenths));
            }
            case CONVERSION -> {
                holdings.add(new Holding(calls.get(strike), -sign * tenths));
                holdings.add(new Holding(ofExpiry(market, slot, OptionType.PUT).get(strike), sign * tenths));
                holdings.add(future(market, slot, sign * tenths));
            }
            case VERTICAL -> {
                final List<MadeMarket.Marked> options =
                        random.nextBoolean() ? calls : ofExpiry(market, slot, OptionType.PUT);
                if (strikeE8(options.get(strike + 1)) - strikeE8(options.get(strike)) <= market.indexE8 / WIDEST_PART) {
                    holdings.add(new Holding(options.get(strike), sign * tenths));
                    holdings.add(new Holding(options.get(strike + 1), -sign * tenths));
                }
            }
            default -> {
                holdings.add(new Holding(calls.get(strike), sign * tenths));
                holdings.add(new Holding(calls.get(strike + 1), -2 * sign * tenths));
                holdings.add(new Holding(calls.get(strike + 2), sign * tenths));
            }
        }
        return holdings;
    }

    private static List<MadeMarket.Marked> ofExpiry(final MadeMarket market, final int slot, final OptionType type) {
        return market.options.stream()
                .filter(option ->
                        option.slot() == slot && option.instrument().terms().optionType() == type)
                .toList();
    }

    private static long strikeE8(final MadeMarket.Marked option) {
        return option.instrument().terms().strikeE8();
    }

    private static Holding future(final MadeMarket market, final int slot, final long tenths) {
        final MadeMarket.Marked future = market.futures.get(slot);
        final long lots =
                market.inverse ? Math.round(tenths * (future.risk().markE8() / (double) Contracts.E8) / 10) : tenths;
        return new Holding(future, lots);
    }
}
