package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import java.util.Arrays;

/**
 * Orders that act on each other, as long as one of them is live; pooled. Parts are numbered from 0: in a link that triggers the first is
 * what triggers, and the others are held until it has fired. Two parts are siblings where what one trades takes the other off: both of a
 * pair, or the two that a first one triggers.
 */
public final class Link {
    /** Most parts. */
    public static final int MAX_PARTS = 3;

    private static final long HASH_KIND = 22;
    private static final int NONE = -1;

    private final Order[] parts = new Order[MAX_PARTS];

    /** Of parts that are still to be made by the command that made the link: what is left for them to be. */
    private final long[] comingLots = new long[MAX_PARTS];

    /** What a plan of this key has left open of each part. */
    private final long[] plannedLots = new long[MAX_PARTS];

    /** The same of what is not live yet, and of what is held. */
    private final long[] plannedAskedLots = new long[MAX_PARTS];

    private final long[] plannedHeldLots = new long[MAX_PARTS];
    private long plannedFor;

    /** Of a link that grows: what each part is to get of what the first one still has to trade. */
    private final long[] heldLots = new long[MAX_PARTS];

    /** Of a link that grows: what was released of a part that was live already, until the sequencer has decided. */
    private final long[] askedLots = new long[MAX_PARTS];

    /** Of a link that grows: the part has nothing open, and is to wait for what comes as soon as it is let go. */
    private final boolean[] idle = new boolean[MAX_PARTS];

    long linkId;
    LinkKind kind;
    FillCondition condition;
    boolean fired;

    /** Its command is still making parts. */
    boolean building;

    /** Its first part ended before it had fired; what it holds is to be taken off. */
    boolean ended;

    int live;
    long entityHash;
    Link next;

    Link() {}

    void begin(final long newLinkId, final LinkKind newKind, final FillCondition newCondition) {
        linkId = newLinkId;
        kind = newKind;
        condition = newCondition;
        fired = false;
        building = true;
        ended = false;
        live = 0;
        entityHash = 0;
        Arrays.fill(parts, null);
        Arrays.fill(comingLots, 0);
        Arrays.fill(heldLots, 0);
        Arrays.fill(askedLots, 0);
        Arrays.fill(idle, false);
        plannedFor = 0;
    }

    /** Id of the first part. */
    public long linkId() {
        return linkId;
    }

    /** What the parts are to each other. */
    public LinkKind kind() {
        return kind;
    }

    /** Which trades act. */
    public FillCondition condition() {
        return condition;
    }

    /** Whether the first part has filled as asked. */
    public boolean hasFired() {
        return fired;
    }

    /** Whether a first part holds the others. */
    public boolean triggers() {
        return kind != LinkKind.ONE_CANCELS_OTHER;
    }

    /** Whether each trade of the first part lets the others be larger by its share. */
    public boolean grows() {
        return condition == FillCondition.INCREMENTAL && triggers();
    }

    /** Of a link that grows: what a part still waits for of what the first one trades. */
    public long heldLots(final int part) {
        return heldLots[part];
    }

    /** Of a link that grows: what of a part that is live the sequencer has still to decide on. */
    public long askedLots(final int part) {
        return askedLots[part];
    }

    /** Of a link that grows: what is to come of a part beside what is open. */
    public long comingLater(final int part) {
        return heldLots[part] + askedLots[part];
    }

    /** Of a link that grows: what was released of a part and has neither traded nor been taken off. */
    public long releasedLots(final int part) {
        final Order order = parts[part];
        return order == null || order.details().trigger.isHeldBack() ? 0 : order.remainingLots() + askedLots[part];
    }

    boolean isIdle(final int part) {
        return idle[part];
    }

    void idle(final int part, final boolean isIdle) {
        idle[part] = isIdle;
    }

    void growth(final int part, final long newHeldLots, final long newAskedLots) {
        if (newHeldLots < 0 || newAskedLots < 0) {
            throw new IllegalStateException("part " + part + " of link " + linkId + " would hold " + newHeldLots
                    + " lots and ask for " + newAskedLots);
        }
        heldLots[part] = newHeldLots;
        askedLots[part] = newAskedLots;
    }

    /** The part of a number, or null where it ended or is still to be made. */
    public Order part(final int number) {
        return parts[number];
    }

    /** Whether no part with a lower number is live. */
    public boolean isFirst(final int part) {
        for (int i = 0; i < part; i++) {
            if (parts[i] != null) {
                return false;
            }
        }
        return true;
    }

    /** Number of the part that trades of this one make smaller, or -1. */
    public int siblingOf(final int part) {
        return switch (kind) {
            case ONE_CANCELS_OTHER -> 1 - part;
            case ONE_TRIGGERS_ONE_CANCELS_OTHER -> part == 0 ? NONE : MAX_PARTS - part;
            default -> NONE;
        };
    }

    /** What is left for a part that is still to be made. */
    public long comingLots(final int part) {
        return comingLots[part];
    }

    /** Sets what is left for a part that is still to be made. */
    public void coming(final int part, final long lots) {
        comingLots[part] = lots;
    }

    void join(final int part, final Order order) {
        parts[part] = order;
        comingLots[part] = 0;
        live++;
    }

    void leave(final int part) {
        parts[part] = null;
        heldLots[part] = 0;
        askedLots[part] = 0;
        live--;
    }

    /** What a plan can still trade of a part. */
    public long openInPlan(final int part, final long key) {
        if (plannedFor != key) {
            plannedFor = key;
            for (int i = 0; i < MAX_PARTS; i++) {
                plannedLots[i] = parts[i] == null ? 0 : parts[i].remainingLots();
                plannedAskedLots[i] = askedLots[i];
                plannedHeldLots[i] = heldLots[i];
            }
        }
        return plannedLots[part];
    }

    /** A plan, which was asked what is open, trades lots of a part. */
    public void plan(final int part, final long lots) {
        final long beforeLots = plannedLots[part];
        plannedLots[part] -= lots;
        if (grows()) {
            planGrowth(part, lots, beforeLots);
            return;
        }
        final int sibling = siblingOf(part);
        if (sibling != NONE) {
            plannedLots[sibling] -= takenLots(lots, beforeLots, plannedLots[sibling]);
        }
    }

    private void planGrowth(final int part, final long lots, final long beforeLots) {
        if (part == 0) {
            for (int i = 1; i < MAX_PARTS; i++) {
                final long releasedLots = shareOf(plannedHeldLots[i], lots, beforeLots);
                plannedHeldLots[i] -= releasedLots;
                plannedAskedLots[i] += releasedLots;
            }
            return;
        }
        final int sibling = siblingOf(part);
        if (sibling != NONE) {
            final long takenLots = shareOf(
                    plannedLots[sibling] + plannedAskedLots[sibling], lots, beforeLots + plannedAskedLots[part]);
            final long askedTaken = Math.min(takenLots, plannedAskedLots[sibling]);
            plannedAskedLots[sibling] -= askedTaken;
            plannedLots[sibling] -= takenLots - askedTaken;
        }
    }

    /** As much of something as was traded of what was open, rounded down: all of it once nothing is open. */
    public static long shareOf(final long ofLots, final long lots, final long beforeLots) {
        return lots * ofLots / beforeLots;
    }

    /**
     * What a sibling loses where a part trades; rounded down, except that nothing stays of it once nothing is open of the part.
     *
     * @param lots        traded
     * @param beforeLots  open before the trade
     * @param siblingLots open of the sibling
     */
    public long takenLots(final long lots, final long beforeLots, final long siblingLots) {
        return switch (condition) {
            case FIRST_HIT -> siblingLots;
            case COMPLETE_FILL -> lots == beforeLots ? siblingLots : 0;
            default -> shareOf(siblingLots, lots, beforeLots);
        };
    }

    long hash() {
        int mask = 0;
        for (int i = 0; i < MAX_PARTS; i++) {
            mask |= parts[i] == null ? 0 : 1 << i;
        }
        final long what = StateHash.of(HASH_KIND, linkId, kind.value() | condition.value() << 8, fired ? 1 : 0, mask);
        return grows() ? StateHash.and(what, heldLots[1], heldLots[2], askedLots[1], askedLots[2]) : what;
    }

    void check() {
        int count = 0;
        for (int i = 0; i < MAX_PARTS; i++) {
            if (parts[i] != null) {
                parts[i].checkNotReleased();
                if (parts[i].details().link != this || parts[i].details().part != i || parts[i].orderId != linkId + i) {
                    throw new IllegalStateException(parts[i] + " is not part " + i + " of link " + linkId);
                }
                if (parts[i].isGrowing()
                        && parts[i].details().trigger.isHeldBack()
                        && parts[i].remainingLots() != heldLots[i]) {
                    throw new IllegalStateException(parts[i] + " waits for " + heldLots[i] + " lots");
                }
                count++;
            }
        }
        if (count != live || count == 0 || building || ended || entityHash != hash()) {
            throw new IllegalStateException("link " + linkId + " has " + count + " parts, counted were " + live);
        }
    }
}
