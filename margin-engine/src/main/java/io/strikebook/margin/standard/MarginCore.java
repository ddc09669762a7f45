package io.strikebook.margin.standard;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTable;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.cross.CrossAccounts;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.portfolio.PortfolioBooks;
import io.strikebook.margin.portfolio.PortfolioRisks;
import io.strikebook.margin.portfolio.Portfolios;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.position.PositionBook;
import io.strikebook.margin.settlement.Funding;
import io.strikebook.margin.settlement.SettlementSchedule;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SettlementKind;

/**
 * Cash, positions and margin of every account. A command is a few calls that change accounts, then {@link #endCommand}, which reports
 * the states that are due and re-marks a slice of the accounts. A command that names an unknown account or instrument breaks an
 * invariant, because the sequencer refused those: it throws.
 *
 * <p>What was accepted cannot overflow here: see {@link NumberRange}, {@link Position}, {@link Valuation} and {@link Wallet}.
 *
 * <p>Who gains what rounding leaves: fees are rounded up to the ledger unit (the venue's fee account), realised profit down and
 * realised loss up (clearing), premium down (the buyer). What is exchanged in spot is not rounded.
 */
public final class MarginCore {
    private static final long HASH_KIND_INSTRUMENT = 7;
    private static final long MAX_BALANCE_E12 = NumberRange.MAX_ORDERED_E12;
    private static final long MAX_EXTERNAL = 1L << 62;

    private final StateHash hash = new StateHash();
    private final Ledger ledger = new Ledger(hash);
    private final PositionBook positions = new PositionBook(hash);
    private final NewestMarks marks = new NewestMarks(hash);
    private final InstrumentTable instruments = new InstrumentTable();
    private final Funding funding = new Funding();
    private final Funding.Marks perpetualMarks = marks::markE8;
    private final Payments payments = new Payments(ledger, positions, funding);
    private final SettlementSchedule schedule;
    private final SettlementSchedule.Indices indices = marks::indexE8;
    private final FeeSchedule fees;
    private final ComboFees comboFees;
    private final Valuation valuation;
    private final PortfolioRisks risks;
    private final Portfolios portfolios;
    private final CrossAccounts crosses;
    private final Wallets wallets;
    private final Reporting reporting;
    private final ModelChange modelChange;
    private final Settler settler;
    private final Matches matches;
    private long sequence;
    private long timestampNs;

    /** An empty core that tells listeners what is due, and a watch before a state is reported. */
    public MarginCore(
            final VenueParameters parameters,
            final SettlementSchedule schedule,
            final MarginListener listener,
            final SettlementListener settlements,
            final StateWatch watch) {
        this.schedule = schedule;
        this.fees = new FeeSchedule(parameters.fees());
        this.comboFees = new ComboFees(parameters.fees(), payments);
        this.risks = new PortfolioRisks(parameters, hash);
        this.valuation = new Valuation(risks.legs().standard(), marks);
        this.portfolios = new Portfolios(risks, positions);
        this.wallets = new Wallets(hash, ledger, portfolios);
        this.crosses = new CrossAccounts(parameters, marks, risks, portfolios);
        this.reporting = new Reporting(
                parameters.margin(),
                hash,
                wallets,
                positions,
                marks,
                valuation,
                payments,
                portfolios,
                crosses,
                listener,
                watch);
        this.modelChange = new ModelChange(wallets, portfolios, reporting);
        this.matches = new Matches(this, fees, valuation, payments);
        this.settler = new Settler(wallets, positions, marks, valuation, fees, payments, reporting, settlements);
    }

    /** Notes that frames of an epoch arrived. */
    public void epoch(final long epoch) {
        marks.epoch(epoch);
    }

    /** New price of an underlying; where it is not positive the last one stands. */
    public void index(final int underlyingId, final long priceE8, final boolean stale) {
        marks.index(underlyingId, priceE8);
        if (priceE8 > 0) {
            risks.index(underlyingId, marks.indexE8(underlyingId));
        }
        schedule.stale(underlyingId, stale);
    }

    /**
     * New mark of an instrument, and of an option its delta; where it is negative, or zero for inverse futures, which divide by it, the last
     * one stands.
     */
    public void mark(final int instrumentId, final long priceE8, final int deltaE9) {
        final Instrument instrument = instruments.get(instrumentId);
        if (priceE8 != 0 || instrument == null || !instrument.isInverseFuture()) {
            marks.mark(instrumentId, priceE8);
            if (priceE8 >= 0) {
                risks.mark(instrumentId, marks.markE8(instrumentId), deltaE9);
            }
        }
    }

    /** New funding rate of a perpetual for 8 hours, 1e-12. */
    public void fundingRate(final int instrumentId, final long rateE12) {
        funding.rate(instrumentId, rateE12);
    }

    /**
     * Starts a command; what follows up to {@link #endCommand} happens as of its sequence and time. Funding is counted up to one for all; new
     * rates and marks are in force from the first command that was decided on them.
     */
    public void beginCommand(final long commandSequence, final long commandTimestampNs, final boolean forAll) {
        sequence = commandSequence;
        timestampNs = commandTimestampNs;
        matches.begin(commandSequence, commandTimestampNs);
        funding.begin(timestampNs, forAll, marks.epoch(), perpetualMarks);
        schedule.begin(timestampNs, forAll, marks.epoch(), indices);
    }

    /** Knows a new instrument from here on. */
    public void list(final Instrument instrument) {
        if (Ledger.indexOf(instrument.terms().settlementCurrency()) < 0) {
            throw new IllegalStateException("command " + sequence + " lists " + instrument + " that settles in "
                    + instrument.terms().settlementCurrency());
        }
        instruments.add(instrument);
        funding.list(instrument, timestampNs);
        risks.list(instrument);
        schedule.list(instrument);
        hash.add(instrumentHash(instrument));
    }

    /** Whether an instrument is a combination, in which there are no positions. */
    public boolean isCombo(final int instrumentId) {
        final Instrument instrument = instruments.get(instrumentId);
        return instrument != null && instrument.isCombo();
    }

    /** Knows a new account from here on. */
    public void createAccount(final int accountId) {
        if (!wallets.addAccount(accountId)) {
            throw new IllegalStateException("command " + sequence + " creates account " + accountId + " again");
        }
    }

    /** Puts an account under another model, or refuses where it would not have its initial margin then. */
    public RejectCode setMarginModel(final int accountId, final AccountMarginModel model) {
        if (!wallets.hasAccount(accountId)) {
            throw new IllegalStateException(
                    "command " + sequence + " sets the margin model of account " + accountId + ": no such account");
        }
        return modelChange.change(accountId, model);
    }

    /** Brings money in, or refuses what the account could not be counted with. Reports the account's state either way. */
    public RejectCode deposit(final int accountId, final Currency currency, final long amount) {
        final Wallet wallet = walletToReport(accountId, currency, amount);
        final int external = Ledger.external(Ledger.indexOf(currency));
        if (amount > room(wallet) || amount > MAX_EXTERNAL + Math.min(0, ledger.balance(external))) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
        ledger.move(external, wallet.ledgerAccount, amount);
        wallet.cash = ledger.balance(wallet.ledgerAccount);
        return RejectCode.ACCEPTED;
    }

    /**
     * Pays money out, unless it is more than the cash there is or would leave less than the initial margin. Reports the account's state
     * either way, because the sequencer has it reserved until then.
     */
    public RejectCode withdraw(final int accountId, final Currency currency, final long amount) {
        final Wallet wallet = walletToReport(accountId, currency, amount);
        if (!canPay(wallet, amount)) {
            return RejectCode.INSUFFICIENT_FUNDS;
        }
        ledger.move(wallet.ledgerAccount, Ledger.external(Ledger.indexOf(currency)), amount);
        wallet.cash = ledger.balance(wallet.ledgerAccount);
        return RejectCode.ACCEPTED;
    }

    /** Moves money to another account, where the one could withdraw it and the other could deposit it. Reports the states of both either way. */
    public RejectCode transfer(
            final int accountId, final int counterpartyId, final Currency currency, final long amount) {
        final Wallet wallet = walletToReport(accountId, currency, amount);
        final Wallet counterparty = walletToReport(counterpartyId, currency, amount);
        if (!canPay(wallet, amount)) {
            return RejectCode.INSUFFICIENT_FUNDS;
        }
        if (amount > room(counterparty)) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
        ledger.move(wallet.ledgerAccount, counterparty.ledgerAccount, amount);
        wallet.cash = ledger.balance(wallet.ledgerAccount);
        counterparty.cash = ledger.balance(counterparty.ledgerAccount);
        return RejectCode.ACCEPTED;
    }

    /** How much may be paid in. */
    private static long room(final Wallet wallet) {
        return (MAX_BALANCE_E12 - Math.max(wallet.equityE12(), wallet.marginBalanceE12())) / wallet.unitE12;
    }

    /** Whether so much may be paid out. */
    private boolean canPay(final Wallet wallet, final long amount) {
        if (wallet.cross == null) {
            reporting.remark(wallet);
            return amount <= Math.min(wallet.cash, wallet.availableE12() / wallet.unitE12);
        }
        reporting.refresh(wallet);
        return amount <= Math.min(wallet.cash, MAX_BALANCE_E12 / wallet.unitE12)
                && crosses.couldPay(wallet, amount * wallet.unitE12);
    }

    /** Takes what was traded. */
    public Matches matches() {
        return matches;
    }

    /** A known account's wallet in a currency, made where it has none. */
    public Wallet obtain(final int accountId, final Currency currency) {
        return wallets.obtain(accountId, currency, marks.epoch());
    }

    /** Moves money between wallets of one currency, in ledger units; both states are reported. */
    public void pay(final Wallet payer, final Wallet payee, final long amount) {
        payments.pay(payer, payee, amount);
        payer.reportNow = true;
        payee.reportNow = true;
        reporting.touch(payer);
        reporting.touch(payee);
    }

    /** Takes the fee of a step of a liquidation, 1e-12, for the insurance fund, or for the venue where that is null. */
    public void payLiquidationFee(final Wallet wallet, final Wallet fund, final long feeE12) {
        payments.feeTo(wallet, fund, feeE12);
        reporting.touch(wallet);
        if (fund != null) {
            reporting.touch(fund);
        }
    }

    /**
     * Settles an expiry, or the day, of an underlying, all accounts at once; what each position got is told.
     *
     * @param settledNs       the expiry, or the end of the day
     * @param deliveryPriceE8 of an expiry, positive
     * @return how many positions were settled
     */
    public long settle(
            final SettlementKind kind, final int underlyingId, final long settledNs, final long deliveryPriceE8) {
        final long settled = settler.settle(kind, underlyingId, settledNs, deliveryPriceE8);
        if (kind == SettlementKind.EXPIRY) {
            schedule.settled(underlyingId, settledNs);
            risks.legs().settled(underlyingId, settledNs);
        }
        return settled;
    }

    /** Ends a command: checks the ledger, reports the states that are due and re-marks a slice of the accounts. */
    public void endCommand(final boolean tick) {
        comboFees.end();
        ledger.requireBalanced(sequence);
        reporting.endCommand(sequence, timestampNs, tick);
    }

    /** Hash of everything that later outputs depend on. */
    public long stateHash() {
        long result = StateHash.mix(hash.value() ^ marks.epoch());
        result = StateHash.and(result, reporting.passHash());
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            result = StateHash.and(result, payments.roundingE12(currency));
        }
        return StateHash.and(result, risks.legs().hash()) + funding.hash() + schedule.hash();
    }

    /**
     * Walks everything and throws where money of a currency does not sum to zero, an instrument's long and short open interest differ,
     * a wallet's sums are not those of its positions, or clearing's balance is not what positions and rounding explain.
     */
    public void requireConsistent() {
        Invariants.check(this);
    }

    /**
     * Values a wallet at the newest marks, whenever it was last, and computes its margin. For whoever asks what would be if marks were
     * others, of engines that nobody goes on with.
     */
    public void revalue(final Wallet wallet) {
        reporting.revalue(wallet);
        reporting.forget(wallet);
    }

    /** The ledger. */
    public Ledger ledger() {
        return ledger;
    }

    /** What is told of matches in legs of combinations before they come. */
    public ComboFees comboFees() {
        return comboFees;
    }

    /** The positions, by wallet slot. */
    public PositionBook positions() {
        return positions;
    }

    /** The newest marks. */
    public NewestMarks marks() {
        return marks;
    }

    /** Listed instruments. */
    public InstrumentTable instruments() {
        return instruments;
    }

    /** What portfolio margin takes from marks. */
    public PortfolioRisks risks() {
        return risks;
    }

    /** Books of wallets under portfolio margin. */
    public Portfolios portfolios() {
        return portfolios;
    }

    /** Margin over all currencies of accounts. */
    public CrossAccounts crosses() {
        return crosses;
    }

    /** Funding of perpetuals. */
    public Funding funding() {
        return funding;
    }

    /** What is to be settled when. */
    public SettlementSchedule schedule() {
        return schedule;
    }

    /** Accounts and their wallets. */
    public Wallets wallets() {
        return wallets;
    }

    /** When states are reported, and how far re-marking is. */
    public Reporting reporting() {
        return reporting;
    }

    /** What clearing has gained by rounding realised profits, 1e-12, not negative. */
    public long roundingE12(final int currencyIndex) {
        return payments.roundingE12(currencyIndex);
    }

    /** Sets what a snapshot carried. */
    public void restoreRoundingE12(final int currencyIndex, final long valueE12) {
        payments.restoreRoundingE12(currencyIndex, valueE12);
    }

    /** Sets what a snapshot carried of a wallet whose cash and positions are restored already. */
    public void restoreWallet(
            final int slot,
            final long marksEpoch,
            final int pendingCommands,
            final long reportedSequence,
            final long reportedNs,
            final long reportedBalanceE12,
            final long reportedAvailableE12,
            final int reportedFlags,
            final boolean owed) {
        final Wallet wallet = wallets.get(slot);
        wallet.cash = ledger.balance(wallet.ledgerAccount);
        final Position position = positions.view();
        for (boolean held = position.toFirst(slot); held; held = position.toNext()) {
            wallet.give(position);
        }
        wallet.marksEpoch = marksEpoch;
        wallet.pendingCommands = pendingCommands;
        wallet.reportedSequence = reportedSequence;
        wallet.reportedNs = reportedNs;
        wallet.reportedBalanceE12 = reportedBalanceE12;
        wallet.reportedAvailableE12 = reportedAvailableE12;
        wallet.reportedFlags = reportedFlags;
        wallet.owed = owed;
        wallet.rehash(hash);
    }

    /** Sets what a snapshot carried of a restored wallet under portfolio margin. */
    public void restorePortfolio(
            final int slot, final long initialE12, final long maintenanceE12, final PortfolioBooks books) {
        wallets.get(slot).portfolio = books;
        wallets.get(slot).portfolioMargin(initialE12, maintenanceE12);
        wallets.get(slot).rehash(hash);
    }

    private Wallet walletToReport(final int accountId, final Currency currency, final long amount) {
        if (!wallets.hasAccount(accountId) || Ledger.indexOf(currency) < 0 || amount <= 0) {
            throw new IllegalStateException("command " + sequence + " moves " + amount + " " + currency + " of account "
                    + accountId + ": no such account, currency or amount");
        }
        final Wallet wallet = wallets.obtain(accountId, currency, marks.epoch());
        wallet.reportNow = true;
        reporting.touch(wallet);
        return wallet;
    }

    private static long instrumentHash(final Instrument instrument) {
        final long hash = StateHash.of(
                HASH_KIND_INSTRUMENT,
                instrument.instrumentId(),
                instrument.underlyingId(),
                instrument.terms().lotSizeE8(),
                instrument.terms().strikeE8());
        return instrument.isCombo() ? StateHash.and(hash, instrument.legs().hash()) : hash;
    }
}
