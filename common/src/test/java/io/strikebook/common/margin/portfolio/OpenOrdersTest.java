package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.margin.portfolio.PortfolioTwin.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What has to hold of orders that were accepted: whichever of them trade, wholly or in part, equity stays above initial margin if it was
 * above what {@link PortfolioMargin#initialWithOrdersE12} said. Every such outcome is tried.
 */
class OpenOrdersTest {
    private static final int PORTFOLIOS = Integer.getInteger("strikebook.margin.portfolios", 2_000) / 10;
    private static final int PER_MARKET = 100;
    private static final int PARTS = 3;

    /** Worst cases are rounded to the nearest ninth decimal, with orders and without. */
    private static final long CLOSE_E12 = 1_100;

    private record Order(Holding holding, long priceE8, long feeE12) {}

    private final MarginFigures figures = new MarginFigures();

    @Test
    void everyOutcomeIsCovered() {
        MadeMarket market = null;
        for (int seed = 0; seed < PORTFOLIOS; seed++) {
            market = seed % PER_MARKET == 0 ? MadeMarket.of(new SplittableRandom(seed)) : market;
            final SplittableRandom random = new SplittableRandom(-1L - seed);
            final List<Holding> holdings = Books.random(market, random);
            final List<Order> orders = orders(market, random, holdings);
            final long[] orderBook = new long[market.model.ordersLength()];
            for (final Order order : orders) {
                checkThenJoin(market, Books.of(market.model, holdings), orderBook, order);
            }
            final long[] book = Books.of(market.model, holdings);
            final long requiredE12 = market.model.initialWithOrdersE12(book, 0, orderBook, 0);
            int outcomes = 1;
            for (int i = 0; i < orders.size(); i++) {
                outcomes *= PARTS;
            }
            for (int outcome = 0; outcome < outcomes; outcome++) {
                assertThat(neededE12(market, holdings, orders, outcome))
                        .as("outcome %d of %d", outcome, seed)
                        .isLessThanOrEqualTo(requiredE12 + CLOSE_E12);
            }
            for (final Order order : orders) {
                market.model.leaveOrder(orderBook, 0, risk(order), order.holding.lots(), order.priceE8, order.feeE12);
            }
            assertThat(orderBook).containsOnly(0);
        }
    }

    private static void checkThenJoin(
            final MadeMarket market, final long[] book, final long[] orderBook, final Order order) {
        final long[] before = orderBook.clone();
        final long beforeE12 = market.model.initialWithOrdersE12(book, 0, orderBook, 0);
        final long checkedE12 = market.model.initialWithOrderE12(
                book, 0, orderBook, 0, risk(order), order.holding.lots(), order.priceE8, order.feeE12);
        assertThat(orderBook).isEqualTo(before);
        assertThat(market.model.joinOrder(orderBook, 0, risk(order), order.holding.lots(), order.priceE8, order.feeE12))
                .isTrue();
        assertThat(market.model.initialWithOrdersE12(book, 0, orderBook, 0)).isEqualTo(checkedE12);
        assertThat(checkedE12).isGreaterThanOrEqualTo(beforeE12);
    }

    /** Initial margin after an outcome, and what equity has lost by it. */
    private long neededE12(
            final MadeMarket market, final List<Holding> holdings, final List<Order> orders, final int outcome) {
        final List<Holding> filled = new ArrayList<>();
        long lostE12 = 0;
        int rest = outcome;
        for (final Order order : orders) {
            final int part = rest % PARTS;
            rest /= PARTS;
            final long lots = order.holding.lots() * part / (PARTS - 1);
            if (lots != 0) {
                filled.add(new Holding(order.holding.marked(), lots));
                lostE12 += lostE12(risk(order), lots, order.priceE8) + order.feeE12 * lots / order.holding.lots();
            }
        }
        final List<Holding> after = PortfolioTwin.joined(holdings, filled);
        market.model.evaluate(Books.of(market.model, after), 0, figures);
        return figures.initialE12() + lostE12;
    }

    private static long lostE12(final InstrumentRisk risk, final long lots, final long priceE8) {
        final long size = Math.abs(lots);
        final long moreE12 =
                risk.instrument().valueE12(size, priceE8) - risk.instrument().valueE12(size, risk.markE8());
        return risk.instrument().isInverseFuture() == lots > 0 ? -moreE12 : moreE12;
    }

    private static InstrumentRisk risk(final Order order) {
        return order.holding.marked().risk();
    }

    /** Some on what is held, so that they close or turn it; prices better and worse than the mark. */
    private static List<Order> orders(
            final MadeMarket market, final SplittableRandom random, final List<Holding> holdings) {
        final List<Order> orders = new ArrayList<>();
        final int count = random.nextInt(1, 5);
        for (int i = 0; i < count; i++) {
            final Holding any = random.nextInt(3) == 0 && !holdings.isEmpty()
                    ? holdings.get(random.nextInt(holdings.size()))
                    : Books.one(market, random, random.nextInt(3) == 0 ? market.futures : market.options);
            final long lots = random.nextInt(3) == 0 ? -2 * any.lots() : any.lots();
            final long priceE8 =
                    Math.max(1, Math.round(any.marked().risk().markE8() * (0.9 + 0.2 * random.nextDouble())));
            final Holding ordered = new Holding(any.marked(), lots);
            orders.add(new Order(ordered, priceE8, random.nextLong(1_000_000_000)));
        }
        return orders;
    }

    @Test
    void whatCannotBeToldIsRefused() {
        final MadeMarket market = MadeMarket.of(new SplittableRandom(7));
        final long[] book = new long[market.model.bookLength()];
        final long[] orders = new long[market.model.ordersLength()];
        final InstrumentRisk option =
                new InstrumentRisk(market.options.get(0).instrument(), 1, PortfolioMargin.SCENARIOS);
        option.mark(1_000_000, 500_000_000, market.indexE8);
        assertThat(market.model.move(book, 0, option, 0, 1)).isFalse();
        assertThat(market.model.joinOrder(orders, 0, option, 1, 1, 0)).isFalse();
        assertThat(market.model.initialWithOrderE12(book, 0, orders, 0, option, 1, 1, 0))
                .isEqualTo(NumberRange.MAX_HELD_E12);
        final InstrumentRisk known = market.options.get(0).risk();
        assertThat(market.model.move(book, 0, known, 0, Long.MAX_VALUE)).isFalse();
        assertThat(market.model.move(book, 0, known, 0, Long.MIN_VALUE + 1)).isFalse();
        assertThat(market.model.joinOrder(orders, 0, known, 1L << 61, 1_000_000, 0))
                .isFalse();
        final InstrumentRisk future = market.futures.get(0).risk();
        assertThat(market.model.move(book, 0, future, 0, 1L << 60)).isFalse();
        assertThat(market.model.joinOrder(orders, 0, future, 1L << 60, 1, 0)).isFalse();
        assertThat(book).containsOnly(0);
        assertThat(orders).containsOnly(0);
    }
}
