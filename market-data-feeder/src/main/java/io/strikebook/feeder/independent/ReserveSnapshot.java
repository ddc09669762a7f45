package io.strikebook.feeder.independent;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import org.agrona.collections.LongArrayList;

/**
 * All orders of a book, as answered over REST: triples of id, price and volume. The venue shows orders at a price of zero too, which are left
 * out.
 */
final class ReserveSnapshot {
    private static final int BUY_ORDERS = 0;
    private static final int SELL_ORDERS = 1;
    private static final JsonNames NAMES = JsonNames.of("BuyOrders", "SellOrders");
    private static final int GUID = 0;
    private static final int PRICE = 1;
    private static final int VOLUME = 2;
    private static final JsonNames ORDER = JsonNames.of("Guid", "Price", "Volume");

    final LongArrayList bids = new LongArrayList();
    final LongArrayList asks = new LongArrayList();
    private final JsonReader json = new JsonReader();

    void parse(final byte[] text, final int start, final int end) throws MalformedJsonException, BadMessageException {
        bids.clear();
        asks.clear();
        boolean any = false;
        json.wrap(text, start, end);
        json.beginObject();
        for (int name = json.nextName(NAMES); name != JsonReader.END; name = json.nextName(NAMES)) {
            if (name == BUY_ORDERS || name == SELL_ORDERS) {
                any = true;
                orders(name == BUY_ORDERS ? bids : asks);
            } else {
                json.skip();
            }
        }
        json.end();
        if (!any) {
            throw new BadMessageException("no orders");
        }
    }

    private void orders(final LongArrayList side) throws MalformedJsonException, BadMessageException {
        json.beginArray();
        while (json.nextElement()) {
            long id = 0;
            long priceE8 = 0;
            long volumeE8 = 0;
            json.beginObject();
            for (int name = json.nextName(ORDER); name != JsonReader.END; name = json.nextName(ORDER)) {
                switch (name) {
                    case GUID -> id = ReserveMessage.guid(json);
                    case PRICE -> priceE8 = json.decimalE8();
                    case VOLUME -> volumeE8 = json.decimalE8();
                    default -> json.skip();
                }
            }
            if (id == 0 || priceE8 < 0 || volumeE8 < 0) {
                throw new BadMessageException("an order without id, or with a negative price or volume");
            }
            if (priceE8 > 0 && volumeE8 > 0) {
                side.addLong(id);
                side.addLong(priceE8);
                side.addLong(volumeE8);
            }
        }
    }
}
