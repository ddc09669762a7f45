package io.strikebook.cli.fairness;

/** An order that may not rest, from its acceptance on. */
final class ImmediateOrder {
    final long acceptedNs;
    final long markE8;

    /** The command that announced that mark. */
    final long markedBy;

    final long lots;
    long filledLots;

    ImmediateOrder(final long acceptedNs, final long markE8, final long markedBy, final long lots) {
        this.acceptedNs = acceptedNs;
        this.markE8 = markE8;
        this.markedBy = markedBy;
        this.lots = lots;
    }
}
