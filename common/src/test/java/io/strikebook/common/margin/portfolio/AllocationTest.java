package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.schemas.ContractStyle;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Fills, checks and re-marks make no garbage. */
class AllocationTest {
    private static final int ROUNDS = 20_000;
    private static final long CLOSE_TO_NOTHING = 4_096;

    private final MadeMarket market =
            new MadeMarket(new SplittableRandom(1), true, PortfolioParameters.published("ETH", ContractStyle.INVERSE));
    private final PortfolioMargin model = market.model;
    private final long[] book = new long[model.bookLength()];
    private final long[] orders = new long[model.ordersLength()];
    private final MarginFigures figures = new MarginFigures();
    private final PortfolioFigures components = new PortfolioFigures();
    private final CrossPortfolioMargin cross = new CrossPortfolioMargin(
            List.of(new CrossPortfolioMargin.Coin(model, null, CrossParameters.published())), 0);
    private final CrossFigures crossFigures = new CrossFigures();
    private final long[][] books = {book, null};
    private final long[][] allOrders = {orders, null};
    private final long[] equityE12 = {Contracts.E12};

    @Test
    void nothingIsAllocated() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().threadId();
        round(0);
        final long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < ROUNDS; i++) {
            round(i);
        }
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(CLOSE_TO_NOTHING);
        assertThat(book).containsOnly(0);
        assertThat(orders).containsOnly(0);
    }

    private void round(final int i) {
        final MadeMarket.Marked option = market.options.get(i % market.options.size());
        final InstrumentRisk future =
                market.futures.get(i % market.futures.size()).risk();
        option.risk().mark(option.risk().markE8(), option.deltaE9(), market.indexE8);
        option.risk().scenarios(option.values(), option.unitE12());
        model.index(market.indexE8 + i);
        model.move(book, 0, option.risk(), 0, -7);
        model.move(book, 0, future, 0, 5_000);
        model.joinOrder(orders, 0, option.risk(), 3, option.risk().markE8(), 1_000);
        model.initialWithOrderE12(book, 0, orders, 0, future, -400, future.markE8() - 1, 1_000);
        model.initialWithOrderE12(book, 0, orders, 0, option.risk(), Long.MAX_VALUE, 1, 1_000);
        model.evaluate(book, 0, figures);
        model.explain(book, 0, orders, 0, 0, 0, components);
        cross.evaluate(books, allOrders, equityE12, 0, 0, 80_000_000, crossFigures);
        model.leaveOrder(orders, 0, option.risk(), 3, option.risk().markE8(), 1_000);
        model.move(book, 0, option.risk(), -7, 0);
        model.move(book, 0, future, 5_000, 0);
    }
}
