package io.strikebook.common.margin.model;

/** What a model answers, 1e-12 of the settlement currency, never negative; kept by the caller and filled anew each time. */
public class MarginFigures {
    private long initialE12;
    private long maintenanceE12;

    /** Figures of zero. */
    public MarginFigures() {}

    /** What equity must be for new risk to be taken. */
    public final long initialE12() {
        return initialE12;
    }

    /** What equity must be for the positions to be left alone. */
    public final long maintenanceE12() {
        return maintenanceE12;
    }

    /** Sets both. */
    public final void set(final long newInitialE12, final long newMaintenanceE12) {
        initialE12 = newInitialE12;
        maintenanceE12 = newMaintenanceE12;
    }
}
