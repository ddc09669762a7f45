package io.strikebook.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.auditor.chain.ProofSchedule;
import io.strikebook.auditor.tree.LeafNonces;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.AccountStateEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SettleCommandEncoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.TickCommandEncoder;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every settlement has a link and a root of what is owed; one that was refused has neither. */
class SettlementRootTest {
    private static final long NEVER = 1L << 40;

    private final MemoryQueue spine = new MemoryQueue();
    private final MemoryQueue answers = new MemoryQueue();
    private final Publication commands = spine.publication();
    private final Publication margin = answers.publication();
    private final Subscription commandsRead = spine.subscription();
    private final Subscription marginRead = answers.subscription();
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final Auditor auditor = new Auditor(
            "a home",
            new ProofSchedule.Intervals(NEVER, TimeUnit.DAYS.toNanos(1), 0, NEVER),
            new LeafNonces(new byte[32]),
            new MemoryQueue().publication());
    private long sequence;

    @BeforeEach
    void openAnAccount() {
        tick();
    }

    private void tick() {
        final int length = FrameLayout.HEADER_LENGTH + TickCommandEncoder.BLOCK_LENGTH;
        final int offset = begin(length);
        new TickCommandEncoder()
                .wrapAndApplyHeader(commands.buffer(), offset, header)
                .envelope()
                .decision(RejectCode.ACCEPTED);
        end(length);
    }

    private void settle(final SettlementKind kind, final RejectCode decision) {
        final int length = FrameLayout.HEADER_LENGTH + SettleCommandEncoder.BLOCK_LENGTH;
        final int offset = begin(length);
        new SettleCommandEncoder()
                .wrapAndApplyHeader(commands.buffer(), offset, header)
                .underlyingId(1)
                .kind(kind)
                .envelope()
                .decision(decision);
        end(length);
    }

    private int begin(final int length) {
        commands.beginGroup(++sequence, sequence);
        return commands.claim(length);
    }

    private void end(final int length) {
        commands.commit(length);
        commands.endGroup();
        commands.flush();
        state();
        assertThat(commandsRead.poll(auditor::onCommand)).isTrue();
        assertThat(marginRead.poll(auditor::onMargin)).isTrue();
        auditor.endCommand();
    }

    private void state() {
        final int length = FrameLayout.HEADER_LENGTH + AccountStateEncoder.BLOCK_LENGTH;
        margin.beginGroup(sequence, sequence);
        final int offset = margin.claim(length);
        new AccountStateEncoder()
                .wrapAndApplyHeader(margin.buffer(), offset, header)
                .asOfSequence(sequence)
                .equityE12(sequence)
                .accountId(1)
                .currency(Currency.BTC);
        margin.commit(length);
        margin.endGroup();
        margin.flush();
    }

    @Test
    void everySettlementHasARoot() {
        assertThat(auditor.linkedTo()).isZero();
        for (final SettlementKind kind : new SettlementKind[] {SettlementKind.EXPIRY, SettlementKind.DAILY}) {
            settle(kind, RejectCode.ACCEPTED);
            assertThat(auditor.rootSequence()).isEqualTo(sequence);
            assertThat(auditor.linkedTo()).isEqualTo(sequence);
            tick();
            assertThat(auditor.linkedTo()).isEqualTo(sequence - 1);
        }
    }

    @Test
    void oneThatWasRefusedHasNone() {
        settle(SettlementKind.EXPIRY, RejectCode.ALREADY_SETTLED);
        assertThat(auditor.rootSequence()).isZero();
        assertThat(auditor.linkedTo()).isZero();
    }
}
