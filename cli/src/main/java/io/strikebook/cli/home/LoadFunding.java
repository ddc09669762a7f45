package io.strikebook.cli.home;

import io.strikebook.common.venue.Underlying;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.orderflow.load.LoadAccounts;
import io.strikebook.orderflow.load.LoadConfig;
import io.strikebook.orderflow.load.LoadMain;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

/** The first requests on {@code admin} of a home that runs a load generator: open its accounts and fund them. */
final class LoadFunding {
    private final Publication admin;
    private final EpochNanoClock clock;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final CreateAccountEncoder createAccount = new CreateAccountEncoder();
    private final DepositEncoder deposit = new DepositEncoder();

    private LoadFunding(final Publication admin, final EpochNanoClock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /** Writes the requests where the configuration has a load generator; nothing otherwise. */
    static void request(final Home home, final Manifest manifest, final HomeConfig config) {
        if (!config.hasRole(LoadMain.ROLE)) {
            return;
        }
        final LoadConfig load = LoadConfig.from(config.role(LoadMain.ROLE));
        final EpochNanoClock clock = new SystemEpochNanoClock();
        final ChronicleTransport transport = HomeQueues.transport(manifest, clock);
        final HomeLock lock = home.lock("queue-" + QueueNames.ADMIN);
        try (Publication admin = new GroupBuffer(transport.sink(home.queue(QueueNames.ADMIN)))) {
            final LoadFunding funding = new LoadFunding(admin, clock);
            LoadAccounts.of(load, currencies(manifest)).forEach(funding::write);
        } finally {
            lock.close();
        }
    }

    /** Coins of the underlyings, and the dollar that linear contracts settle in. */
    private static List<Currency> currencies(final Manifest manifest) {
        final List<Currency> currencies = new ArrayList<>();
        for (final Underlying underlying : manifest.venue().underlyings()) {
            for (final Currency currency : Currency.values()) {
                if (currency.name().equals(underlying.code())) {
                    currencies.add(currency);
                }
            }
        }
        currencies.add(Currency.USDC);
        return currencies;
    }

    private void write(final LoadAccounts.Account account) {
        admin.beginGroup(admin.lastSequence() + 1, clock.nanoTime());
        final int offset = admin.claim(FrameLayout.HEADER_LENGTH + CreateAccountEncoder.BLOCK_LENGTH);
        createAccount
                .wrapAndApplyHeader(admin.buffer(), offset, header)
                .name(account.name())
                .accountId(account.accountId())
                .maxOpenOrders(account.maxOpenOrders());
        end(createAccount.encodedLength());
        for (final LoadAccounts.Funding funding : account.deposits()) {
            write(account.accountId(), funding);
        }
    }

    private void write(final int accountId, final LoadAccounts.Funding funding) {
        admin.beginGroup(admin.lastSequence() + 1, clock.nanoTime());
        final int offset = admin.claim(FrameLayout.HEADER_LENGTH + DepositEncoder.BLOCK_LENGTH);
        deposit.wrapAndApplyHeader(admin.buffer(), offset, header)
                .amount(funding.amount())
                .accountId(accountId)
                .currency(funding.currency())
                .reserved1((short) 0)
                .reserved2(0);
        end(deposit.encodedLength());
    }

    private void end(final int encodedLength) {
        admin.commit(FrameLayout.HEADER_LENGTH + encodedLength);
        admin.endGroup();
    }
}
