package io.strikebook.matching;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.SelfTradePrevention;
import java.util.SplittableRandom;

/** What accounts and operators set, in a random session. */
final class RandomVenueCommands {
    /** Orders come through sources 1 to this. */
    static final int SOURCES = 3;

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
        final VenueCommands venue = new VenueCommands(commands);
        switch (random.nextInt(8)) {
            case 0, 1 -> allocation(venue, 1 + random.nextInt(instruments));
            case 2 -> massCancel(venue, instruments);
            case 3 -> cancelOnDisconnect(venue, commands.source());
            case 4 -> sourceLost(venue);
            default -> selfTradePrevention(venue);
        }
    }

    private void massCancel(final VenueCommands commands, final int instruments) {
        final int account = 1 + random.nextInt(accounts);
        final int instrument = random.nextInt(3) == 0 ? 1 + random.nextInt(instruments) : 0;
        final int source = random.nextInt(4);
        final int side = random.nextInt(3);
        final int kind = random.nextInt(6);
        final int currency = random.nextInt(4);
        reference.due();
        commands.massCancel(account, instrument, source, side, kind, currency);
        reference.cancelWhere(
                order -> order.account == account
                        && (instrument == 0 || order.instrument == instrument)
                        && (source == 0 || order.source == source)
                        && (side == 0 || order.side.value() == side)
                        && (kind == 0 || Commands.terms(order.instrument).kind().value() == kind)
                        && (currency == 0
                                || Commands.terms(order.instrument)
                                                .settlementCurrency()
                                                .value()
                                        == currency),
                CancelReason.MASS_CANCEL);
        if (source + side + kind + currency == 0) {
            reference.quotes().cancelAll(account, instrument, CancelReason.MASS_CANCEL);
        }
    }

    private void cancelOnDisconnect(final VenueCommands commands, final int source) {
        final int account = 1 + random.nextInt(accounts);
        final CancelOnDisconnect scope = CancelOnDisconnect.get((short) random.nextInt(3));
        reference.due();
        commands.cancelOnDisconnect(account, scope);
        reference.settings().cancelOnDisconnect(source, account, scope);
    }

    private void sourceLost(final VenueCommands commands) {
        final int source = 1 + random.nextInt(SOURCES);
        reference.due();
        commands.sourceLost(source);
        reference.cancelWhere(
                order -> switch (reference.settings().scope(source, order.account)) {
                    case ACCOUNT -> true;
                    case SESSION -> order.source == source;
                    default -> false;
                },
                CancelReason.DISCONNECTED);
        for (int account = 1; account <= accounts; account++) {
            if (reference.settings().scope(source, account) != CancelOnDisconnect.OFF) {
                reference.quotes().cancelAll(account, 0, CancelReason.DISCONNECTED);
            }
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
