package io.strikebook.books;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.schemas.OrderReleasedDecoder;
import io.strikebook.schemas.Side;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Quotes in the books. They are found by account, group, instrument and side, since each mass quote gives them new ids. */
final class FollowedQuotes {
    private final OrderQueues queues;
    private final OrderStore orders;
    private final Int2ObjectHashMap<QuoteSlots> byAccount = new Int2ObjectHashMap<>();

    FollowedQuotes(final OrderQueues queues) {
        this.queues = queues;
        this.orders = queues.orders;
    }

    /** Quotes of an account and group, or null. */
    QuoteSlots find(final int accountId, final int underlyingId, final int group) {
        QuoteSlots slots = byAccount.get(accountId);
        while (slots != null && (slots.group != group || slots.underlyingId != underlyingId)) {
            slots = slots.nextOfAccount;
        }
        return slots;
    }

    /** Quotes of an account and group, made where there are none. */
    QuoteSlots findOrMake(final int accountId, final int underlyingId, final int group) {
        final QuoteSlots found = find(accountId, underlyingId, group);
        if (found != null) {
            return found;
        }
        final QuoteSlots made = new QuoteSlots(underlyingId, group, byAccount.get(accountId));
        byAccount.put(accountId, made);
        return made;
    }

    /**
     * One side of an entry.
     *
     * @param lots 0: there is none from now on
     */
    void quote(
            final QuoteSlots slots,
            final FollowedBook book,
            final boolean buy,
            final long id,
            final long setId,
            final long priceE8,
            final long lots) {
        final int slot = QuoteSlots.slot(book.instrument().instrumentId(), buy);
        int place = slots.place(slot);
        if (lots == 0) {
            if (place != 0) {
                takeOff(slots, slot);
            }
            return;
        }
        if (place == 0) {
            place = orders.add(id);
        } else if (queues.levelOf(place).priceE8() == priceE8 && lots <= orders.shownLots(place)) {
            queues.resize(place, id, lots, 0);
            slots.put(slot, place, setId);
            return;
        } else {
            queues.unlink(place);
            orders.orderId(place, id);
        }
        orders.lots(place, lots, 0);
        queues.append(book, buy, place, priceE8);
        slots.put(slot, place, setId);
    }

    /** Takes an {@code OrderReleased} of a quote. */
    void released(final UnsafeBuffer buffer, final int body, final FollowedBook book) {
        quote(
                findOrMake(
                        buffer.getInt(body + OrderReleasedDecoder.accountIdEncodingOffset(), LITTLE_ENDIAN),
                        buffer.getInt(body + OrderReleasedDecoder.underlyingIdEncodingOffset(), LITTLE_ENDIAN),
                        buffer.getByte(body + OrderReleasedDecoder.mmpGroupEncodingOffset())),
                book,
                buffer.getByte(body + OrderReleasedDecoder.sideEncodingOffset()) == Side.BUY.value(),
                buffer.getLong(body + OrderReleasedDecoder.orderIdEncodingOffset(), LITTLE_ENDIAN),
                buffer.getLong(body + OrderReleasedDecoder.clientOrderIdEncodingOffset(), LITTLE_ENDIAN),
                buffer.getLong(body + OrderReleasedDecoder.priceE8EncodingOffset(), LITTLE_ENDIAN),
                buffer.getLong(body + OrderReleasedDecoder.remainingLotsEncodingOffset(), LITTLE_ENDIAN));
    }

    /** A quote lost lots; one that is not in its book any more was taken off before. */
    void reduce(final int accountId, final FollowedBook book, final long id, final long remaining) {
        for (QuoteSlots slots = byAccount.get(accountId); slots != null; slots = slots.nextOfAccount) {
            final int slot = slotOf(slots, book, id);
            if (slot != 0) {
                if (remaining == 0) {
                    takeOff(slots, slot);
                } else {
                    queues.resize(slots.place(slot), id, remaining, 0);
                }
                return;
            }
        }
    }

    private int slotOf(final QuoteSlots slots, final FollowedBook book, final long id) {
        final int bid = QuoteSlots.slot(book.instrument().instrumentId(), true);
        if (is(slots.place(bid), id)) {
            return bid;
        }
        return is(slots.place(bid + 1), id) ? bid + 1 : 0;
    }

    private boolean is(final int place, final long id) {
        return place != 0 && orders.orderId(place) == id;
    }

    /** Takes off all of one group. */
    void takeOff(final QuoteSlots slots) {
        takeOff(slots, 0, 0);
    }

    /** Takes off what all of these fit, 0 fitting any; returns how many. */
    int takeOff(
            final int accountId, final int underlyingId, final int group, final int instrumentId, final long setId) {
        int count = 0;
        for (QuoteSlots slots = byAccount.get(accountId); slots != null; slots = slots.nextOfAccount) {
            if ((underlyingId == 0 || slots.underlyingId == underlyingId) && (group == 0 || slots.group == group)) {
                count += takeOff(slots, instrumentId, setId);
            }
        }
        return count;
    }

    private int takeOff(final QuoteSlots slots, final int instrumentId, final long setId) {
        final int first = instrumentId == 0 ? slots.lowest() : QuoteSlots.slot(instrumentId, true);
        final int last = instrumentId == 0 ? slots.highest() : first + 1;
        int count = 0;
        for (int slot = first; slot <= last && slots.resting() > 0; slot++) {
            if (slots.place(slot) != 0 && (setId == 0 || slots.set(slot) == setId)) {
                takeOff(slots, slot);
                count++;
            }
        }
        return count;
    }

    private void takeOff(final QuoteSlots slots, final int slot) {
        final int place = slots.place(slot);
        queues.unlink(place);
        orders.remove(place);
        slots.clear(slot);
    }
}
