package io.strikebook.sequencer.pretrade;

/**
 * One price and size of an order: as accepted, or as a replace asked for. It stays in its exposure's list, in the order of commands,
 * until the account's state covers every fill of it, even where the order itself is long gone.
 */
final class OrderVersion {
    /** The order, or null once this version can fill no more. */
    LiveOrder order;

    Exposure exposure;
    boolean buy;

    /** Sequence of the command that made it; for what a quote traded, and for all but the first of linked orders, a negative number of its own. */
    long sequence;

    long priceE8;

    /** Quantity asked for, what was filled included. */
    long totalLots;

    /** What can still fill, as of the executions applied. */
    long openLots;

    /** What the requirement counts: open lots and those filled after the account's state; 0 for a shrinking replace in flight. */
    long marginLots;

    /** Not counted in the requirement that is being tried: another order of its pair is. */
    boolean setAside;

    /** Requirement of these lots alone, 1e-12, at the marks that the exposure was priced at. */
    long costE12;

    /** Hash of this entity as it is in the state hash. */
    long hash;

    /** Of a combination: what it counts in its legs; null where it has none. */
    OrderVersion firstLeg;

    /** Of a leg: the next one of the same combination. */
    OrderVersion nextLeg;

    /** Of a leg: its lots per lot of the combination, without a sign. */
    int ratio;

    OrderVersion previous;
    OrderVersion next;

    /** The next replace in flight of the same order; in the pool, the next free one. */
    OrderVersion nextVersion;
}
