package io.strikebook.matching.book;

/**
 * Whose an order is. One object for each account, instrument and source, which all their plain orders share; an order with
 * {@link OrderDetails} has one of its own in them. So an order has one reference for what it would have to say in five fields.
 */
class OrderOwner {
    private MirroredPosition position;
    private int accountId;
    private int instrumentId;
    private int sourceId;

    /** The owner of the same account and instrument with another source, or null. */
    OrderOwner nextOfPosition;

    /** Of orders of a position's account in its instrument, which came from this source. */
    final OrderOwner own(final MirroredPosition newPosition, final int newSourceId) {
        position = newPosition;
        accountId = newPosition.accountId();
        instrumentId = newPosition.instrumentId();
        sourceId = newSourceId;
        return this;
    }

    /** The account's position in the instrument. */
    final MirroredPosition position() {
        return position;
    }

    final int accountId() {
        return accountId;
    }

    final int instrumentId() {
        return instrumentId;
    }

    /** Source of the requests that made the orders. */
    final int sourceId() {
        return sourceId;
    }
}
