package io.strikebook.matching;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.SelfTradePrevention;
import java.util.SplittableRandom;

/** What accounts and operators set, in a random session. */
final class RandomVenueCommands {
    private static final SelfTradePrevention[] MODES = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_TAKER,
        SelfTradePrevention.CANCEL_MAKER,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };

    private final SplittableRandom random;
    private final ReferenceMatching reference;
    private final int accounts;

    RandomVenueCommands(final SplittableRandom random, final ReferenceMatching reference, final int accounts) {
        this.random = random;
        this.reference = reference;
        this.accounts = accounts;
    }

    /** Writes one such command and tells it to the reference. */
    void next(final Commands commands, final int instruments) {
        if (random.nextInt(4) == 0) {
            allocation(new VenueCommands(commands), 1 + random.nextInt(instruments));
        } else {
            selfTradePrevention(new VenueCommands(commands));
        }
    }

    private void allocation(final VenueCommands commands, final int instrument) {
        final boolean proRata = random.nextInt(3) > 0;
        final int percent = proRata && random.nextBoolean() ? random.nextInt(101) : 0;
        final AllocationRule rule = proRata ? AllocationRule.PRO_RATA : AllocationRule.PRICE_TIME;
        reference.due(instrument);
        commands.allocation(instrument, rule, percent);
        reference.allocation(instrument, rule, percent);
    }

    private void selfTradePrevention(final VenueCommands commands) {
        final int account = 1 + random.nextInt(accounts);
        final int group = random.nextInt(3);
        final SelfTradePrevention mode = MODES[random.nextInt(MODES.length)];
        reference.due();
        commands.selfTradePrevention(account, group, mode);
        reference.settings().selfTradePrevention(account, group, mode);
    }
}
