package io.strikebook.common.margin.pm2;

import io.strikebook.common.margin.model.MarginFigures;

/** Derive's portfolio margin by component, 1e-12 of a dollar; losses and charges are positive here. */
public final class Pm2Figures extends MarginFigures {
    long regularLossE12;
    long tailLossE12;
    long skewLossE12;
    long forwardLossE12;
    long initialContingencyE12;
    long maintenanceContingencyE12;

    /** Figures of zero. */
    public Pm2Figures() {}

    /** Largest loss in the 23 standard scenarios. */
    public long regularLossE12() {
        return regularLossE12;
    }

    /** Largest damped loss in the extended moves. */
    public long tailLossE12() {
        return tailLossE12;
    }

    /** Largest damped loss where the smile changes. */
    public long skewLossE12() {
        return skewLossE12;
    }

    /** Loss where each expiry's forward moves against the account. */
    public long forwardLossE12() {
        return forwardLossE12;
    }

    /** The largest of the four. */
    public long maxLossE12() {
        return Math.max(Math.max(regularLossE12, tailLossE12), Math.max(skewLossE12, forwardLossE12));
    }

    /** Perpetuals, short options, haircuts and doubtful prices, for initial margin. */
    public long initialContingencyE12() {
        return initialContingencyE12;
    }

    /** Perpetuals, short options and haircuts, for maintenance margin. */
    public long maintenanceContingencyE12() {
        return maintenanceContingencyE12;
    }
}
