package io.strikebook.benchmarks.pipeline;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiCancelOrder;
import exchange.core2.core.common.api.ApiCommand;
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
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * exchange-core on this machine: its direct order book alone, and its whole in-memory pipeline (grouping, margin-mode risk, matching,
 * results). Makers quote and cancel, one order in ten takes. No journal, no second process, no IPC, and commands are made before they
 * are timed: it shows what the JVM can do without what we add.
 */
public final class ExchangeCoreBenchmark {
    private static final int SYMBOL = 1;
    private static final int CURRENCY = 840;
    private static final int USERS = 8;
    private static final int LIVE_PER_SIDE = 500;
    private static final long MID = 60_000;
    private static final int CHUNK = 500_000;

    private final LongAdder succeeded = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final SplittableRandom random = new SplittableRandom(7);
    private final long[] live = new long[2 * LIVE_PER_SIDE];
    private long nextOrderId;

    /** Adds this peer's figures to a table. */
    public void run(final BenchReport.Table table, final int seconds) {
        book(table, seconds);
        pipeline(table, seconds);
    }

    private void book(final BenchReport.Table table, final int seconds) {
        final OrderBookDirectImpl book = new OrderBookDirectImpl(
                symbol(),
                ObjectsPool.createDefaultTestPool(),
                OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                LoggingConfiguration.DEFAULT);
        long commands = 0;
        long succeededCommands = 0;
        long elapsedNs = 0;
        boolean warm = false;
        while (elapsedNs < TimeUnit.SECONDS.toNanos(seconds)) {
            final OrderCommand[] prepared = new OrderCommand[CHUNK];
            for (int i = 0; i < CHUNK; i++) {
                prepared[i] = bookCommand(next());
            }
            final long startNs = System.nanoTime();
            long chunkSucceeded = 0;
            for (final OrderCommand command : prepared) {
                chunkSucceeded += IOrderBook.processCommand(book, command) == CommandResultCode.SUCCESS ? 1 : 0;
            }
            if (warm) {
                elapsedNs += System.nanoTime() - startNs;
                commands += CHUNK;
                succeededCommands += chunkSucceeded;
            }
            warm = true;
        }
        table.add("order book alone (direct)", "commands", commands * 1e9 / elapsedNs, "/s");
        table.add("order book alone (direct)", "succeeded", 100.0 * succeededCommands / commands, "%");
    }

    private static OrderCommand bookCommand(final ApiCommand command) {
        if (command instanceof ApiCancelOrder) {
            final ApiCancelOrder cancel = (ApiCancelOrder) command;
            return OrderCommand.cancel(cancel.orderId, cancel.uid);
        }
        final ApiPlaceOrder place = (ApiPlaceOrder) command;
        return OrderCommand.newOrder(
                place.orderType, place.orderId, place.uid, place.price, place.reservePrice, place.size, place.action);
    }

    private void pipeline(final BenchReport.Table table, final int seconds) {
        java.util.Arrays.fill(live, 0);
        final ExchangeCore core = ExchangeCore.builder()
                .resultsConsumer((command, sequence) -> {
                    if (command.resultCode == CommandResultCode.SUCCESS) {
                        succeeded.increment();
                    } else {
                        refused.increment();
                    }
                })
                .exchangeConfiguration(configuration())
                .build();
        core.startup();
        try {
            final ExchangeApi api = core.getApi();
            prepare(api);
            measure(api, CHUNK);
            long commands = 0;
            long elapsedNs = 0;
            final long before = succeeded.sum();
            while (elapsedNs < TimeUnit.SECONDS.toNanos(seconds)) {
                commands += CHUNK;
                elapsedNs += measure(api, CHUNK);
            }
            final String row = "whole pipeline in memory, margin mode";
            table.add(row, "commands", commands * 1e9 / elapsedNs, "/s");
            table.add(row, "succeeded", 100.0 * (succeeded.sum() - before) / commands, "%");
        } finally {
            core.shutdown();
        }
    }

    private static ExchangeConfiguration configuration() {
        return ExchangeConfiguration.defaultBuilder()
                .ordersProcessingCfg(OrdersProcessingConfiguration.builder()
                        .riskProcessingMode(OrdersProcessingConfiguration.RiskProcessingMode.FULL_PER_CURRENCY)
                        .marginTradingMode(OrdersProcessingConfiguration.MarginTradingMode.MARGIN_TRADING_ENABLED)
                        .build())
                .performanceCfg(PerformanceConfiguration.throughputPerformanceBuilder()
                        .matchingEnginesNum(1)
                        .riskEnginesNum(1)
                        .waitStrategy(CoreWaitStrategy.YIELDING)
                        .build())
                .build();
    }

    private void prepare(final ExchangeApi api) {
        final List<ApiCommand> setup = new ArrayList<>();
        for (int user = 1; user <= USERS; user++) {
            setup.add(ApiAddUser.builder().uid(user).build());
            setup.add(ApiAdjustUserBalance.builder()
                    .uid(user)
                    .currency(CURRENCY)
                    .amount(1_000_000_000_000_000L)
                    .transactionId(user)
                    .build());
        }
        api.submitCommandsSync(setup);
        api.submitBinaryDataAsync(new BatchAddSymbolsCommand(symbol())).join();
    }

    private static CoreSymbolSpecification symbol() {
        return CoreSymbolSpecification.builder()
                .symbolId(SYMBOL)
                .type(SymbolType.FUTURES_CONTRACT)
                .baseCurrency(1)
                .quoteCurrency(CURRENCY)
                .baseScaleK(1)
                .quoteScaleK(1)
                .marginBuy(2)
                .marginSell(2)
                .takerFee(0)
                .makerFee(0)
                .build();
    }

    /** Submits prepared commands and waits for the last answer; the commands are made outside the time measured. */
    private long measure(final ExchangeApi api, final int commands) {
        final ApiCommand[] prepared = new ApiCommand[commands];
        for (int i = 0; i < commands; i++) {
            prepared[i] = next();
        }
        final long target = succeeded.sum() + refused.sum() + commands;
        final long startNs = System.nanoTime();
        for (final ApiCommand command : prepared) {
            api.submitCommand(command);
        }
        while (succeeded.sum() + refused.sum() < target) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - startNs;
    }

    private ApiCommand next() {
        final int slot = random.nextInt(live.length);
        final boolean buy = slot < LIVE_PER_SIDE;
        if (random.nextInt(10) == 0) {
            return place(buy, buy ? MID + 200 : MID - 200, OrderType.IOC);
        }
        if (live[slot] != 0) {
            final long orderId = live[slot];
            live[slot] = 0;
            return ApiCancelOrder.builder()
                    .uid(user(orderId))
                    .orderId(orderId)
                    .symbol(SYMBOL)
                    .build();
        }
        final long away = 1 + random.nextInt(100);
        final ApiCommand order = place(buy, buy ? MID - away : MID + away, OrderType.GTC);
        live[slot] = nextOrderId;
        return order;
    }

    private ApiCommand place(final boolean buy, final long price, final OrderType type) {
        nextOrderId++;
        return ApiPlaceOrder.builder()
                .uid(user(nextOrderId))
                .orderId(nextOrderId)
                .symbol(SYMBOL)
                .price(price)
                .reservePrice(price)
                .size(1)
                .action(buy ? OrderAction.BID : OrderAction.ASK)
                .orderType(type)
                .build();
    }

    private static long user(final long orderId) {
        return 1 + orderId % USERS;
    }
}
