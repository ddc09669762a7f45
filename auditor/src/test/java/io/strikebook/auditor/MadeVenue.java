package io.strikebook.auditor;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AccountStateEncoder;
import io.strikebook.schemas.CheckpointCommandEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TickCommandEncoder;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Writes what a sequencer and a margin engine could have written, by a seed. */
final class MadeVenue {
    /** Venue time of command 0, two minutes before roots are due. */
    static final long START_NS =
            TimeUnit.SECONDS.toNanos(Instant.parse("2026-03-01T07:58:00Z").getEpochSecond());

    static final int ACCOUNTS = 20;
    private static final int CHECKPOINT_EVERY = 50;

    private final Random random;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private long sequence;

    MadeVenue(final long seed) {
        random = new Random(seed);
    }

    /** Appends commands and answers, a second each; publications are closed again. */
    void append(final int commands, final Supplier<Publication> commandsEnd, final Supplier<Publication> marginEnd) {
        try (Publication spine = commandsEnd.get();
                Publication margin = marginEnd.get()) {
            for (int i = 0; i < commands; i++) {
                sequence++;
                spine.beginGroup(sequence, timestampNs());
                if (sequence % CHECKPOINT_EVERY == 0) {
                    checkpoint(spine);
                } else {
                    tick(spine);
                }
                spine.endGroup();
                margin.beginGroup(sequence, timestampNs());
                answer(margin);
                margin.endGroup();
                if (random.nextBoolean()) {
                    spine.flush();
                    margin.flush();
                }
            }
            spine.flush();
            margin.flush();
        }
    }

    long sequence() {
        return sequence;
    }

    private long timestampNs() {
        return START_NS + TimeUnit.SECONDS.toNanos(sequence);
    }

    private void tick(final Publication spine) {
        final int length = FrameLayout.HEADER_LENGTH + TickCommandEncoder.BLOCK_LENGTH;
        final int offset = spine.claim(length);
        new TickCommandEncoder()
                .wrapAndApplyHeader(spine.buffer(), offset, header)
                .envelope()
                .sourceSequence(random.nextLong())
                .marksTo(0)
                .marginTo(sequence - 1)
                .sourceId(0)
                .decision(RejectCode.ACCEPTED)
                .underlyingId(0);
        spine.commit(length);
    }

    private void checkpoint(final Publication spine) {
        final int length = FrameLayout.HEADER_LENGTH + CheckpointCommandEncoder.BLOCK_LENGTH;
        final int offset = spine.claim(length);
        final CheckpointCommandEncoder checkpoint =
                new CheckpointCommandEncoder().wrapAndApplyHeader(spine.buffer(), offset, header);
        checkpoint
                .envelope()
                .sourceSequence(0)
                .marksTo(0)
                .marginTo(sequence - 1)
                .sourceId(0)
                .decision(RejectCode.ACCEPTED)
                .underlyingId(0);
        checkpoint.hashes().stateHash(random.nextLong()).consumedHash(1).producedHash(2);
        spine.commit(length);
    }

    private void answer(final Publication margin) {
        final int states = random.nextInt(4);
        for (int i = 0; i < states; i++) {
            final int length = FrameLayout.HEADER_LENGTH + AccountStateEncoder.BLOCK_LENGTH;
            final int offset = margin.claim(length);
            final AccountStateEncoder state = new AccountStateEncoder()
                    .wrapAndApplyHeader(margin.buffer(), offset, header)
                    .asOfSequence(sequence)
                    .marksEpoch(0)
                    .cash(0)
                    .marginBalanceE12(0)
                    .equityE12(random.nextLong() >> 10)
                    .initialMarginE12(0)
                    .maintenanceMarginE12(0)
                    .availableE12(0)
                    .accountId(1 + random.nextInt(ACCOUNTS))
                    .currency(Currency.get((short) (1 + random.nextInt(4))))
                    .reserved(0);
            state.flags().clear();
            margin.commit(length);
        }
        if (states == 0) {
            final int length = FrameLayout.HEADER_LENGTH + DoneEncoder.BLOCK_LENGTH;
            final int offset = margin.claim(length);
            new DoneEncoder().wrapAndApplyHeader(margin.buffer(), offset, header);
            margin.commit(length);
        }
    }
}
