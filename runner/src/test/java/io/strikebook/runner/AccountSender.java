package io.strikebook.runner;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.SetMarginModelEncoder;
import java.util.function.IntSupplier;

/** An operator who opens accounts. */
final class AccountSender {
    private static final Currency[] CURRENCIES = {Currency.BTC, Currency.ETH, Currency.USDC};
    private static final int ROOM = 256;

    private AccountSender() {}

    /** Asks for accounts 1 to a number, each with so much of every currency. */
    static void open(final Publication admin, final int accounts, final long deposit, final long nowNs) {
        for (int account = 1; account <= accounts; account++) {
            create(admin, account, nowNs);
            for (final Currency currency : CURRENCIES) {
                pay(admin, account, currency, deposit, nowNs);
            }
        }
        admin.flush();
    }

    /** Pays so much of every currency to an account. */
    static void pay(final Publication admin, final int account, final long deposit, final long nowNs) {
        for (final Currency currency : CURRENCIES) {
            pay(admin, account, currency, deposit, nowNs);
        }
        admin.flush();
    }

    private static void create(final Publication admin, final int accountId, final long nowNs) {
        final CreateAccountEncoder create = new CreateAccountEncoder();
        admin.beginGroup(admin.lastSequence() + 1, nowNs);
        create.wrapAndApplyHeader(admin.buffer(), admin.claim(ROOM), new FrameHeaderEncoder())
                .name("account-" + accountId)
                .accountId(accountId)
                .maxOpenOrders(0);
        end(admin, create::encodedLength);
    }

    /** Pays so much of one currency to an account. */
    static void pay(
            final Publication admin,
            final int accountId,
            final Currency currency,
            final long amount,
            final long nowNs) {
        final DepositEncoder deposit = new DepositEncoder();
        admin.beginGroup(admin.lastSequence() + 1, nowNs);
        deposit.wrapAndApplyHeader(admin.buffer(), admin.claim(ROOM), new FrameHeaderEncoder())
                .amount(amount)
                .accountId(accountId)
                .currency(currency)
                .reserved1((short) 0)
                .reserved2(0);
        end(admin, deposit::encodedLength);
    }

    /** Asks for these models in turn of every second of so many accounts. */
    static void marginModels(
            final Publication admin, final int accounts, final long nowNs, final AccountMarginModel... models) {
        for (int account = 2; account <= accounts; account += 2) {
            marginModelOf(admin, account, models[account / 2 % models.length], nowNs);
        }
        admin.flush();
    }

    /** Every model but that which accounts begin with, by every second account in turn. */
    static void everyMarginModel(final Publication admin, final int accounts, final long nowNs) {
        marginModels(
                admin,
                accounts,
                nowNs,
                AccountMarginModel.PORTFOLIO,
                AccountMarginModel.PORTFOLIO,
                AccountMarginModel.CROSS_PORTFOLIO,
                AccountMarginModel.CROSS_STANDARD);
    }

    /** Asks for portfolio margin of one account. */
    static void portfolioMarginOf(final Publication admin, final int account, final long nowNs) {
        marginModelOf(admin, account, AccountMarginModel.PORTFOLIO, nowNs);
    }

    private static void marginModelOf(
            final Publication admin, final int account, final AccountMarginModel model, final long nowNs) {
        final SetMarginModelEncoder request = new SetMarginModelEncoder();
        admin.beginGroup(admin.lastSequence() + 1, nowNs);
        request.wrapAndApplyHeader(admin.buffer(), admin.claim(ROOM), new FrameHeaderEncoder())
                .accountId(account)
                .model(model)
                .reserved1((short) 0)
                .reserved2(0);
        end(admin, request::encodedLength);
    }

    private static void end(final Publication admin, final IntSupplier encodedLength) {
        admin.commit(FrameLayout.HEADER_LENGTH + encodedLength.getAsInt());
        admin.endGroup();
    }
}
