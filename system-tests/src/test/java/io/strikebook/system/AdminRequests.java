package io.strikebook.system;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChroniclePublicationSink;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.orderflow.load.LoadAccounts;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** An operator: requests on {@code admin}, numbered on from what is recorded there. Holds the queue's lock while it is open. */
final class AdminRequests implements AutoCloseable {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final HomeLock lock;
    private final Publication publication;

    AdminRequests(final Home home, final ChronicleTransport transport) {
        lock = home.lock("queue-" + QueueNames.ADMIN);
        final long head = transport.head(home.queue(QueueNames.ADMIN)).sequence();
        final ChroniclePublicationSink sink = transport.sink(home.queue(QueueNames.ADMIN));
        publication = new GroupBuffer(sink);
        publication.resume(head, FrameHash.EMPTY);
    }

    /** Creates and funds accounts. */
    void open(final List<LoadAccounts.Account> accounts) {
        for (final LoadAccounts.Account account : accounts) {
            createAccount(account.accountId(), account.name(), account.maxOpenOrders());
            for (final LoadAccounts.Funding funding : account.deposits()) {
                deposit(account.accountId(), funding.currency(), funding.amount());
            }
        }
    }

    void createAccount(final int accountId, final String name, final int maxOpenOrders) {
        final int offset = begin(CreateAccountEncoder.BLOCK_LENGTH);
        new CreateAccountEncoder()
                .wrapAndApplyHeader(buffer(), offset, header)
                .name(name)
                .accountId(accountId)
                .maxOpenOrders(maxOpenOrders);
        end(CreateAccountEncoder.BLOCK_LENGTH);
    }

    void deposit(final int accountId, final Currency currency, final long amount) {
        final int offset = begin(DepositEncoder.BLOCK_LENGTH);
        new DepositEncoder()
                .wrapAndApplyHeader(buffer(), offset, header)
                .amount(amount)
                .accountId(accountId)
                .currency(currency)
                .reserved1((short) 0)
                .reserved2(0);
        end(DepositEncoder.BLOCK_LENGTH);
    }

    /** Number of the last request. */
    long lastSequence() {
        return publication.lastSequence();
    }

    private UnsafeBuffer buffer() {
        return publication.buffer();
    }

    private int begin(final int blockLength) {
        publication.beginGroup(
                publication.lastSequence() + 1, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        return publication.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void end(final int blockLength) {
        publication.commit(FrameLayout.HEADER_LENGTH + blockLength);
        publication.endGroup();
    }

    @Override
    public void close() {
        publication.close();
        lock.close();
    }
}
