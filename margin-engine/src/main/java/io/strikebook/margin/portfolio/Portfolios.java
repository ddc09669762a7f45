package io.strikebook.margin.portfolio;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.margin.portfolio.DenseOptions;
import io.strikebook.common.margin.portfolio.PortfolioFigures;
import io.strikebook.common.margin.portfolio.PortfolioLegs;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.position.PositionBook;
import io.strikebook.margin.position.PositionTable;
import java.util.Arrays;

/**
 * Keeps books in step with positions and computes their margin. A book is of the marks that its wallet was last valued with: a wallet that
 * trades is valued at the newest first. What the legs of a wallet need adds up. Allocates a book where a wallet has its first position on a
 * leg.
 */
public final class Portfolios {
    private final PortfolioRisks risks;
    private final DenseOptions options;
    private final Position position;
    private final int[] restRows = new int[DenseOptions.MOST_POSITIONS];
    private final MarginFigures figures = new MarginFigures();
    private int restCount;
    private long optionValueE12;
    private long initialE12;
    private long maintenanceE12;

    /** Books of what is known here of marks. */
    public Portfolios(final PortfolioRisks risks, final PositionBook positions) {
        this.risks = risks;
        this.options = risks.options();
        this.position = positions.view();
    }

    /** Books of a wallet without positions. */
    public PortfolioBooks make() {
        return new PortfolioBooks(risks.legs().count());
    }

    /** Makes a wallet's books anew from all of its positions, in the order opened. */
    public void remark(final PortfolioBooks wallet, final int slot) {
        clear(wallet);
        for (boolean held = position.toFirst(slot); held; held = position.toNext()) {
            add(wallet, position);
        }
    }

    private static void clear(final PortfolioBooks wallet) {
        for (final long[] book : wallet.books) {
            if (book != null) {
                Arrays.fill(book, 0);
            }
        }
        wallet.untaken = 0;
    }

    /**
     * Makes a wallet's books anew from its options, as far as {@link DenseOptions} take them, and puts down what each is worth.
     *
     * @return whether that was done, and only the {@link #rest} is the caller's to add; else nothing was
     */
    public boolean remarkOptions(final PortfolioBooks wallet, final PositionTable table) {
        final int rows = table.rows();
        if (rows > DenseOptions.MOST_POSITIONS) {
            return false;
        }
        clear(wallet);
        restCount = 0;
        final int[] ids = table.keys();
        final long[] numbers = table.numbers();
        long sumE12 = 0;
        for (int row = 0; row < rows; row++) {
            final int id = ids[row];
            final long lots = numbers[PositionTable.STRIDE * row];
            if (options.takes(id, lots)) {
                final long worthE12 = options.worthE12(id, lots);
                numbers[PositionTable.STRIDE * row + 1] = worthE12;
                sumE12 += worthE12;
                options.add(book(wallet, options.leg(id)), id, lots);
            } else if (lots != 0) {
                restRows[restCount++] = row;
            }
        }
        optionValueE12 = sumE12;
        return true;
    }

    /** What the options were worth together that were taken last. */
    public long optionValueE12() {
        return optionValueE12;
    }

    /** How many positions were not taken then. */
    public int restCount() {
        return restCount;
    }

    /** Row of one of them. */
    public int rest(final int i) {
        return restRows[i];
    }

    /** Adds a position to a wallet's books; false where they cannot take it. */
    public boolean add(final PortfolioBooks wallet, final Position added) {
        return move(wallet, added.instrument(), 0, added.lots());
    }

    /**
     * A position of a wallet that is valued at the newest marks has changed. What books cannot take depends on what they hold already, so that
     * they are made anew, in the order of positions, where there is such a position: they are the same however they came about.
     */
    public void trade(
            final PortfolioBooks wallet,
            final int slot,
            final Instrument instrument,
            final long fromLots,
            final long toLots) {
        if (wallet.untaken != 0 || !move(wallet, instrument, fromLots, toLots)) {
            remark(wallet, slot);
        }
    }

    /** Reads what a trade will read, for a number without a meaning: memory answers while other things are done. */
    public long touch(final PortfolioBooks wallet, final Instrument instrument) {
        final long[] book = wallet.books[PortfolioLegs.legOf(instrument)];
        long sum = 0;
        for (int i = 0; book != null && i < book.length; i += 8) {
            sum += book[i];
        }
        return sum;
    }

    private boolean move(
            final PortfolioBooks wallet, final Instrument instrument, final long fromLots, final long toLots) {
        final int leg = PortfolioLegs.legOf(instrument);
        final int id = instrument.instrumentId();
        final long[] book = book(wallet, leg);
        final boolean taken = options.takes(id, fromLots) && options.takes(id, toLots)
                ? options.move(book, id, fromLots, toLots)
                : risks.model(leg).move(book, 0, risks.risk(id), fromLots, toLots);
        wallet.untaken += taken ? 0 : 1;
        return taken;
    }

    private long[] book(final PortfolioBooks wallet, final int leg) {
        final long[] book = wallet.books[leg];
        return book == null ? newBook(wallet, leg) : book;
    }

    private long[] newBook(final PortfolioBooks wallet, final int leg) {
        wallet.books[leg] = new long[risks.legs().bookLength()];
        return wallet.books[leg];
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
        if (!tryMove(wallet, instrument, fromLots, toLots)) {
            return NumberRange.MAX_HELD_E12;
        }
        evaluate(wallet);
        tryMove(wallet, instrument, toLots, fromLots);
        return maintenanceE12;
    }

    /** Lets one of a wallet's positions be another, for whoever lets it be as it was again; false where that cannot be counted, and nothing is. */
    public boolean tryMove(
            final PortfolioBooks wallet, final Instrument instrument, final long fromLots, final long toLots) {
        if (wallet.untaken != 0) {
            return false;
        }
        move(wallet, instrument, fromLots, toLots);
        final boolean taken = wallet.untaken == 0;
        wallet.untaken = 0;
        return taken;
    }

    /** Initial margin of a wallet by itself. */
    public long initialOfE12(final PortfolioBooks wallet) {
        evaluate(wallet);
        return initialE12;
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
