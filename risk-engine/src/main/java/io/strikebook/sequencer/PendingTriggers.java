package io.strikebook.sequencer;

import io.strikebook.common.hash.StateHash;

/**
 * Orders whose trigger fired, and what was released of linked ones, as margin asked for them, oldest first, until the command that decides
 * on each is applied. A ring that grows to the most that ever waited.
 */
final class PendingTriggers {
    private static final long HASH_KIND = 11;
    private static final int INITIAL = 64;

    private final StateHash stateHash;
    private long[] sourceSequences = new long[INITIAL];
    private long[] orderIds = new long[INITIAL];
    private long[] clientOrderIds = new long[INITIAL];
    private long[] quantitiesLots = new long[INITIAL];
    private int[] accountIds = new int[INITIAL];
    private int[] instrumentIds = new int[INITIAL];
    private int first;
    private int size;

    PendingTriggers(final StateHash stateHash) {
        this.stateHash = stateHash;
    }

    int size() {
        return size;
    }

    /** Margin's number of the request at a place, 0 for the oldest. */
    long sourceSequence(final int place) {
        return sourceSequences[at(place)];
    }

    long orderId(final int place) {
        return orderIds[at(place)];
    }

    long clientOrderId(final int place) {
        return clientOrderIds[at(place)];
    }

    /** How much more of a linked order; 0: whatever waits of an order. */
    long quantityLots(final int place) {
        return quantitiesLots[at(place)];
    }

    int accountId(final int place) {
        return accountIds[at(place)];
    }

    int instrumentId(final int place) {
        return instrumentIds[at(place)];
    }

    void add(
            final long sourceSequence,
            final long orderId,
            final long clientOrderId,
            final long quantityLots,
            final int accountId,
            final int instrumentId) {
        if (size == orderIds.length) {
            grow();
        }
        final int index = at(size);
        sourceSequences[index] = sourceSequence;
        orderIds[index] = orderId;
        clientOrderIds[index] = clientOrderId;
        quantitiesLots[index] = quantityLots;
        accountIds[index] = accountId;
        instrumentIds[index] = instrumentId;
        size++;
        stateHash.add(hash(index));
    }

    /** The command of the oldest was applied. */
    void sequenced(final long command, final long sourceSequence) {
        if (size == 0 || sourceSequences[first] != sourceSequence) {
            throw new IllegalStateException("command " + command + " answers margin's request " + sourceSequence
                    + ", the oldest waiting is " + (size == 0 ? 0 : sourceSequences[first]));
        }
        stateHash.remove(hash(first));
        first = at(1);
        size--;
    }

    private int at(final int place) {
        return first + place & orderIds.length - 1;
    }

    private long hash(final int index) {
        final long hash = StateHash.of(
                HASH_KIND,
                sourceSequences[index],
                orderIds[index],
                clientOrderIds[index],
                (long) accountIds[index] << 32 | instrumentIds[index]);
        return quantitiesLots[index] == 0 ? hash : StateHash.and(hash, quantitiesLots[index]);
    }

    private void grow() {
        final int length = orderIds.length * 2;
        final long[] newSequences = new long[length];
        final long[] newOrders = new long[length];
        final long[] newClients = new long[length];
        final long[] newQuantities = new long[length];
        final int[] newAccounts = new int[length];
        final int[] newInstruments = new int[length];
        for (int place = 0; place < size; place++) {
            final int index = at(place);
            newSequences[place] = sourceSequences[index];
            newOrders[place] = orderIds[index];
            newClients[place] = clientOrderIds[index];
            newQuantities[place] = quantitiesLots[index];
            newAccounts[place] = accountIds[index];
            newInstruments[place] = instrumentIds[index];
        }
        sourceSequences = newSequences;
        orderIds = newOrders;
        clientOrderIds = newClients;
        quantitiesLots = newQuantities;
        accountIds = newAccounts;
        instrumentIds = newInstruments;
        first = 0;
    }
}
