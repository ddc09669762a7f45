package io.strikebook.runner;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockTradeEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An operator who enters block trades of one to four legs near the newest marks, now and then one that is refused. */
final class BlockSender {
    private static final int MAX_LEGS = 4;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final BlockTradeEncoder block = new BlockTradeEncoder();
    private final int accounts;
    private final Publication requests;
    private final NewestMarks marks;
    private final Listings listings;
    private final Random random;

    BlockSender(
            final int accounts,
            final Publication requests,
            final Subscription marks,
            final Subscription commands,
            final long seed) {
        this.accounts = accounts;
        this.requests = requests;
        this.marks = new NewestMarks(marks);
        this.listings = new Listings(commands);
        this.random = new Random(seed);
    }

    /** One request, once there are marks. */
    void send(final long nowNs) {
        listings.read();
        if (!marks.read()) {
            return;
        }
        final int first = marks.anyInstrument(random);
        final List<Integer> legs = new ArrayList<>(List.of(first));
        while (legs.size() < MAX_LEGS && random.nextBoolean()) {
            legs.add(marks.anyInstrument(random));
        }
        if (listings.areKnown(legs)) {
            write(listings.of(first).underlyingId(), legs, nowNs);
        }
    }

    private void write(final int underlyingId, final List<Integer> legs, final long nowNs) {
        requests.beginGroup(requests.lastSequence() + 1, nowNs);
        final int length = FrameLayout.HEADER_LENGTH
                + BlockTradeEncoder.BLOCK_LENGTH
                + 4
                + legs.size() * BlockTradeEncoder.LegsEncoder.sbeBlockLength();
        final int offset = requests.claim(length);
        requests.buffer().setMemory(offset, length, (byte) 0);
        final BlockTradeEncoder.LegsEncoder encoder = block.wrapAndApplyHeader(requests.buffer(), offset, header)
                .blockId(requests.lastSequence() + 1)
                .validUntilNs(0)
                .accountId(1 + random.nextInt(accounts))
                .counterpartyId(1 + random.nextInt(accounts))
                .underlyingId(underlyingId)
                .legsCount(legs.size());
        for (final int leg : legs) {
            final long tickE8 = listings.of(leg).terms().tickSizeE8();
            encoder.next()
                    .priceE8(Math.max(1, marks.of(leg) / tickE8) * tickE8)
                    .quantityLots(1 + random.nextInt(9))
                    .instrumentId(leg)
                    .side(random.nextBoolean() ? Side.BUY : Side.SELL);
        }
        requests.commit(length);
        requests.endGroup();
        requests.flush();
    }
}
