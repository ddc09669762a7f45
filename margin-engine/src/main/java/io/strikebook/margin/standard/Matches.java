package io.strikebook.margin.standard;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.margin.position.Position;
import io.strikebook.schemas.Currency;

/** Counts what was traded: positions, premiums, realised profit and fees of both sides. */
public final class Matches {
    /** What a side of a match pays. */
    private enum Fee {
        MAKER,
        TAKER,
        BLOCK,
        NONE
    }

    private final MarginCore core;
    private final FeeSchedule fees;
    private final Valuation valuation;
    private final Payments payments;
    private final SpotTrades spot;
    private long sequence;

    /** What was read ahead; kept, so that the reads are not left out as useless. */
    private long touched;

    private long timestampNs;

    Matches(final MarginCore core, final FeeSchedule fees, final Valuation valuation, final Payments payments) {
        this.core = core;
        this.fees = fees;
        this.valuation = valuation;
        this.payments = payments;
        this.spot = new SpotTrades(core, fees, payments);
    }

    void begin(final long commandSequence, final long commandTimestampNs) {
        sequence = commandSequence;
        timestampNs = commandTimestampNs;
    }

    /**
     * One match. Futures: the closing part of either side is realised against clearing at once. Options: the buyer pays the premium to
     * the seller. Spot: see {@link SpotTrades}. Both pay their fee.
     *
     * @param lots positive
     */
    public void fill(
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final boolean buyerIsMaker,
            final long lots,
            final long priceE8) {
        final Instrument instrument = core.instruments().get(instrumentId);
        if (instrument != null && instrument.isSpot()) {
            require(instrument, instrumentId, buyerAccountId, sellerAccountId, lots);
            spot.trade(instrument, buyerAccountId, sellerAccountId, buyerIsMaker, lots, priceE8);
        } else {
            match(instrumentId, buyerAccountId, sellerAccountId, fee(buyerIsMaker), fee(!buyerIsMaker), lots, priceE8);
        }
    }

    /** One leg of a block trade: as a match, but that nobody rested, so that both sides pay what an arriving order pays, less the venue's discount. */
    public void blockFill(
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final long lots,
            final long priceE8) {
        match(instrumentId, buyerAccountId, sellerAccountId, Fee.BLOCK, Fee.BLOCK, lots, priceE8);
    }

    /** One trade of a takeover or a deleveraging: nobody asked for it, so that nobody pays a fee; both states are reported. */
    public void forcedFill(
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final long lots,
            final long priceE8) {
        match(instrumentId, buyerAccountId, sellerAccountId, Fee.NONE, Fee.NONE, lots, priceE8);
        final Currency currency = core.instruments().get(instrumentId).terms().settlementCurrency();
        core.wallets().find(buyerAccountId, currency).reportNow = true;
        core.wallets().find(sellerAccountId, currency).reportNow = true;
    }

    /** What an order of a combination traded with one of a leg: as a match, but that both may have rested. */
    public void impliedFill(
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final boolean buyerRested,
            final boolean sellerRested,
            final long lots,
            final long priceE8) {
        match(instrumentId, buyerAccountId, sellerAccountId, fee(buyerRested), fee(sellerRested), lots, priceE8);
    }

    private static Fee fee(final boolean rested) {
        return rested ? Fee.MAKER : Fee.TAKER;
    }

    private void match(
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final Fee buyerFee,
            final Fee sellerFee,
            final long lots,
            final long priceE8) {
        final Instrument instrument = core.instruments().get(instrumentId);
        final Instrument held = instrument == null || !instrument.holdsPositions() ? null : instrument;
        require(held, instrumentId, buyerAccountId, sellerAccountId, lots);
        final Currency currency = instrument.terms().settlementCurrency();
        final Wallet buyer =
                core.wallets().obtain(buyerAccountId, currency, core.marks().epoch());
        final Wallet seller =
                core.wallets().obtain(sellerAccountId, currency, core.marks().epoch());
        touched = core.positions().touch(buyer.slot, instrumentId)
                + core.positions().touch(seller.slot, instrumentId);
        touched += touchBook(buyer, instrument) + touchBook(seller, instrument);
        final long valueE12 = instrument.valueE12(lots, priceE8);
        if (instrument.isOption()) {
            core.ledger().move(buyer.ledgerAccount, seller.ledgerAccount, valueE12 / buyer.unitE12);
        }
        final long indexE8 = valuation.indexE8(instrument, priceE8);
        core.funding().accrue(instrumentId, timestampNs);
        trade(buyer, instrument, lots, priceE8, valueE12);
        final long buyerPaid = charge(buyer, buyerFee, instrument, lots, priceE8, indexE8);
        trade(seller, instrument, -lots, priceE8, valueE12);
        final long sellerPaid = charge(seller, sellerFee, instrument, lots, priceE8, indexE8);
        core.comboFees()
                .charged(
                        instrument,
                        buyer,
                        buyerPaid,
                        buyerFee == Fee.MAKER,
                        seller,
                        sellerPaid,
                        sellerFee == Fee.MAKER);
        core.positions().requireMatched(instrumentId, sequence);
        touch(buyer);
        touch(seller);
    }

    /** Throws unless there is an instrument, null where there is none that trades so, and both accounts. */
    private void require(
            final Instrument instrument,
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final long lots) {
        final boolean known = instrument != null
                && core.wallets().hasAccount(buyerAccountId)
                && core.wallets().hasAccount(sellerAccountId)
                && lots > 0;
        if (!known) {
            throw new IllegalStateException("command " + sequence + " fills " + lots + " lots of instrument "
                    + instrumentId + " between accounts " + buyerAccountId + " and " + sellerAccountId
                    + (instrument == null ? ": no such instrument" : ": no such account or quantity"));
        }
    }

    private long touchBook(final Wallet wallet, final Instrument instrument) {
        return wallet.isPortfolio() ? core.portfolios().touch(wallet.portfolio, instrument) : 0;
    }

    private long charge(
            final Wallet wallet,
            final Fee fee,
            final Instrument instrument,
            final long lots,
            final long priceE8,
            final long indexE8) {
        return switch (fee) {
            case NONE -> 0;
            case BLOCK -> payments.fee(wallet, fees.blockFeeE12(instrument, lots, priceE8, indexE8));
            case MAKER, TAKER ->
                payments.fee(wallet, fees.feeE12(instrument, lots, priceE8, indexE8, fee == Fee.MAKER));
        };
    }

    private void trade(
            final Wallet wallet,
            final Instrument instrument,
            final long signedLots,
            final long priceE8,
            final long valueE12) {
        if (wallet.isPortfolio()) {
            core.reporting().remark(wallet);
        }
        final Position position = core.positions().obtain(wallet.slot, instrument);
        final long lotsBefore = position.lots();
        wallet.take(position);
        payments.fund(wallet, position);
        final long realisedE12 = core.positions().trade(position, signedLots, priceE8, valueE12);
        if (position.lots() != 0) {
            valuation.value(wallet, position);
            wallet.give(position);
        }
        core.positions().keepOrRelease(position);
        if (wallet.isPortfolio()) {
            core.portfolios().trade(wallet.portfolio, wallet.slot, instrument, lotsBefore, lotsBefore + signedLots);
        }
        if (!instrument.isOption() && realisedE12 != 0) {
            payments.realise(wallet, realisedE12);
        }
    }

    private void touch(final Wallet wallet) {
        wallet.cash = core.ledger().balance(wallet.ledgerAccount);
        core.reporting().touch(wallet);
    }
}
