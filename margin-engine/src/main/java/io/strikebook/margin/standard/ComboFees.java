package io.strikebook.margin.standard;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import java.util.Arrays;

/**
 * Gives back what a combination costs less than its legs by themselves, once all legs of a trade are charged: of options what the bought
 * ones or what the sold ones cost, whichever is less; of futures a part of what the cheapest of several cost, where the order arrived and
 * paid as that. Both orders of a combination get it, an order of one leg does not. Legs that settle in different currencies are no
 * combination here. What is given back is rounded down to the ledger unit. Nothing of it outlives the command.
 */
public final class ComboFees {
    private static final long NONE = Long.MIN_VALUE;

    /** What one order of a combination was charged, by leg. */
    private static final class Charges {
        private final Wallet[] wallets = new Wallet[ComboLegs.MAX];
        private final long[] fees = new long[ComboLegs.MAX];
        private final boolean[] options = new boolean[ComboLegs.MAX];
        private final boolean[] buys = new boolean[ComboLegs.MAX];
        private boolean arrived;

        void add(
                final int leg,
                final Wallet wallet,
                final boolean option,
                final boolean buy,
                final boolean maker,
                final long fee) {
            wallets[leg] = wallet;
            fees[leg] += fee;
            options[leg] = option;
            buys[leg] = buy;
            arrived = !maker;
        }

        void clear() {
            Arrays.fill(wallets, null);
            Arrays.fill(fees, 0);
        }

        long cheaperOptions(final Wallet wallet) {
            long bought = 0;
            long sold = 0;
            for (int leg = 0; leg < wallets.length; leg++) {
                if (wallets[leg] == wallet && options[leg]) {
                    bought += buys[leg] ? fees[leg] : 0;
                    sold += buys[leg] ? 0 : fees[leg];
                }
            }
            return Math.min(bought, sold);
        }

        long cheapestFuture(final Wallet wallet) {
            long least = Long.MAX_VALUE;
            int futures = 0;
            for (int leg = 0; leg < wallets.length; leg++) {
                if (wallets[leg] == wallet && !options[leg]) {
                    futures++;
                    least = Math.min(least, fees[leg]);
                }
            }
            return arrived && futures > 1 ? least : 0;
        }

        boolean isFirstOf(final int leg) {
            for (int before = 0; before < leg; before++) {
                if (wallets[before] == wallets[leg]) {
                    return false;
                }
            }
            return wallets[leg] != null;
        }
    }

    private final VenueParameters.Fees parameters;
    private final Payments payments;
    private final Charges taker = new Charges();
    private final Charges maker = new Charges();
    private long tradeId = NONE;
    private int openLeg = -1;
    private boolean takerBuys;
    private boolean makerToo;

    ComboFees(final VenueParameters.Fees parameters, final Payments payments) {
        this.parameters = parameters;
        this.payments = payments;
    }

    /**
     * The next match is one in a leg of a combination.
     *
     * @param comboTradeId     the combination's trade
     * @param leg              from 0
     * @param takerBuysLeg     who buys in that match
     * @param makerIsCombo     whether the other order is one of the combination, too, and not of the leg
     */
    public void leg(final long comboTradeId, final int leg, final boolean takerBuysLeg, final boolean makerIsCombo) {
        if (comboTradeId != tradeId) {
            end();
            tradeId = comboTradeId;
        }
        openLeg = leg;
        takerBuys = takerBuysLeg;
        makerToo = makerIsCombo;
    }

    /** What both sides of a match were charged. */
    void charged(
            final Instrument instrument,
            final Wallet buyer,
            final long buyerFee,
            final boolean buyerIsMaker,
            final Wallet seller,
            final long sellerFee,
            final boolean sellerIsMaker) {
        if (openLeg < 0) {
            return;
        }
        final Charges buyers = takerBuys ? taker : maker;
        final Charges sellers = takerBuys ? maker : taker;
        if (takerBuys || makerToo) {
            buyers.add(openLeg, buyer, instrument.isOption(), true, buyerIsMaker, buyerFee);
        }
        if (!takerBuys || makerToo) {
            sellers.add(openLeg, seller, instrument.isOption(), false, sellerIsMaker, sellerFee);
        }
        openLeg = -1;
    }

    /** No more legs of the trade under way follow. */
    void end() {
        if (tradeId != NONE) {
            tradeId = NONE;
            giveBack(taker);
            giveBack(maker);
        }
    }

    private void giveBack(final Charges charges) {
        for (int leg = 0; leg < ComboLegs.MAX; leg++) {
            if (charges.isFirstOf(leg)) {
                final Wallet wallet = charges.wallets[leg];
                final long options = charges.cheaperOptions(wallet);
                final long futures = charges.cheapestFuture(wallet);
                payments.giveBack(
                        wallet,
                        multiplyDivideFloor(options, parameters.comboOptionDiscountE8(), E8)
                                + multiplyDivideFloor(futures, parameters.comboFutureDiscountE8(), E8));
            }
        }
        charges.clear();
    }
}
