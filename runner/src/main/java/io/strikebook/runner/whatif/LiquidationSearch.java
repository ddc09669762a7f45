package io.strikebook.runner.whatif;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.NewestMarks;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.runner.Moment;
import io.strikebook.runner.account.MarkDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the prices at which a wallet's margin balance falls below its maintenance margin, for each underlying that it has positions on:
 * outwards from the price now in steps of one percent, down to a hundredth and up to ten times, then by halving. A wallet that
 * would be below only between two steps is not found to be.
 */
public final class LiquidationSearch {
    private static final double STEP = 1.01;
    private static final double LOWEST = 0.01;
    private static final double HIGHEST = 10;
    private static final int HALVINGS = 30;

    private final MarginCore margin;
    private final Wallet wallet;
    private final Revaluation revaluation;
    private final Set<Integer> underlyings = new TreeSet<>();

    /** Of a wallet in a moment's engines. */
    public LiquidationSearch(final Moment moment, final MarkDetails details, final Wallet wallet) {
        this.margin = moment.margin();
        this.wallet = wallet;
        final Set<Integer> held = new TreeSet<>();
        if (wallet.cross() == null) {
            hold(wallet, held);
        }
        for (int currency = 0; currency < Ledger.currencyCount() && wallet.cross() != null; currency++) {
            if (wallet.cross().wallet(currency) != null) {
                hold(wallet.cross().wallet(currency), held);
            }
        }
        this.revaluation = new Revaluation(moment, details, held, wallet.isPortfolio());
    }

    private void hold(final Wallet of, final Set<Integer> held) {
        for (Position position = margin.positions().first(of.slot()); position != null; position = position.next()) {
            final Instrument instrument = position.instrument();
            held.add(instrument.instrumentId());
            if (of == wallet) {
                underlyings.add(instrument.underlyingId());
            }
        }
    }

    /** One for each underlying that has a price. The wallet is valued at the recorded marks again after that. */
    public List<LiquidationPrice> find() {
        final List<LiquidationPrice> found = new ArrayList<>();
        for (final int id : underlyings) {
            if (revaluation.indexE8(id) != NewestMarks.NONE) {
                found.add(find(id));
            }
        }
        revaluation.restore();
        revaluation.value(wallet);
        return found;
    }

    private LiquidationPrice find(final int id) {
        final long indexE8 = revaluation.indexE8(id);
        if (isBelow(id, 1)) {
            return new LiquidationPrice(id, indexE8, true, 0, 0, 0, 0);
        }
        final double fall = crossing(id, 1 / STEP);
        final double rise = crossing(id, STEP);
        return new LiquidationPrice(
                id,
                indexE8,
                false,
                Math.round(indexE8 * fall),
                fall == 0 ? 0 : fall - 1,
                Math.round(indexE8 * rise),
                rise == 0 ? 0 : rise - 1);
    }

    /** Factor of the price at which the wallet is first below; 0 for none. */
    private double crossing(final int id, final double step) {
        double above = 1;
        double factor = step;
        while (factor > LOWEST && factor < HIGHEST) {
            if (isBelow(id, factor)) {
                return between(id, above, factor);
            }
            above = factor;
            factor *= step;
        }
        return 0;
    }

    private double between(final int id, final double isAbove, final double isBelow) {
        double above = isAbove;
        double below = isBelow;
        for (int i = 0; i < HALVINGS; i++) {
            final double middle = (above + below) / 2;
            if (isBelow(id, middle)) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    private boolean isBelow(final int id, final double factor) {
        revaluation.move(MarketMove.none(revaluation.underlyings()).with(id, factor - 1, 0, 0));
        revaluation.value(wallet);
        return (wallet.flags() & Wallet.BELOW_MAINTENANCE) != 0;
    }
}
