package io.strikebook.matching;

import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random block trades, written for an engine and told to the reference. */
final class RandomBlocks {
    private final SplittableRandom random;
    private final ReferenceMatching reference;
    private final ReferenceBlocks blocks;
    private final int accounts;

    RandomBlocks(final SplittableRandom random, final ReferenceMatching reference, final int accounts) {
        this.random = random;
        this.reference = reference;
        this.blocks = new ReferenceBlocks(reference);
        this.accounts = accounts;
    }

    /** Writes one and tells it to the reference. */
    void next(final Commands commands, final int instruments) {
        final BlockCommands writer = new BlockCommands(commands);
        final int account = 1 + random.nextInt(accounts);
        final int counterparty = 1 + (account + random.nextInt(accounts - 1)) % accounts;
        final int first = 1 + random.nextInt(instruments);
        final int underlying = Commands.underlying(first);
        final List<ReferenceBlocks.Leg> legs = new ArrayList<>();
        for (int instrument = first; instrument <= instruments && legs.size() < 3; instrument++) {
            if (instrument == first || Commands.underlying(instrument) == underlying && random.nextBoolean()) {
                final ReferenceBlocks.Leg leg = new ReferenceBlocks.Leg(
                        instrument,
                        random.nextBoolean() ? Side.BUY : Side.SELL,
                        random.nextInt(20) - 5,
                        1 + random.nextInt(40));
                legs.add(leg);
                writer.leg(instrument, leg.side(), leg.price(), leg.lots());
            }
        }
        final long blockId = random.nextInt(1_000);
        writer.send(account, counterparty, underlying, blockId);
        reference.dueOf(underlying);
        blocks.trade(account, counterparty, blockId, legs);
    }
}
