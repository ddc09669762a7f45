package io.strikebook.benchmarks.matching;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;

/** exchange-core's direct order book, as its own performance test calls it; its events are objects, counted here. */
final class ExchangeCoreContender implements Contender {
    private static final int SYMBOL = 1;
    private static final int BASE_CURRENCY = 978;
    private static final int QUOTE_CURRENCY = 840;

    private final OrderCommand[] commands;
    private final Trades trades = new Trades();
    private final OrderCommand command = new OrderCommand();
    private IOrderBook book;

    ExchangeCoreContender(final OrderFlow flow) {
        commands = new OrderCommand[flow.size()];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = command(flow, i);
        }
        reset();
    }

    private static OrderCommand command(final OrderFlow flow, final int i) {
        final OrderCommand made;
        switch (flow.kind(i)) {
            case OrderFlow.CANCEL -> made = OrderCommand.cancel(flow.order(i) + 1, flow.account(i));
            case OrderFlow.MOVE -> made = OrderCommand.update(flow.order(i) + 1, flow.account(i), flow.price(i));
            case OrderFlow.REDUCE -> made = OrderCommand.reduce(flow.order(i) + 1, flow.account(i), flow.lots(i));
            default ->
                made = OrderCommand.newOrder(
                        flow.kind(i) == OrderFlow.PLACE ? OrderType.GTC : OrderType.IOC,
                        flow.order(i) + 1,
                        flow.account(i),
                        flow.price(i),
                        flow.price(i),
                        flow.lots(i),
                        flow.isBuy(i) ? OrderAction.BID : OrderAction.ASK);
        }
        made.symbol = SYMBOL;
        return made;
    }

    @Override
    public void reset() {
        book = new OrderBookDirectImpl(
                CoreSymbolSpecification.builder()
                        .symbolId(SYMBOL)
                        .type(SymbolType.FUTURES_CONTRACT)
                        .baseCurrency(BASE_CURRENCY)
                        .quoteCurrency(QUOTE_CURRENCY)
                        .baseScaleK(1)
                        .quoteScaleK(1)
                        .build(),
                ObjectsPool.createDefaultTestPool(),
                OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                LoggingConfiguration.DEFAULT);
        trades.reset();
    }

    @Override
    public void run(final int from, final int to) {
        for (int i = from; i < to; i++) {
            commands[i].writeTo(command);
            command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
            command.matcherEvent = null;
            final CommandResultCode code = IOrderBook.processCommand(book, command);
            if (code != CommandResultCode.SUCCESS) {
                throw new IllegalStateException("command " + i + " was refused: " + code);
            }
            for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
                if (event.eventType == MatcherEventType.TRADE) {
                    trades.add(event.size);
                }
            }
        }
    }

    @Override
    public Outcome outcome() {
        reset();
        run(0, commands.length);
        book.validateInternalState();
        return trades.with((long) book.getOrdersNum(OrderAction.ASK) + book.getOrdersNum(OrderAction.BID));
    }
}
