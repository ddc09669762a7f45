package io.strikebook.common.margin.model;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.StandardMargin;
import io.strikebook.common.math.FixedPointOverflowException;

/**
 * Standard margin as a model: each position by itself, so a book is two sums, initial and maintenance margin. It takes no arrays; the index is
 * that of each instrument's risk. The formulas are {@link StandardMargin}'s.
 */
public final class StandardModel implements MarginModel {
    private static final int INITIAL = 0;
    private static final int MAINTENANCE = 1;
    private static final int LENGTH = 2;

    private final StandardMargin margin;

    /** A model of these formulas. */
    public StandardModel(final StandardMargin margin) {
        this.margin = margin;
    }

    @Override
    public int bookLength() {
        return LENGTH;
    }

    @Override
    public boolean move(
            final long[] book, final int at, final InstrumentRisk risk, final long fromLots, final long toLots) {
        try {
            final long initialE12 =
                    add(book[at + INITIAL], subtract(initialE12(risk, toLots), initialE12(risk, fromLots)));
            final long maintenanceE12 =
                    add(book[at + MAINTENANCE], subtract(maintenanceE12(risk, toLots), maintenanceE12(risk, fromLots)));
            if (Math.max(initialE12, maintenanceE12) > NumberRange.MAX_HELD_E12) {
                return false;
            }
            book[at + INITIAL] = initialE12;
            book[at + MAINTENANCE] = maintenanceE12;
            return true;
        } catch (final FixedPointOverflowException overflow) {
            return false;
        }
    }

    private long initialE12(final InstrumentRisk risk, final long lots) {
        final Instrument instrument = risk.instrument();
        if (instrument.isOption()) {
            return lots >= 0 ? 0 : margin.shortOptionInitialE12(instrument, -lots, risk.markE8(), risk.indexE8());
        }
        final long size = Math.abs(lots);
        return margin.futureInitialE12(instrument, size, size, risk.markE8(), risk.indexE8());
    }

    private long maintenanceE12(final InstrumentRisk risk, final long lots) {
        final Instrument instrument = risk.instrument();
        if (instrument.isOption()) {
            return lots >= 0 ? 0 : margin.shortOptionMaintenanceE12(instrument, -lots, risk.markE8(), risk.indexE8());
        }
        return margin.futureMaintenanceE12(instrument, Math.abs(lots), risk.markE8(), risk.indexE8());
    }

    @Override
    public void evaluate(final long[] book, final int at, final MarginFigures figures) {
        figures.set(book[at + INITIAL], book[at + MAINTENANCE]);
    }
}
