package io.strikebook.margin.portfolio;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.margin.portfolio.PortfolioFigures;
import io.strikebook.common.margin.portfolio.PortfolioLegs;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.position.Position;
import java.util.Arrays;

/**
 * Keeps books in step with positions and computes their margin. A book is of the marks that its wallet was last valued with: a wallet that
 * trades is valued at the newest first. What the legs of a wallet need adds up. Allocates a book where a wallet has its first position on a
 * leg.
 */
public final class Portfolios {
    private final PortfolioRisks risks;
    private final MarginFigures figures = new MarginFigures();
    private long initialE12;
    private long maintenanceE12;

    /** Books of what is known here of marks. */
    public Portfolios(final PortfolioRisks risks) {
        this.risks = risks;
    }

    /** Books of a wallet without positions. */
    public PortfolioBooks make() {
        return new PortfolioBooks(risks.legs().count());
    }

    /** Values all positions of a wallet anew, from its first one on. */
    public void remark(final PortfolioBooks wallet, final Position first) {
        for (final long[] book : wallet.books) {
            if (book != null) {
                Arrays.fill(book, 0);
            }
        }
        wallet.untaken = 0;
        for (Position position = first; position != null; position = position.next()) {
            move(wallet, position.instrument(), 0, position.lots());
        }
    }

    /**
     * A position of a wallet that is valued at the newest marks changes.
     *
     * @param first the wallet's first position, as they are after the change
     */
    public void trade(
            final PortfolioBooks wallet,
            final Position first,
            final Instrument instrument,
            final long fromLots,
            final long toLots) {
        if (wallet.untaken == 0) {
            move(wallet, instrument, fromLots, toLots);
        } else {
            remark(wallet, first);
        }
    }

    private void move(
            final PortfolioBooks wallet, final Instrument instrument, final long fromLots, final long toLots) {
        final int leg = PortfolioLegs.legOf(instrument);
        final PortfolioMargin model = risks.model(leg);
        if (wallet.books[leg] == null) {
            wallet.books[leg] = new long[model.bookLength()];
        }
        final boolean taken = model.move(wallet.books[leg], 0, risks.risk(instrument.instrumentId()), fromLots, toLots);
        wallet.untaken += taken ? 0 : 1;
    }

    /** Computes the margin of a wallet's books, for {@link #initialE12} and {@link #maintenanceE12}. */
    public void evaluate(final PortfolioBooks wallet) {
        initialE12 = wallet.untaken == 0 ? 0 : NumberRange.MAX_HELD_E12;
        maintenanceE12 = initialE12;
        for (int leg = 0; leg < wallet.books.length && wallet.untaken == 0; leg++) {
            if (wallet.books[leg] != null) {
                risks.model(leg).evaluate(wallet.books[leg], 0, figures);
                initialE12 = NumberRange.clampE12(initialE12 + figures.initialE12());
                maintenanceE12 = NumberRange.clampE12(maintenanceE12 + figures.maintenanceE12());
            }
        }
    }

    /**
     * Computes every component of what the positions of one leg of a wallet need.
     *
     * @return whether the wallet ever had a position there, and all of it can be counted
     */
    public boolean explain(final PortfolioBooks wallet, final int leg, final PortfolioFigures explained) {
        if (wallet.untaken != 0 || wallet.books[leg] == null) {
            return false;
        }
        final PortfolioMargin model = risks.model(leg);
        model.explain(wallet.books[leg], 0, new long[model.ordersLength()], 0, 0, 0, explained);
        return true;
    }

    /** Maintenance margin of a wallet if one of its positions were another; what it has stays as it is. */
    public long maintenanceIfE12(
            final PortfolioBooks wallet, final Instrument instrument, final long fromLots, final long toLots) {
        if (wallet.untaken != 0) {
            return NumberRange.MAX_HELD_E12;
        }
        move(wallet, instrument, fromLots, toLots);
        final boolean taken = wallet.untaken == 0;
        evaluate(wallet);
        wallet.untaken = 0;
        if (taken) {
            move(wallet, instrument, toLots, fromLots);
        }
        return maintenanceE12;
    }

    /** Initial margin of the wallet evaluated last. */
    public long initialE12() {
        return initialE12;
    }

    /** Maintenance margin of the wallet evaluated last. */
    public long maintenanceE12() {
        return maintenanceE12;
    }

    /** Writes a wallet's books: they may be of older marks than those known now. */
    public void save(final PortfolioBooks wallet, final SnapshotOutput out) {
        out.putInt(wallet.untaken);
        for (final long[] book : wallet.books) {
            out.putInt(book == null ? 0 : book.length);
            for (int i = 0; book != null && i < book.length; i++) {
                out.putLong(book[i]);
            }
        }
    }

    /** Reads what {@link #save} wrote. */
    public PortfolioBooks load(final SnapshotInput in) {
        final PortfolioBooks wallet = make();
        wallet.untaken = in.getInt();
        for (int leg = 0; leg < wallet.books.length; leg++) {
            final int length = in.getInt();
            if (length > 0) {
                wallet.books[leg] = new long[length];
                for (int i = 0; i < length; i++) {
                    wallet.books[leg][i] = in.getLong();
                }
            }
        }
        return wallet;
    }
}
