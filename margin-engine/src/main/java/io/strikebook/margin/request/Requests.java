package io.strikebook.margin.request;

import io.strikebook.common.hash.StateHash;
import java.util.Arrays;

/**
 * Margin's requests to the sequencer: collected while a command is taken, written in its group, and numbered without a gap over all
 * commands, by which the sequencer knows each again. There are two kinds: to decide on an order whose trigger fired, or that another one
 * has triggered; and to decide on so many lots more of a linked order. Others only take their numbers here. Only the number of the last is state: what was collected is
 * written before the command ends.
 */
public final class Requests {
    private static final long HASH_KIND = 8;
    private static final int INITIAL = 16;

    private long[] orderIds = new long[INITIAL];
    private long[] clientOrderIds = new long[INITIAL];
    private long[] quantitiesLots = new long[INITIAL];
    private int[] accountIds = new int[INITIAL];
    private int[] instrumentIds = new int[INITIAL];
    private boolean byOrderId;
    private int count;
    private long last;

    /**
     * The next command: what fires in one for all is asked for by order id, so that it does not depend on how many shards of matching
     * there are; what fires in another in the order in which it fired.
     */
    public void begin(final boolean forAll) {
        byOrderId = forAll;
    }

    /** An order's trigger fired in the command at hand. */
    public void triggerFired(
            final long orderId, final long clientOrderId, final int accountId, final int instrumentId) {
        ask(orderId, clientOrderId, 0, accountId, instrumentId);
    }

    /** So many lots more of a linked order were released in the command at hand; of one order in the order in which they were. */
    public void released(
            final long orderId,
            final long clientOrderId,
            final long lots,
            final int accountId,
            final int instrumentId) {
        ask(orderId, clientOrderId, lots, accountId, instrumentId);
    }

    private void ask(
            final long orderId,
            final long clientOrderId,
            final long lots,
            final int accountId,
            final int instrumentId) {
        if (count == orderIds.length) {
            orderIds = Arrays.copyOf(orderIds, count * 2);
            clientOrderIds = Arrays.copyOf(clientOrderIds, count * 2);
            quantitiesLots = Arrays.copyOf(quantitiesLots, count * 2);
            accountIds = Arrays.copyOf(accountIds, count * 2);
            instrumentIds = Arrays.copyOf(instrumentIds, count * 2);
        }
        int at = count;
        while (byOrderId && at > 0 && orderIds[at - 1] > orderId) {
            orderIds[at] = orderIds[at - 1];
            clientOrderIds[at] = clientOrderIds[at - 1];
            quantitiesLots[at] = quantitiesLots[at - 1];
            accountIds[at] = accountIds[at - 1];
            instrumentIds[at] = instrumentIds[at - 1];
            at--;
        }
        orderIds[at] = orderId;
        clientOrderIds[at] = clientOrderId;
        quantitiesLots[at] = lots;
        accountIds[at] = accountId;
        instrumentIds[at] = instrumentId;
        count++;
    }

    /** How many the command at hand has caused. */
    public int count() {
        return count;
    }

    /** Number of the request at an index of the command's. */
    public long number(final int index) {
        return last + 1 + index;
    }

    /** Order that it is about. */
    public long orderId(final int index) {
        return orderIds[index];
    }

    /** The client's id of that order. */
    public long clientOrderId(final int index) {
        return clientOrderIds[index];
    }

    /** How much more of that order; 0: whatever waits of it. */
    public long quantityLots(final int index) {
        return quantitiesLots[index];
    }

    /** Account of that order. */
    public int accountId(final int index) {
        return accountIds[index];
    }

    /** Instrument of that order. */
    public int instrumentId(final int index) {
        return instrumentIds[index];
    }

    /** The command's requests were written, and so many more after them. */
    public void written(final int more) {
        last += count + more;
        count = 0;
    }

    /** Number of one more request, which is written at once; after those collected in the command at hand. */
    public long take() {
        last++;
        return last;
    }

    /** Number of the last request written, 0 before the first. */
    public long last() {
        return last;
    }

    /** Sets what a snapshot carried. */
    public void restore(final long lastNumber) {
        last = lastNumber;
    }

    /** Its share of the hash of all state; nothing where nothing was ever asked for. */
    public long hash() {
        return last == 0 ? 0 : StateHash.of(HASH_KIND, last, 0, 0, 0);
    }
}
