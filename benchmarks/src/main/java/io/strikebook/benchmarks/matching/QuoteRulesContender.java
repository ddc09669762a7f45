package io.strikebook.benchmarks.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.matching.book.Links;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.QuoteGroups;
import io.strikebook.matching.rules.Books;
import io.strikebook.matching.rules.MassQuote;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.matching.rules.ProtectionTerms;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/** Mass quotes through our rules and books, called directly. */
final class QuoteRulesContender implements Contender {
    /** Limits that nothing reaches, so that no maker is stopped. */
    static final long FAR_E8 = 1L << 50;

    static final long WINDOW_NS = 1_000;
    private static final int ACCOUNTS = 16;
    private static final int MAX_ORDERS = 1_000;

    private final QuoteFlow flow;
    private final Trades trades = new Trades();
    private final MassQuote message = new MassQuote();
    private final OrderTerms terms = new OrderTerms();
    private QuoteGroups groups;
    private MatchingRules rules;
    private Books books;

    QuoteRulesContender(final QuoteFlow flow) {
        this.flow = flow;
        reset();
    }

    @Override
    public void reset() {
        final StateHash hash = new StateHash();
        final PositionMirror positions = new PositionMirror(hash);
        final LiveOrders orders = new LiveOrders(MAX_ORDERS, ACCOUNTS, positions, new Links(hash));
        groups = new QuoteGroups(ACCOUNTS, 1, hash);
        books = new Books(QuoteFlow.INSTRUMENTS, hash);
        rules = rules(hash, positions, orders);
        for (int id = 1; id <= QuoteFlow.INSTRUMENTS; id++) {
            books.open(new Instrument(id, 1, QuoteFlow.terms(id)));
        }
        rules.beginCommand(1, 1);
        for (int maker = 1; maker <= QuoteFlow.MAKERS; maker++) {
            final ProtectionTerms limits = new ProtectionTerms();
            limits.accountId = maker;
            limits.underlyingId = 1;
            limits.group = QuoteFlow.GROUP;
            limits.intervalNs = WINDOW_NS;
            limits.maxQuoteQuantityE8 = FAR_E8;
            rules.setProtection(limits);
        }
        rules.endCommand();
        trades.reset();
    }

    private MatchingRules rules(final StateHash hash, final PositionMirror positions, final LiveOrders orders) {
        return BareRules.of(books, orders, positions, groups, ACCOUNTS, hash, trades);
    }

    @Override
    public void run(final int from, final int to) {
        for (int i = from; i < to; i++) {
            rules.beginCommand(i + 2, i + 2);
            final RejectCode code = flow.isQuote(i) ? quote(i) : take(i);
            if (code != RejectCode.ACCEPTED) {
                throw new IllegalStateException("command " + i + " was refused: " + code);
            }
            rules.endCommand();
        }
    }

    private RejectCode quote(final int command) {
        message.begin(flow.maker(command), 1, QuoteFlow.GROUP, 1);
        for (int entry = 0; entry < QuoteFlow.ENTRIES; entry++) {
            message.add(
                    flow.instrument(command) + entry,
                    flow.bid(command, entry),
                    QuoteFlow.QUOTE_LOTS,
                    RejectCode.ACCEPTED,
                    flow.ask(command, entry),
                    QuoteFlow.QUOTE_LOTS,
                    RejectCode.ACCEPTED);
        }
        return rules.massQuote(message);
    }

    private RejectCode take(final int command) {
        return rules.newOrder(terms.clear()
                .clientOrderId(command)
                .accountId(QuoteFlow.TAKER)
                .instrumentId(flow.instrument(command))
                .side(flow.isBuy(command) ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .priceE8(flow.limit(command))
                .quantityLots(1));
    }

    @Override
    public Outcome outcome() {
        reset();
        run(0, flow.size());
        books.check();
        return trades.with(groups.resting());
    }
}
