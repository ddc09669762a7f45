package io.strikebook.orderflow.load;

/**
 * The orders of the clients: a fixed number of places for each client, told apart by the lowest bits of the client order id. An order that was
 * sent and is not known to have been accepted when its command was answered was refused.
 */
final class ClientOrders {
    /** Most orders of a client at a time. */
    static final int PLACES = 32;

    private final ClientOrder[] orders;
    private final ClientOrder[] sent;
    private final long[] sentIds;
    private final long[] triggeredNs;
    private int firstSent;
    private int inFlight;

    ClientOrders(final int clients) {
        orders = new ClientOrder[clients * PLACES];
        sent = new ClientOrder[2 * orders.length];
        sentIds = new long[sent.length];
        triggeredNs = new long[clients];
        for (int i = 0; i < orders.length; i++) {
            orders[i] = new ClientOrder(i / PLACES, i);
        }
    }

    /** A free place of a client, or null; it is taken by {@link #sent}. */
    ClientOrder free(final int client) {
        return inFlight == sent.length ? null : find(client, 0, ClientOrder.State.FREE);
    }

    /** Whether a client has so many free places. */
    boolean hasFree(final int client, final int count) {
        int free = 0;
        for (int i = 0; i < PLACES; i++) {
            free += orders[client * PLACES + i].isFree() ? 1 : 0;
        }
        return free >= count && inFlight + count <= sent.length;
    }

    /** A live order of a client that is not about to be cancelled, or null. */
    ClientOrder live(final int client, final int from) {
        return find(client, from, ClientOrder.State.LIVE);
    }

    private ClientOrder find(final int client, final int from, final ClientOrder.State state) {
        for (int i = 0; i < PLACES; i++) {
            final ClientOrder order = orders[client * PLACES + (from + i) % PLACES];
            if (order.state == state && !(order.isLive() && order.cancelling)) {
                return order;
            }
        }
        return null;
    }

    /** A place is that of an order of a request from now on. */
    void sent(final ClientOrder order, final long sourceSequence) {
        order.state = ClientOrder.State.SENT;
        order.clientOrderId = ClientOrderIds.of(sourceSequence, order.place);
        order.orderId = 0;
        order.filledLots = 0;
        order.cancelling = false;
        final int at = (firstSent + inFlight) % sent.length;
        sent[at] = order;
        sentIds[at] = order.clientOrderId;
        inFlight++;
    }

    void accepted(final int client, final long clientOrderId, final long orderId, final long priceE8, final long lots) {
        final ClientOrder order = order(client, clientOrderId);
        if (order != null && order.state == ClientOrder.State.SENT) {
            order.state = ClientOrder.State.LIVE;
            order.orderId = orderId;
            order.priceE8 = priceE8;
            order.lots = lots;
        }
    }

    void replaced(final int client, final long clientOrderId, final long priceE8, final long lots) {
        final ClientOrder order = order(client, clientOrderId);
        if (order != null && order.isLive()) {
            order.priceE8 = priceE8;
            order.lots = lots;
        }
    }

    /** What waited is an order like others now. */
    void triggered(final int client, final long clientOrderId, final long priceE8) {
        final ClientOrder order = order(client, clientOrderId);
        if (order != null) {
            order.trigger = null;
            order.market = false;
            order.priceE8 = priceE8;
        }
    }

    /**
     * Nothing is open of an order that another one lets grow: it is over, or, though all that was open of it has just traded, waits for what
     * is to come.
     */
    void idle(final int client, final long clientOrderId, final long comingLots) {
        final int place = ClientOrderIds.place(clientOrderId);
        if (place / PLACES == client && place < orders.length && orders[place].clientOrderId == clientOrderId) {
            orders[place].state = comingLots == 0 ? ClientOrder.State.FREE : ClientOrder.State.LIVE;
        }
    }

    /** The protection of one of a client's groups was triggered at this time. */
    void protectionTriggered(final int client, final long timestampNs) {
        triggeredNs[client] = timestampNs;
    }

    /** When the protection of one of a client's groups was triggered last. */
    long protectionTriggeredNs(final int client) {
        return triggeredNs[client];
    }

    void gone(final int client, final long clientOrderId) {
        final ClientOrder order = order(client, clientOrderId);
        if (order != null) {
            order.state = ClientOrder.State.FREE;
        }
    }

    void filled(final int client, final long orderId, final long lots, final long remainingLots) {
        for (int i = 0; i < PLACES; i++) {
            final ClientOrder order = orders[client * PLACES + i];
            if (order.isLive() && order.orderId == orderId) {
                order.filledLots += lots;
                order.state = remainingLots == 0 ? ClientOrder.State.FREE : order.state;
                return;
            }
        }
    }

    /** All of our requests up to this one were decided and answered. */
    void answered(final long sourceSequence) {
        while (inFlight > 0 && ClientOrderIds.sequence(sentIds[firstSent]) <= sourceSequence) {
            final ClientOrder order = sent[firstSent];
            if (order.state == ClientOrder.State.SENT && order.clientOrderId == sentIds[firstSent]) {
                order.state = ClientOrder.State.FREE;
            }
            firstSent = firstSent + 1 < sent.length ? firstSent + 1 : 0;
            inFlight--;
        }
    }

    /** The order of a client with an id that was made here, or null. */
    private ClientOrder order(final int client, final long clientOrderId) {
        final int place = ClientOrderIds.place(clientOrderId);
        if (place / PLACES != client || place >= orders.length) {
            return null;
        }
        final ClientOrder order = orders[place];
        return order.clientOrderId == clientOrderId && !order.isFree() ? order : null;
    }
}
