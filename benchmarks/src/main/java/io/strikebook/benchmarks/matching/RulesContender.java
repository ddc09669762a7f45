package io.strikebook.benchmarks.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.order.OrderIds;
import io.strikebook.matching.book.AccountSettings;
import io.strikebook.matching.book.Links;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.QuoteGroups;
import io.strikebook.matching.book.WaitingOrders;
import io.strikebook.matching.protection.NewestMarks;
import io.strikebook.matching.rules.Books;
import io.strikebook.matching.rules.ExecutionListener;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.matching.time.Deadlines;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/** Our rules and book, called directly. */
class RulesContender implements Contender {
    private static final int INSTRUMENT = 1;
    private static final int ACCOUNTS = 4_096;

    private final OrderFlow flow;
    private final Trades trades;
    private final ExecutionListener listener;
    private final OrderTerms terms = new OrderTerms();
    private LiveOrders orders;
    private MatchingRules rules;
    private Books books;

    /** Rules that tell of their trades. */
    RulesContender(final OrderFlow flow, final Trades trades) {
        this(flow, trades, trades);
    }

    /** Rules that tell somebody else. */
    RulesContender(final OrderFlow flow, final Trades trades, final ExecutionListener listener) {
        this.flow = flow;
        this.trades = trades;
        this.listener = listener;
        reset();
    }

    @Override
    public final void reset() {
        final StateHash hash = new StateHash();
        final PositionMirror positions = new PositionMirror(hash);
        orders = new LiveOrders(flow.filling() * 2 + 10_000, ACCOUNTS, positions, new Links(hash));
        books = new Books(INSTRUMENT, hash);
        books.open(new Instrument(INSTRUMENT, 1, OrderFlow.TERMS));
        rules = new MatchingRules(
                books,
                orders,
                new WaitingOrders(INSTRUMENT, hash),
                positions,
                new AccountSettings(ACCOUNTS, hash),
                new QuoteGroups(ACCOUNTS, 1, hash),
                new NewestMarks(INSTRUMENT, hash),
                0,
                new Deadlines(),
                listener);
        trades.reset();
    }

    @Override
    public void run(final int from, final int to) {
        for (int i = from; i < to; i++) {
            runOne(i);
        }
    }

    /** Runs one command, from its beginning to its end. */
    final void runOne(final int command) {
        rules.beginCommand(command + 1, command + 1);
        final RejectCode code = run(command);
        if (code != RejectCode.ACCEPTED) {
            throw new IllegalStateException("command " + command + " was refused: " + code);
        }
        rules.endCommand();
    }

    private RejectCode run(final int command) {
        final int account = flow.account(command);
        switch (flow.kind(command)) {
            case OrderFlow.CANCEL:
                return rules.cancel(orderId(command), account, INSTRUMENT);
            case OrderFlow.MOVE:
            case OrderFlow.REDUCE:
                return rules.replace(
                        orderId(command), account, INSTRUMENT, flow.price(command), flow.totalLots(command));
            default:
                return rules.newOrder(terms.clear()
                        .clientOrderId(command)
                        .accountId(account)
                        .instrumentId(INSTRUMENT)
                        .side(flow.isBuy(command) ? Side.BUY : Side.SELL)
                        .orderType(OrderType.LIMIT)
                        .timeInForce(
                                flow.kind(command) == OrderFlow.PLACE
                                        ? TimeInForce.GOOD_TIL_CANCELLED
                                        : TimeInForce.IMMEDIATE_OR_CANCEL)
                        .priceE8(flow.price(command))
                        .quantityLots(flow.lots(command)));
        }
    }

    private long orderId(final int command) {
        return OrderIds.of(flow.order(command) + 1, 0);
    }

    /** A live order by its number, or null. */
    Order order(final int number) {
        return orders.get(OrderIds.of(number + 1L, 0));
    }

    /** The number of an order. */
    static int number(final Order order) {
        return (int) OrderIds.sequenceOf(order.orderId()) - 1;
    }

    @Override
    public Outcome outcome() {
        reset();
        run(0, flow.size());
        check();
        return trades.with(orders.size());
    }

    /** Orders that rest now. */
    final int live() {
        return orders.size();
    }

    /** Fails where books are broken. */
    final void check() {
        books.check();
    }
}
