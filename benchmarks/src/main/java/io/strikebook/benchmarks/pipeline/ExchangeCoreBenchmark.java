package io.strikebook.benchmarks.pipeline;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiCancelOrder;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.ApiMoveOrder;
import exchange.core2.core.common.api.ApiPlaceOrder;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.common.config.OrdersProcessingConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import io.strikebook.benchmarks.BenchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * exchange-core on this machine, fed with requests in the proportions of our load: its direct order books alone, its
 * whole in-memory pipeline (grouping, margin-mode risk, matching, results) at full speed, and that pipeline in open
 * loop. No journal, no second process, no IPC: it shows what the JVM can do without what we add.
 */
final class ExchangeCoreBenchmark {
    private static final int CURRENCY = 840;
    private static final int CHUNK = 500_000;
    private static final int[] RATES = {10_000, 100_000};
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double MIN_SHARE = 0.95;
    private static final double MIN_SUCCEEDED_PERCENT = 99;
    private static final OrderMix BY_DEFAULT = new OrderMix(250, 100, 450, 200);

    private final OrderMix mix;
    private final BenchReport report;

    /**
     * A benchmark that adds its tables and notes to a report.
     *
     * @param mix of our load as it was counted, or null
     */
    ExchangeCoreBenchmark(final OrderMix mix, final BenchReport report) {
        this.mix = mix == null ? BY_DEFAULT : mix;
        this.report = report;
    }

    /** What answers say. */
    private static final class Answers {
        private final LongAdder succeeded = new LongAdder();
        private final LongAdder traded = new LongAdder();
        private final LongAdder all = new LongAdder();
        private final Histogram latencies = new Histogram(1L, 600 * SECOND_NS, 3);

        /**
         * On exchange-core's thread; a command whose latency counts has the time it was due as its timestamp, others 0.
         */
        void take(final OrderCommand command) {
            if (command.timestamp != 0) {
                latencies.recordValue(Math.max(0, System.nanoTime() - command.timestamp));
            }
            if (command.resultCode == CommandResultCode.SUCCESS) {
                succeeded.increment();
                if (command.matcherEvent != null && command.matcherEvent.eventType == MatcherEventType.TRADE) {
                    traded.increment();
                }
            }
            all.increment();
        }

        void await(final long count) {
            while (all.sum() < count) {
                Thread.yield();
            }
        }
    }

    /** Runs everything, each part for so long. */
    void run(final int seconds, final boolean quick) {
        final BenchReport.Table rates = report.table("exchange-core 0.5.3, full speed");
        books(rates, seconds);
        pipeline(rates, seconds);
        final BenchReport.Table latencies = report.table("exchange-core 0.5.3, due -> result");
        for (final int rate : quick ? new int[] {RATES[0]} : RATES) {
            latency(latencies, rate, seconds);
        }
        report.note("exchange-core runs " + mix.describe() + " (those of our load), "
                + ExchangeCoreFlow.INSTRUMENTS + " futures, " + ExchangeCoreFlow.MAKERS + " makers, "
                + ExchangeCoreFlow.TAKERS
                + " takers; a replace moves the price only. It does margin-mode risk with one fixed"
                + " margin per contract, matching, and its result callback, on its own threads of this JVM, "
                + "yielding, not pinned."
                + " It excludes what ours includes: any journal or queue between processes, marks and "
                + "revaluation, price"
                + " bands and order limits, portfolio state after each command, checkpoints, market data, "
                + "verification.");
        report.note(
                "exchange-core at full speed: commands are made before they are timed, throughput preset; open loop:"
                        + " latency preset, each command submitted when due, from then to its result callback, after "
                        + "a third as"
                        + " long of warm-up");
    }

    private void books(final BenchReport.Table table, final int seconds) {
        final ExchangeCoreFlow flow = new ExchangeCoreFlow(mix);
        final OrderBookDirectImpl[] books = new OrderBookDirectImpl[ExchangeCoreFlow.INSTRUMENTS + 1];
        for (int symbol = 1; symbol < books.length; symbol++) {
            books[symbol] = new OrderBookDirectImpl(
                    symbol(symbol),
                    ObjectsPool.createDefaultTestPool(),
                    OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                    LoggingConfiguration.DEFAULT);
        }
        final OrderCommand[] prepared = new OrderCommand[CHUNK];
        long commands = 0;
        long succeeded = 0;
        long elapsedNs = 0;
        boolean warm = false;
        while (elapsedNs < TimeUnit.SECONDS.toNanos(seconds)) {
            for (int i = 0; i < CHUNK; i++) {
                prepared[i] = bookCommand(flow.next());
            }
            final long startNs = System.nanoTime();
            long chunkSucceeded = 0;
            for (final OrderCommand command : prepared) {
                chunkSucceeded +=
                        IOrderBook.processCommand(books[command.symbol], command) == CommandResultCode.SUCCESS ? 1 : 0;
            }
            if (warm) {
                elapsedNs += System.nanoTime() - startNs;
                commands += CHUNK;
                succeeded += chunkSucceeded;
            }
            warm = true;
        }
        table.add("order books alone (direct)", "commands", commands * 1e9 / elapsedNs, "/s");
        table.add("order books alone (direct)", "succeeded", 100.0 * succeeded / commands, "%");
    }

    private static OrderCommand bookCommand(final ApiCommand command) {
        final OrderCommand made;
        if (command instanceof ApiCancelOrder) {
            final ApiCancelOrder cancel = (ApiCancelOrder) command;
            made = OrderCommand.cancel(cancel.orderId, cancel.uid);
            made.symbol = cancel.symbol;
        } else if (command instanceof ApiMoveOrder) {
            final ApiMoveOrder move = (ApiMoveOrder) command;
            made = OrderCommand.update(move.orderId, move.uid, move.newPrice);
            made.symbol = move.symbol;
        } else {
            final ApiPlaceOrder place = (ApiPlaceOrder) command;
            made = OrderCommand.newOrder(
                    place.orderType,
                    place.orderId,
                    place.uid,
                    place.price,
                    place.reservePrice,
                    place.size,
                    place.action);
            made.symbol = place.symbol;
        }
        return made;
    }

    private void pipeline(final BenchReport.Table table, final int seconds) {
        final Answers answers = new Answers();
        final ExchangeCore core = start(answers, PerformanceConfiguration.throughputPerformanceBuilder());
        try {
            final ExchangeCoreFlow flow = new ExchangeCoreFlow(mix);
            atFullSpeed(core.getApi(), flow, answers);
            final long succeeded = answers.succeeded.sum();
            final long traded = answers.traded.sum();
            long commands = 0;
            long elapsedNs = 0;
            while (elapsedNs < TimeUnit.SECONDS.toNanos(seconds)) {
                commands += CHUNK;
                elapsedNs += atFullSpeed(core.getApi(), flow, answers);
            }
            final String row = "whole pipeline in memory, margin mode";
            table.add(row, "commands", commands * 1e9 / elapsedNs, "/s");
            table.add(row, "succeeded", 100.0 * (answers.succeeded.sum() - succeeded) / commands, "%");
            table.add(row, "traded", 100.0 * (answers.traded.sum() - traded) / commands, "%");
        } finally {
            core.shutdown();
        }
    }

    /** Submits prepared commands and waits for the last answer; the commands are made outside the time measured. */
    private static long atFullSpeed(final ExchangeApi api, final ExchangeCoreFlow flow, final Answers answers) {
        final ApiCommand[] prepared = new ApiCommand[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            prepared[i] = flow.next();
        }
        final long target = answers.all.sum() + CHUNK;
        final long startNs = System.nanoTime();
        for (final ApiCommand command : prepared) {
            api.submitCommand(command);
        }
        answers.await(target);
        return System.nanoTime() - startNs;
    }

    private void latency(final BenchReport.Table table, final int rate, final int seconds) {
        final Answers answers = new Answers();
        final ExchangeCore core = start(answers, PerformanceConfiguration.latencyPerformanceBuilder());
        try {
            final ExchangeCoreFlow flow = new ExchangeCoreFlow(mix);
            onSchedule(core.getApi(), flow, answers, rate, Math.max(2, seconds / 3), false);
            final long before = answers.all.sum();
            final long succeeded = answers.succeeded.sum();
            final double perSecond = onSchedule(core.getApi(), flow, answers, rate, seconds, true);
            final double succeededPercent =
                    100.0 * (answers.succeeded.sum() - succeeded) / Math.max(1, answers.all.sum() - before);
            addLatencies(table, rate, perSecond, succeededPercent, answers.latencies);
        } finally {
            core.shutdown();
        }
    }

    private static void addLatencies(
            final BenchReport.Table table,
            final int rate,
            final double perSecond,
            final double succeededPercent,
            final Histogram latencies) {
        final String row = rate / 1_000 + " k/s, yielding";
        if (perSecond < MIN_SHARE * rate || succeededPercent < MIN_SUCCEEDED_PERCENT) {
            table.add(row + ": not sustained", "achieved", Math.round(perSecond), "/s");
            return;
        }
        table.add(row, "p50", latencies.getValueAtPercentile(50) / 1e3, "us");
        table.add(row, "p99", latencies.getValueAtPercentile(99) / 1e3, "us");
        table.add(row, "p99.9", latencies.getValueAtPercentile(99.9) / 1e3, "us");
        table.add(row, "max", latencies.getMaxValue() / 1e3, "us");
        table.add(row, "succeeded", succeededPercent, "%");
    }

    /** Submits each command when it is due, and returns how many were answered per second until the last one was. */
    private static double onSchedule(
            final ExchangeApi api,
            final ExchangeCoreFlow flow,
            final Answers answers,
            final int rate,
            final int seconds,
            final boolean measured) {
        final long periodNs = SECOND_NS / rate;
        final long commands = (long) rate * seconds;
        final long target = answers.all.sum() + commands;
        final long startNs = System.nanoTime();
        for (long i = 1; i <= commands; i++) {
            final ApiCommand command = flow.next();
            final long dueNs = startNs + i * periodNs;
            command.timestamp = measured ? dueNs : 0;
            while (System.nanoTime() - dueNs < 0) {
                Thread.yield();
            }
            api.submitCommand(command);
        }
        answers.await(target);
        return commands * 1e9 / (System.nanoTime() - startNs);
    }

    private static ExchangeCore start(
            final Answers answers, final PerformanceConfiguration.PerformanceConfigurationBuilder performance) {
        final ExchangeCore core = ExchangeCore.builder()
                .resultsConsumer((command, sequence) -> answers.take(command))
                .exchangeConfiguration(ExchangeConfiguration.defaultBuilder()
                        .ordersProcessingCfg(OrdersProcessingConfiguration.builder()
                                .riskProcessingMode(OrdersProcessingConfiguration.RiskProcessingMode.FULL_PER_CURRENCY)
                                .marginTradingMode(
                                        OrdersProcessingConfiguration.MarginTradingMode.MARGIN_TRADING_ENABLED)
                                .build())
                        .performanceCfg(performance
                                .matchingEnginesNum(1)
                                .riskEnginesNum(1)
                                .threadFactory(Thread::new)
                                .waitStrategy(CoreWaitStrategy.YIELDING)
                                .build())
                        .build())
                .build();
        core.startup();
        prepare(core.getApi());
        return core;
    }

    private static void prepare(final ExchangeApi api) {
        final List<ApiCommand> setup = new ArrayList<>();
        for (int user = 1; user <= ExchangeCoreFlow.MAKERS + ExchangeCoreFlow.TAKERS; user++) {
            setup.add(ApiAddUser.builder().uid(user).build());
            setup.add(ApiAdjustUserBalance.builder()
                    .uid(user)
                    .currency(CURRENCY)
                    .amount(1_000_000_000_000_000L)
                    .transactionId(user)
                    .build());
        }
        api.submitCommandsSync(setup);
        final List<CoreSymbolSpecification> symbols = new ArrayList<>();
        for (int symbol = 1; symbol <= ExchangeCoreFlow.INSTRUMENTS; symbol++) {
            symbols.add(symbol(symbol));
        }
        api.submitBinaryDataAsync(new BatchAddSymbolsCommand(symbols)).join();
    }

    private static CoreSymbolSpecification symbol(final int symbol) {
        return CoreSymbolSpecification.builder()
                .symbolId(symbol)
                .type(SymbolType.FUTURES_CONTRACT)
                .baseCurrency(symbol)
                .quoteCurrency(CURRENCY)
                .baseScaleK(1)
                .quoteScaleK(1)
                .marginBuy(2)
                .marginSell(2)
                .takerFee(0)
                .makerFee(0)
                .build();
    }
}
