package io.strikebook.matching;

import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.SetSelfTradePreventionCommandEncoder;

/** Writes the commands that set what accounts and operators choose; more of {@link Commands}. */
final class VenueCommands {
    private final Commands commands;

    VenueCommands(final Commands commands) {
        this.commands = commands;
    }

    void selfTradePrevention(final int account, final int group, final SelfTradePrevention mode) {
        final SetSelfTradePreventionCommandEncoder encoder = new SetSelfTradePreventionCommandEncoder();
        encoder.wrapAndApplyHeader(
                        commands.buffer(),
                        commands.begin(SetSelfTradePreventionCommandEncoder.BLOCK_LENGTH),
                        commands.header())
                .accountId(account)
                .groupId(group)
                .mode(mode)
                .reserved1((short) 0)
                .reserved2(0);
        commands.end(encoder.envelope(), SetSelfTradePreventionCommandEncoder.BLOCK_LENGTH);
    }
}
