package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.order.Label;
import io.strikebook.matching.time.Deadline;

/**
 * What only some orders have; hangs on the {@link Order} in place of the {@link OrderOwner} that others share, so that they pay nothing for it. Pooled with the orders.
 */
public final class OrderDetails extends OrderOwner {
    private static final long HASH_KIND = 4;

    final Label label = new Label();
    final Trigger trigger = new Trigger();
    long displayLots;
    long minimumLots;
    long expireNs;

    /** Iceberg that rests: what is shown of it, at least one lot; else 0. */
    long shownLots;

    /** Iceberg: what a {@code FillPlan} of this key has planned of it. */
    private long plannedFor;

    private long plannedLots;
    private long identityHash;

    /** Set while the order is live and ends at a time. */
    Deadline expiry;

    /** What it is a part of, and which part; null for most. */
    Link link;

    int part;
    OrderDetails nextFree;

    /** What the client wrote on the order; empty for nothing. */
    public Label label() {
        return label;
    }

    /** Iceberg: lots shown at a time; 0: all of them. */
    public long displayLots() {
        return displayLots;
    }

    /** Lots that it trades at least at once, if any; 0: whatever there is. */
    public long minimumLots() {
        return minimumLots;
    }

    /** When the order ends; 0: never. */
    public long expireNs() {
        return expireNs;
    }

    /** Sets what the order asks for beside its label; 0 for none of each. */
    public OrderDetails ask(final long newDisplayLots, final long newMinimumLots, final long newExpireNs) {
        displayLots = newDisplayLots;
        minimumLots = newMinimumLots;
        expireNs = newExpireNs;
        shownLots = 0;
        return this;
    }

    /** Sets what a snapshot has beyond what the order asked for. */
    public OrderDetails restoreShown(final long newShownLots) {
        shownLots = newShownLots;
        return this;
    }

    /** Whether only a part is shown at a time. */
    public boolean isIceberg() {
        return displayLots != 0;
    }

    /** What is shown of an order of which so much is open. */
    long shownOf(final long remainingLots) {
        return displayLots == 0 ? remainingLots : shownLots;
    }

    /** Shows the next part of what is open. */
    void show(final long remainingLots) {
        shownLots = Math.min(displayLots, remainingLots);
    }

    /** A part of what is shown has traded. */
    void traded(final long lots) {
        shownLots -= displayLots == 0 ? 0 : lots;
    }

    /** A part has traded in an auction: what is shown first, and where that is gone the next part shows in its place. */
    void uncrossed(final long lots, final long remainingLots) {
        if (displayLots != 0) {
            shownLots = lots < shownLots ? shownLots - lots : Math.min(displayLots, remainingLots);
        }
    }

    /** The order became smaller in its place: what is hidden goes first. */
    void shrunk(final long remainingLots) {
        shownLots = Math.min(shownLots, remainingLots);
    }

    /** What a plan of this key has planned of the iceberg so far. */
    public long plannedLots(final long planKey) {
        return plannedFor == planKey ? plannedLots : 0;
    }

    /** Counts lots of the iceberg as planned. */
    public void plan(final long planKey, final long lots) {
        plannedLots = plannedLots(planKey) + lots;
        plannedFor = planKey;
    }

    /** What the order waits for before it is live; without a kind for nothing. */
    public Trigger trigger() {
        return trigger;
    }

    /** What the order is a part of, or null. */
    public Link link() {
        return link;
    }

    /** Which part it is, from 0. */
    public int part() {
        return part;
    }

    void clear() {
        label.clear();
        ask(0, 0, 0);
        trigger.clear();
    }

    void set(final OrderDetails other) {
        label.set(other.label);
        trigger.set(other.trigger);
        ask(other.displayLots, other.minimumLots, other.expireNs);
        shownLots = other.shownLots;
        plannedFor = 0;
        link = null;
        identityHash = label.hashInto(StateHash.of(HASH_KIND, displayLots, minimumLots, expireNs, 0));
    }

    /** Its order ended. */
    void end() {
        if (expiry != null) {
            expiry.cancel();
            expiry = null;
        }
    }

    /** Hash of what never changes while the order is live. */
    long identityHash() {
        return identityHash;
    }

    /** Continues the hash of an order that rests or is held. */
    long hashInto(final long hash) {
        final long whole = StateHash.and(hash, identityHash);
        return isIceberg() ? StateHash.and(whole, shownLots) : whole;
    }
}
