package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.margin.portfolio.PortfolioTwin.Holding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Laws of portfolio margin on random portfolios in made-up markets: {@code -Dstrikebook.margin.portfolios} says how many for each law, the
 * seed of a portfolio is in what fails.
 */
class RandomPortfoliosTest {
    private static final int PORTFOLIOS = Integer.getInteger("strikebook.margin.portfolios", 2_000);
    private static final int PER_MARKET = 100;
    private static final long CLOSE_E12 = 1_100;

    /** Both the worst case and the whole are rounded to the ninth decimal. */
    private static final BigDecimal TWICE = BigDecimal.valueOf(2);

    private static final BigDecimal UNIT = BigDecimal.valueOf(1, 12);

    private final PortfolioFigures figures = new PortfolioFigures();
    private final PortfolioFigures otherFigures = new PortfolioFigures();

    /** Something that holds of every portfolio. */
    private interface Law {
        void check(MadeMarket market, SplittableRandom random, long seed);
    }

    private static void each(final Law law) {
        MadeMarket market = null;
        for (int i = 0; i < PORTFOLIOS; i++) {
            if (i % PER_MARKET == 0) {
                market = MadeMarket.of(new SplittableRandom(i));
            }
            law.check(market, new SplittableRandom(-1L - i), i);
        }
    }

    @Test
    void equalsTheDecimalTwin() {
        each((market, random, seed) -> {
            final List<Holding> holdings = Books.random(market, random);
            final long[] book = Books.of(market.model, holdings);
            final PortfolioTwin twin = new PortfolioTwin(market, holdings);
            explain(market.model, book, figures);
            final BigDecimal price = market.inverse ? BigDecimal.ONE : BigDecimal.valueOf(market.indexE8, 8);
            final BigDecimal close = BigDecimal.valueOf(CLOSE_E12, 12)
                    .add(UNIT.multiply(price).multiply(twin.grossDelta.add(BigDecimal.valueOf(4))));
            assertThat(e12(figures.worstCaseE12())).as("worst case %d", seed).isCloseTo(twin.worst, within(close));
            assertThat(e12(figures.rollShockE12())).as("roll shock %d", seed).isCloseTo(twin.roll, within(close));
            assertThat(e12(figures.deltaShockE12()))
                    .as("delta shock %d", seed)
                    .isCloseTo(twin.deltaShock, within(close));
            assertThat(e12(figures.initialE12()))
                    .as("initial %d", seed)
                    .isCloseTo(twin.initial(), within(close.multiply(TWICE)));
            assertThat(e12(figures.maintenanceE12()))
                    .as("maintenance %d", seed)
                    .isCloseTo(twin.maintenance(), within(close));
        });
    }

    /** Built in one order, taken down in another, with some positions passed through others on the way. */
    @Test
    void isNeverNegativeAndABookEndsAsItBegan() {
        each((market, random, seed) -> {
            final List<Holding> holdings = Books.random(market, random);
            final long[] book = Books.of(market.model, holdings);
            explain(market.model, book, figures);
            assertThat(figures.worstCaseE12()).isNotNegative();
            assertThat(figures.initialE12()).isNotNegative();
            assertThat(figures.maintenanceE12()).isBetween(0L, figures.initialE12() + CLOSE_E12);
            assertThat(figures.riskMatrixE12()).isGreaterThanOrEqualTo(figures.rollShockE12());
            final List<Holding> shuffled = new ArrayList<>(holdings);
            Collections.shuffle(shuffled, new Random(seed));
            for (final Holding holding : shuffled) {
                final long lots = holding.lots();
                final long halfway = random.nextLong(-2 * Math.abs(lots), 2 * Math.abs(lots));
                if (market.model.move(book, 0, holding.marked().risk(), lots, halfway)) {
                    assertThat(market.model.move(book, 0, holding.marked().risk(), halfway, 0))
                            .isTrue();
                } else {
                    assertThat(market.model.move(book, 0, holding.marked().risk(), lots, 0))
                            .isTrue();
                }
            }
            assertThat(book).as("book %d", seed).containsOnly(0);
        });
    }

    /**
     * Two accounts never need less than one that has what both have, where nothing is charged for size and nothing forgiven by amount. The
     * published parameters do both: the delta shock grows faster than the delta, and every account has the dampener once. Nothing else
     * makes an exception.
     */
    @Test
    void isSubadditiveButForTheDeltaShockAndTheDampener() {
        each((market, random, seed) -> {
            final List<Holding> some = Books.random(market, random);
            final List<Holding> more = Books.random(market, random);
            final List<Holding> all = PortfolioTwin.joined(some, more);
            final PortfolioMargin plain = Books.withoutSizeTerms(market);
            assertThat(matrixE12(plain, all, figures))
                    .as("together %d", seed)
                    .isLessThanOrEqualTo(matrixE12(plain, some, figures) + matrixE12(plain, more, figures) + CLOSE_E12);
            final long apart = matrixE12(market.model, some, figures) + matrixE12(market.model, more, otherFigures);
            final long worst = figures.worstCaseE12() + otherFigures.worstCaseE12();
            final long shock = figures.deltaShockE12() + otherFigures.deltaShockE12();
            if (matrixE12(market.model, all, figures) > apart + CLOSE_E12) {
                final boolean byShock = figures.deltaShockE12() > shock;
                final boolean byDampener = figures.isWorstExtended() && figures.worstCaseE12() > worst;
                assertThat(byShock || byDampener).as("exception %d", seed).isTrue();
            }
        });
    }

    /** What is charged for size makes a multiple of a portfolio need more than the multiple; without it, it needs just that. */
    @Test
    void growsAtLeastInProportion() {
        each((market, random, seed) -> {
            final List<Holding> holdings = Books.random(market, random);
            final int times = random.nextInt(2, 6);
            final List<Holding> multiple = holdings.stream()
                    .map(holding -> new Holding(holding.marked(), holding.lots() * times))
                    .toList();
            final PortfolioMargin plain = Books.withoutSizeTerms(market);
            final long close = times * CLOSE_E12 + times * market.indexE8 / Contracts.E8;
            if (Books.fits(market.model, multiple)) {
                assertThat(matrixE12(plain, multiple, figures))
                        .as("multiple %d", seed)
                        .isCloseTo(times * matrixE12(plain, holdings, figures), within(close));
                assertThat(matrixE12(market.model, multiple, figures))
                        .as("with terms of size %d", seed)
                        .isGreaterThanOrEqualTo(times * matrixE12(market.model, holdings, figures) - close);
            }
        });
    }

    /** More of the same future, or a wider range, never needs less, and long options alone no more than they are worth. */
    @Test
    void isMonotoneWhereTheoryHasItSo() {
        each((market, random, seed) -> {
            final Holding future = Books.one(market, random, market.futures);
            final Holding larger = new Holding(future.marked(), future.lots() + Long.signum(future.lots()));
            assertThat(matrixE12(market.model, List.of(larger), figures))
                    .as("larger future %d", seed)
                    .isGreaterThanOrEqualTo(matrixE12(market.model, List.of(future), figures));
            assertThat(matrixE12(Books.withRange(market, 2), List.of(future), figures))
                    .as("wider range %d", seed)
                    .isGreaterThanOrEqualTo(matrixE12(market.model, List.of(future), figures));
            long worthE12 = 0;
            long closeE12 = CLOSE_E12;
            final List<Holding> owned = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                final Holding option = Books.one(market, random, market.options);
                owned.add(new Holding(option.marked(), Math.abs(option.lots())));
                worthE12 += option.marked().risk().valueE12(Math.abs(option.lots()));
                closeE12 += (long) option.marked().unitE12() * Math.abs(option.lots());
            }
            explain(market.model, Books.of(market.model, Books.merged(owned)), figures);
            // Marks and arrays are rounded apart.
            assertThat(figures.worstCaseE12()).as("owned %d", seed).isLessThanOrEqualTo(worthE12 + closeE12);
        });
    }

    private static long matrixE12(
            final PortfolioMargin model, final List<Holding> holdings, final PortfolioFigures into) {
        explain(model, Books.of(model, holdings), into);
        final MarginFigures plain = new MarginFigures();
        model.evaluate(Books.of(model, holdings), 0, plain);
        assertThat(plain.initialE12()).isEqualTo(into.initialE12());
        assertThat(plain.maintenanceE12()).isEqualTo(into.maintenanceE12());
        return into.riskMatrixE12();
    }

    private static void explain(final PortfolioMargin model, final long[] book, final PortfolioFigures into) {
        model.explain(book, 0, new long[model.ordersLength()], 0, 0, 0, into);
    }

    private static BigDecimal e12(final long amountE12) {
        return BigDecimal.valueOf(amountE12, 12);
    }
}
