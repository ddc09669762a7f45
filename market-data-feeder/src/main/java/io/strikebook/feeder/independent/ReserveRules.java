package io.strikebook.feeder.independent;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.l3.EntryResult;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.SymbolTable;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.feeder.venue.VenueRules;
import io.strikebook.schemas.Side;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.agrona.collections.LongArrayList;

/**
 * The rules of Independent Reserve. A book is what the venue answers to a request for all orders of a coin in a currency, and the messages of
 * the coin behind it, whose numbers are dense. An order's message tells its price in every currency, so it changes all books of the coin that
 * there are. The answer has no number: an order that it has already, or one that is cancelled and not in it, is no error.
 */
public final class ReserveRules extends VenueRules<ReserveBook> {
    private static final String VENUE = "INDRES";
    private static final String ORDER_BOOK = "orderbook-";
    private static final String COIN = "primaryCurrencyCode=";
    private static final String CURRENCY = "secondaryCurrencyCode=";
    private static final String[] CURRENCY_NAMES = {"aud", "usd", "nzd", "sgd"};

    private final ReserveMessage message = new ReserveMessage();
    private final ReserveSnapshot snapshot = new ReserveSnapshot();
    private final SymbolTable<ReserveCoin> coins = new SymbolTable<>();

    /** Rules that have seen nothing yet. */
    public ReserveRules(final FeedContext context, final VenueRequests requests) {
        super(VENUE, VENUE, context, requests);
    }

    @Override
    protected ReserveBook create(final String symbol) throws BadMessageException {
        final int dash = symbol.indexOf('-');
        final String coin = symbol.substring(0, dash);
        final int currency = currency(symbol.substring(dash + 1));
        if (currency < 0 || coin.isEmpty() || coin.length() > 8) {
            throw new BadMessageException(FeedErrorKind.UNKNOWN_INSTRUMENT, "unknown currency pair " + symbol);
        }
        final ReserveBook book = new ReserveBook(symbol, coin, CURRENCY_NAMES[currency], currency);
        coin(coin).books.add(book);
        return book;
    }

    private static int currency(final String name) {
        for (int i = 0; i < CURRENCY_NAMES.length; i++) {
            if (CURRENCY_NAMES[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private ReserveCoin coin(final String name) {
        ReserveCoin coin = coins.find(name);
        if (coin == null) {
            coin = new ReserveCoin();
            coins.add(name, coin);
        }
        return coin;
    }

    @Override
    protected void restart(final ReserveBook instrument) {
        for (int i = 0; i < coins.size(); i++) {
            coins.at(i).lastNonce = ReserveCoin.NONE;
        }
    }

    @Override
    protected void readAnswer(
            final String request,
            final long receivedNs,
            final byte[] text,
            final int start,
            final int end,
            final MarketDataListener listener)
            throws BadMessageException, MalformedJsonException {
        if (!request.contains("/GetAllOrders")) {
            return;
        }
        final byte[] symbol = (parameter(request, COIN) + "-" + parameter(request, CURRENCY))
                .toLowerCase(Locale.ROOT)
                .getBytes(StandardCharsets.US_ASCII);
        snapshot.parse(text, start, end);
        final ReserveBook book = address(symbol, 0, symbol.length);
        book.event.clear();
        enter(book, Side.BUY, snapshot.bids);
        enter(book, Side.SELL, snapshot.asks);
        trust(book);
        begin(book, receivedNs, listener);
        book.event.publish(book.number(), MarketDataListener.NONE, listener);
        listener.endEvent();
    }

    private static String parameter(final String request, final String name) throws BadMessageException {
        final int at = request.indexOf(name);
        require(at >= 0, "a request without " + name);
        final int end = request.indexOf('&', at);
        return request.substring(at + name.length(), end < 0 ? request.length() : end);
    }

    private void enter(final ReserveBook book, final Side side, final LongArrayList orders) {
        for (int i = 0; i < orders.size(); i += 3) {
            final EntryResult result =
                    book.event.add(orders.getLong(i), side, orders.getLong(i + 1), orders.getLong(i + 2));
            if (result != EntryResult.DONE) {
                context().errors().report(FeedErrorKind.REPEATED, "in a snapshot: " + result.text());
            }
        }
    }

    @Override
    protected void read(
            final long receivedNs, final byte[] text, final int start, final int end, final MarketDataListener listener)
            throws BadMessageException, MalformedJsonException {
        message.parse(text, start, end);
        switch (message.event) {
            case ReserveMessage.NEW_ORDER, ReserveMessage.ORDER_CHANGED, ReserveMessage.ORDER_CANCELED ->
                order(receivedNs, text, listener);
            case ReserveMessage.HEARTBEAT, ReserveMessage.SUBSCRIPTIONS -> {}
            default -> context().errors().report(FeedErrorKind.UNKNOWN_EVENT, "event of unknown type passed over");
        }
    }

    private void order(final long receivedNs, final byte[] text, final MarketDataListener listener)
            throws BadMessageException {
        require(message.orderId != 0 && message.nonce >= 0 && message.timeMs > 0, "no order id, number or time");
        final int coinStart = message.channelStart + ORDER_BOOK.length();
        require(coinStart < message.channelEnd, "no channel of an order book");
        if (message.event == ReserveMessage.NEW_ORDER) {
            require(message.orderType != JsonNames.UNKNOWN && message.volumeE8 > 0, "no side or positive volume");
        } else if (message.event == ReserveMessage.ORDER_CHANGED) {
            require(message.volumeE8 >= 0, "no volume that is not negative");
        }
        final ReserveCoin coin = coins.find(text, coinStart, message.channelEnd);
        if (coin == null) {
            return;
        }
        if (coin.lastNonce != ReserveCoin.NONE && message.nonce <= coin.lastNonce) {
            throw new BadMessageException(
                    message.nonce == coin.lastNonce ? FeedErrorKind.REPEATED : FeedErrorKind.OUT_OF_ORDER,
                    "number " + message.nonce + " is a repetition or out of order");
        }
        final long expected = coin.lastNonce == ReserveCoin.NONE ? message.nonce : coin.lastNonce + 1;
        coin.lastNonce = message.nonce;
        for (int i = 0; i < coin.books.size(); i++) {
            final ReserveBook book = coin.books.get(i);
            apply(book);
            if (expected != message.nonce || !book.event.isEmpty()) {
                begin(book, receivedNs, listener);
                if (expected != message.nonce) {
                    missed(book, expected, message.nonce, listener);
                }
                if (!book.event.isEmpty()) {
                    book.event.publish(book.number(), message.timeMs * 1_000_000L, listener);
                }
                listener.endEvent();
            }
        }
    }

    private void apply(final ReserveBook book) {
        final long id = message.orderId;
        final long openE8 = book.book.openE8(id);
        if (message.event == ReserveMessage.NEW_ORDER) {
            final long priceE8 = message.pricesE8[book.currency];
            if (openE8 == 0 && priceE8 > 0) {
                book.event.add(id, message.orderType == 0 ? Side.BUY : Side.SELL, priceE8, message.volumeE8);
            }
        } else if (openE8 > 0 && message.event == ReserveMessage.ORDER_CANCELED) {
            book.event.cancel(id, openE8);
        } else if (openE8 > 0 && message.volumeE8 < openE8) {
            book.event.execute(id, openE8 - message.volumeE8);
        } else if (openE8 > 0 && message.volumeE8 > openE8) {
            book.event.modify(id, book.book.priceE8(id), message.volumeE8);
        }
    }
}
