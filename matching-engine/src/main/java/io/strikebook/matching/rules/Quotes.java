package io.strikebook.matching.rules;

import io.strikebook.common.order.OrderIds;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.Quote;
import io.strikebook.matching.book.QuoteGroup;
import io.strikebook.matching.book.QuoteGroups;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;

/**
 * What mass quotes do. A group has at most one quote per instrument and side, and an entry says both: what it has no price or lots for, and
 * what was refused of it, is taken off, so that no stale price is left behind. Entries act in order, bid before ask.
 *
 * <ul>
 *   <li>The same price with no more than the open lots stays in its place; anything else leaves the book and comes last at its price.
 *   <li>A quote that crosses trades like an arriving order, and the rest of it rests.
 *   <li>Each quote gets a new id, and its lots are what is open from now on, whatever was filled before.
 *   <li>An entry does not trade with its own group: an ask that its bid would meet is about to be replaced, and is taken off before.
 *   <li>A quote that has to wait ({@link Holds}) waits side by side with the other one in the book, and what it replaces is off at once. One
 *       that is held is taken off as one that rests; it is told by a cancel of its own, unless a mass quote replaces it.
 *   <li>A breach of the group's protection by one of them ends the message: what was placed is off, what comes after is not placed.
 * </ul>
 */
final class Quotes {
    private final CurrentCommand command;
    private final Books books;
    private final QuoteGroups groups;
    private final PositionMirror positions;
    private final Matcher matcher;
    private final Holds holds;
    private final ExecutionListener listener;

    Quotes(
            final CurrentCommand command,
            final Books books,
            final QuoteGroups groups,
            final PositionMirror positions,
            final Matcher matcher,
            final Holds holds,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.groups = groups;
        this.positions = positions;
        this.matcher = matcher;
        this.holds = holds;
        this.listener = listener;
    }

    RejectCode accept(final MassQuote message) {
        command.require(message.group > 0 && message.group <= QuoteGroups.MAX_NUMBER, "group", message.group);
        command.require(message.count > 0, "number of quotes", message.count);
        final QuoteGroup group = groups.find(message.accountId, message.underlyingId, message.group);
        if (group == null || !group.protection().isSet()) {
            return RejectCode.MMP_NOT_CONFIGURED;
        }
        if (group.protection().isClosed(command.timestampNs())) {
            return RejectCode.MMP_FROZEN;
        }
        for (int entry = 0; entry < message.count; entry++) {
            check(message, entry);
        }
        listener.onQuotes(message);
        boolean open = true;
        for (int entry = 0; open && entry < message.count; entry++) {
            open = place(message, entry, group);
        }
        return RejectCode.ACCEPTED;
    }

    private void check(final MassQuote message, final int entry) {
        final boolean bid = message.hasBid(entry);
        final boolean ask = message.hasAsk(entry);
        if (!bid && !ask) {
            return;
        }
        final int instrumentId = message.instrumentIds[entry];
        final OrderBook book = books.require(instrumentId, command.sequence());
        command.require(
                book.instrument().underlyingId() == message.underlyingId, "underlying of instrument", instrumentId);
        command.require(!book.isCombo(), "quote of combination", instrumentId);
        if (bid) {
            command.requireQuantity(message.bidLots[entry]);
            command.requirePrice(book, message.bidPricesE8[entry]);
        }
        if (ask) {
            command.requireQuantity(message.askLots[entry]);
            command.requirePrice(book, message.askPricesE8[entry]);
        }
        command.require(
                !bid || !ask || message.bidPricesE8[entry] < message.askPricesE8[entry],
                "bid not below the ask, in instrument",
                instrumentId);
        if (book.isPlain()) {
            return;
        }
        final RejectCode refusal = PhaseRules.entry(book.phase());
        if (refusal != RejectCode.ACCEPTED) {
            message.bidCodes[entry] = bid ? refusal : message.bidCodes[entry];
            message.askCodes[entry] = ask ? refusal : message.askCodes[entry];
        }
    }

    /** False where the group was stopped. */
    private boolean place(final MassQuote message, final int entry, final QuoteGroup group) {
        final int instrumentId = message.instrumentIds[entry];
        final OrderBook book = books.get(instrumentId);
        if (book == null) {
            return true;
        }
        final boolean hasBid = message.hasBid(entry);
        final boolean hasAsk = message.hasAsk(entry);
        final Quote ask = group.find(instrumentId, Side.SELL);
        if (ask != null && ask.isResting() && (!hasAsk || hasBid && message.bidPricesE8[entry] >= ask.priceE8())) {
            takeOff(book, ask);
        } else if (ask != null && ask.isHeld() && !hasAsk) {
            holds.leave(book, ask);
        }
        boolean open = true;
        if (hasBid) {
            open = put(
                    book,
                    group.findOrMake(instrumentId, Side.BUY, positions),
                    OrderIds.ofQuote(command.sequence(), entry, false),
                    message.quoteSetId,
                    message.bidPricesE8[entry],
                    message.bidLots[entry]);
        } else {
            final Quote bid = group.find(instrumentId, Side.BUY);
            if (bid != null && bid.isResting()) {
                takeOff(book, bid);
            } else if (bid != null && bid.isHeld()) {
                holds.leave(book, bid);
            }
        }
        if (open && hasAsk) {
            open = put(
                    book,
                    group.findOrMake(instrumentId, Side.SELL, positions),
                    OrderIds.ofQuote(command.sequence(), entry, true),
                    message.quoteSetId,
                    message.askPricesE8[entry],
                    message.askLots[entry]);
        }
        return open;
    }

    private boolean put(
            final OrderBook book,
            final Quote quote,
            final long id,
            final long quoteSetId,
            final long priceE8,
            final long lots) {
        command.touch(book);
        final boolean rested = quote.isResting();
        if (rested) {
            if (priceE8 == quote.priceE8() && lots <= quote.remainingLots()) {
                book.requote(quote, id, quoteSetId, lots);
                return true;
            }
            book.remove(quote);
        } else if (quote.isHeld()) {
            holds.leave(book, quote);
        }
        quote.renew(id, quoteSetId, priceE8, lots);
        final QuoteGroup group = quote.group();
        if (!book.crosses(quote) && (book.isPlain() || !book.held().isBatch())) {
            book.rest(quote);
            if (!rested) {
                group.rested();
            }
            return true;
        }
        if (rested) {
            group.left();
        }
        if (matcher.arrive(book, quote) && quote.isResting()) {
            group.rested();
        }
        return !group.protection().isClosed(command.timestampNs());
    }

    private void takeOff(final OrderBook book, final Quote quote) {
        command.touch(book);
        book.remove(quote);
        quote.group().left();
    }

    /**
     * Takes off the quotes of an account that all of these fit, by underlying, group, instrument, bid before ask.
     *
     * @param underlyingId 0: every underlying
     * @param number       0: every group
     * @param instrumentId 0: every instrument
     * @param quoteSetId   0: every set
     * @param reason       told of those that are held
     * @return how many rested
     */
    int takeOff(
            final int accountId,
            final int underlyingId,
            final int number,
            final int instrumentId,
            final long quoteSetId,
            final CancelReason reason) {
        if (!groups.hasAny(accountId)) {
            return 0;
        }
        int count = 0;
        for (int place = 0; place < groups.places(); place++) {
            final QuoteGroup group = groups.at(accountId, place);
            if (group != null
                    && (underlyingId == 0 || group.underlyingId() == underlyingId)
                    && (number == 0 || group.number() == number)) {
                count += takeOff(group, instrumentId, quoteSetId, reason);
            }
        }
        return count;
    }

    /** Takes off the quotes of a group, see above. */
    int takeOff(final QuoteGroup group, final int instrumentId, final long quoteSetId, final CancelReason reason) {
        final int first = instrumentId == 0 ? group.lowestInstrument() : instrumentId;
        final int last = instrumentId == 0 ? group.highestInstrument() : instrumentId;
        int count = 0;
        for (int id = first; id <= last && group.live() > 0; id++) {
            count += takeOff(group.find(id, Side.BUY), quoteSetId, reason)
                    + takeOff(group.find(id, Side.SELL), quoteSetId, reason);
        }
        return count;
    }

    private int takeOff(final Quote quote, final long quoteSetId, final CancelReason reason) {
        if (quote == null || quoteSetId != 0 && quote.clientOrderId() != quoteSetId) {
            return 0;
        }
        if (quote.isHeld()) {
            holds.leave(books.get(quote.instrumentId()), quote);
            listener.onCancelled(quote, reason);
        }
        if (!quote.isResting()) {
            return 0;
        }
        takeOff(books.get(quote.instrumentId()), quote);
        return 1;
    }

    /** A request of an account to take off its quotes; always answered with how many there were. */
    void cancel(
            final int accountId,
            final int underlyingId,
            final int number,
            final int instrumentId,
            final long quoteSetId) {
        final int count =
                takeOff(accountId, underlyingId, number, instrumentId, quoteSetId, CancelReason.QUOTES_CANCELLED);
        listener.onQuotesCancelled(
                accountId, underlyingId, number, instrumentId, quoteSetId, count, CancelReason.QUOTES_CANCELLED);
    }

    /**
     * Takes off quotes by account, and tells of each account that had some.
     *
     * @param accountId    0: every account
     * @param instrumentId 0: every instrument
     */
    void cancelAll(final int accountId, final int instrumentId, final CancelReason reason) {
        final int first = accountId == 0 ? 1 : accountId;
        final int last = accountId == 0 ? groups.accountsEnd() - 1 : accountId;
        for (int account = first; account <= last; account++) {
            final int count = takeOff(account, 0, 0, instrumentId, 0, reason);
            if (count > 0) {
                listener.onQuotesCancelled(account, 0, 0, instrumentId, 0, count, reason);
            }
        }
    }
}
