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

    private long plannedFor;
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
        live--;
    }

    /** What a plan can still trade of a part. */
    public long openInPlan(final int part, final long key) {
        if (plannedFor != key) {
            plannedFor = key;
            for (int i = 0; i < MAX_PARTS; i++) {
                plannedLots[i] = parts[i] == null ? 0 : parts[i].remainingLots;
            }
        }
        return plannedLots[part];
    }

    /** A plan, which was asked what is open, trades lots of a part. */
    public void plan(final int part, final long lots) {
        final long beforeLots = plannedLots[part];
        plannedLots[part] -= lots;
        final int sibling = siblingOf(part);
        if (sibling != NONE) {
            plannedLots[sibling] -= takenLots(lots, beforeLots, plannedLots[sibling]);
        }
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
            default -> lots * siblingLots / beforeLots;
        };
    }

    long hash() {
        int mask = 0;
        for (int i = 0; i < MAX_PARTS; i++) {
            mask |= parts[i] == null ? 0 : 1 << i;
        }
        return StateHash.of(HASH_KIND, linkId, kind.value() | condition.value() << 8, fired ? 1 : 0, mask);
    }

    void check() {
        int count = 0;
        for (int i = 0; i < MAX_PARTS; i++) {
            if (parts[i] != null) {
                parts[i].checkNotReleased();
                if (parts[i].details.link != this || parts[i].details.part != i || parts[i].orderId != linkId + i) {
                    throw new IllegalStateException(parts[i] + " is not part " + i + " of link " + linkId);
                }
                count++;
            }
        }
        if (count != live || count == 0 || building || ended || entityHash != hash()) {
            throw new IllegalStateException("link " + linkId + " has " + count + " parts, counted were " + live);
        }
    }
}
