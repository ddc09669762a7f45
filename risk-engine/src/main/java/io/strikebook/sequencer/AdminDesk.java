package io.strikebook.sequencer;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.Currencies;
import io.strikebook.common.venue.Underlying;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.CreateAccountDecoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositDecoder;
import io.strikebook.schemas.InstrumentTermsDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetAccountLimitsDecoder;
import io.strikebook.schemas.SetKillSwitchDecoder;
import io.strikebook.schemas.SetMarginModelDecoder;
import io.strikebook.schemas.TransferDecoder;
import io.strikebook.schemas.WithdrawDecoder;
import io.strikebook.sequencer.pretrade.Account;
import io.strikebook.sequencer.pretrade.Ladder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides operators' requests and listings, whoever asked for them. Changes no state; may allocate, because none of this is on the
 * path of orders.
 */
final class AdminDesk {
    private final CreateAccountDecoder createAccount = new CreateAccountDecoder();
    private final DepositDecoder deposit = new DepositDecoder();
    private final WithdrawDecoder withdraw = new WithdrawDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final SetAccountLimitsDecoder limits = new SetAccountLimitsDecoder();
    private final SetKillSwitchDecoder killSwitch = new SetKillSwitchDecoder();
    private final SetMarginModelDecoder marginModel = new SetMarginModelDecoder();
    private final InstrumentTermsDecoder terms = new InstrumentTermsDecoder();
    private final SequencerState state;
    private final Ladder ladder;

    AdminDesk(final SequencerState state, final Ladder ladder) {
        this.state = state;
        this.ladder = ladder;
    }

    RejectCode decideCreateAccount(final UnsafeBuffer buffer, final int body) {
        createAccount.wrap(buffer, body, CreateAccountDecoder.BLOCK_LENGTH, CreateAccountDecoder.SCHEMA_VERSION);
        if (createAccount.accountId() <= 0 || createAccount.maxOpenOrders() < 0 || !isPrintable(createAccount)) {
            return RejectCode.MALFORMED;
        }
        if (state.mirror.account(createAccount.accountId()) != null) {
            return RejectCode.ALREADY_EXISTS;
        }
        return createAccount.accountId() <= state.parameters.preTrade().maxAccounts()
                ? RejectCode.ACCEPTED
                : RejectCode.CAPACITY_EXCEEDED;
    }

    /** Whether the name is printable characters, and zeros behind them: it is shown on terminals. */
    private static boolean isPrintable(final CreateAccountDecoder account) {
        boolean ended = false;
        for (int i = 0; i < CreateAccountDecoder.nameLength(); i++) {
            final byte character = account.name(i);
            if (character == 0) {
                ended = true;
            } else if (ended || character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    RejectCode decideDeposit(final UnsafeBuffer buffer, final int body) {
        deposit.wrap(buffer, body, DepositDecoder.BLOCK_LENGTH, DepositDecoder.SCHEMA_VERSION);
        final RejectCode amount = checkAmount(deposit.amount(), deposit.currency());
        if (amount != RejectCode.ACCEPTED) {
            return amount;
        }
        return state.mirror.account(deposit.accountId()) == null ? RejectCode.UNKNOWN_ACCOUNT : RejectCode.ACCEPTED;
    }

    RejectCode decideWithdraw(final UnsafeBuffer buffer, final int body) {
        withdraw.wrap(buffer, body, WithdrawDecoder.BLOCK_LENGTH, WithdrawDecoder.SCHEMA_VERSION);
        final RejectCode amount = checkAmount(withdraw.amount(), withdraw.currency());
        if (amount != RejectCode.ACCEPTED) {
            return amount;
        }
        final Account account = state.mirror.account(withdraw.accountId());
        return account == null
                ? RejectCode.UNKNOWN_ACCOUNT
                : ladder.checkWithdrawal(account, withdraw.currency(), withdraw.amount(), state.marginLag());
    }

    /** As a withdrawal of the one, and a deposit of the other. */
    RejectCode decideTransfer(final UnsafeBuffer buffer, final int body) {
        transfer.wrap(buffer, body, TransferDecoder.BLOCK_LENGTH, TransferDecoder.SCHEMA_VERSION);
        final RejectCode amount = checkAmount(transfer.amount(), transfer.currency());
        if (amount != RejectCode.ACCEPTED || transfer.accountId() == transfer.counterpartyId()) {
            return amount == RejectCode.ACCEPTED ? RejectCode.MALFORMED : amount;
        }
        final Account account = state.mirror.account(transfer.accountId());
        return account == null || state.mirror.account(transfer.counterpartyId()) == null
                ? RejectCode.UNKNOWN_ACCOUNT
                : ladder.checkWithdrawal(account, transfer.currency(), transfer.amount(), state.marginLag());
    }

    private static RejectCode checkAmount(final long amount, final Currency currency) {
        if (amount <= 0 || currency == Currency.NULL_VAL || currency == Currency.SBE_UNKNOWN) {
            return RejectCode.MALFORMED;
        }
        try {
            FixedPoint.multiply(amount, Currencies.unitE12(currency));
            return RejectCode.ACCEPTED;
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    RejectCode decideLimits(final UnsafeBuffer buffer, final int body) {
        limits.wrap(buffer, body, SetAccountLimitsDecoder.BLOCK_LENGTH, SetAccountLimitsDecoder.SCHEMA_VERSION);
        if (limits.maxOpenOrders() < 0 || limits.maxOrderLots() < 0) {
            return RejectCode.MALFORMED;
        }
        return state.mirror.account(limits.accountId()) == null ? RejectCode.UNKNOWN_ACCOUNT : RejectCode.ACCEPTED;
    }

    RejectCode decideKillSwitch(final UnsafeBuffer buffer, final int body) {
        killSwitch.wrap(buffer, body, SetKillSwitchDecoder.BLOCK_LENGTH, SetKillSwitchDecoder.SCHEMA_VERSION);
        if (killSwitch.on() != 0 && killSwitch.on() != 1) {
            return RejectCode.MALFORMED;
        }
        return killSwitch.accountId() == 0 || state.mirror.account(killSwitch.accountId()) != null
                ? RejectCode.ACCEPTED
                : RejectCode.UNKNOWN_ACCOUNT;
    }

    /** {@code INSURANCE_FUND} where that asks for one margin over all currencies; {@code ACCOUNT_IN_USE} where orders, quotes or what margin has not counted yet would be held by two models at once. */
    RejectCode decideMarginModel(final UnsafeBuffer buffer, final int body) {
        marginModel.wrap(buffer, body, SetMarginModelDecoder.BLOCK_LENGTH, SetMarginModelDecoder.SCHEMA_VERSION);
        final AccountMarginModel model = marginModel.model();
        if (model == AccountMarginModel.NULL_VAL || model == AccountMarginModel.SBE_UNKNOWN) {
            return RejectCode.MALFORMED;
        }
        final Account account = state.mirror.account(marginModel.accountId());
        if (account == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        final boolean cross = model == AccountMarginModel.CROSS_STANDARD || model == AccountMarginModel.CROSS_PORTFOLIO;
        if (cross && marginModel.accountId() == state.parameters.liquidation().insuranceAccountId()) {
            return RejectCode.INSURANCE_FUND;
        }
        return account.isIdle() ? RejectCode.ACCEPTED : RejectCode.ACCOUNT_IN_USE;
    }

    /** Whether the terms, as encoded, can be listed now. */
    RejectCode decideListing(final UnsafeBuffer buffer, final int offset) {
        final InstrumentTerms described = TermsCodec.decode(terms.wrap(buffer, offset));
        if (described.problem() != null) {
            return RejectCode.BAD_TERMS;
        }
        if (state.trading.isListed(described.symbol())) {
            return RejectCode.ALREADY_EXISTS;
        }
        if (underlyingId(buffer, offset) == 0) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        return state.trading.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }

    /** Id of the underlying that the terms name, or 0 where the venue has none of that code. */
    int underlyingId(final UnsafeBuffer buffer, final int offset) {
        final String code = terms.wrap(buffer, offset).underlying();
        final List<Underlying> underlyings = state.parameters.underlyings();
        for (int i = 0; i < underlyings.size(); i++) {
            if (underlyings.get(i).code().equals(code)) {
                return underlyings.get(i).underlyingId();
            }
        }
        return 0;
    }
}
