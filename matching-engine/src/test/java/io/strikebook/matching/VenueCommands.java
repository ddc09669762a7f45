package io.strikebook.matching;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.SetAllocationCommandEncoder;
import io.strikebook.schemas.SetSelfTradePreventionCommandEncoder;

/** Writes the commands that set what accounts and operators choose; more of {@link Commands}. */
final class VenueCommands {
    private final Commands commands;

    VenueCommands(final Commands commands) {
        this.commands = commands;
    }

    void allocation(final int instrument, final AllocationRule rule, final int topOrderPercent) {
        final SetAllocationCommandEncoder encoder = new SetAllocationCommandEncoder();
        encoder.wrapAndApplyHeader(
                        commands.buffer(), commands.begin(SetAllocationCommandEncoder.BLOCK_LENGTH), commands.header())
                .instrumentId(instrument)
                .rule(rule)
                .topOrderPercent((short) topOrderPercent)
                .reserved(0);
        commands.end(encoder.envelope(), SetAllocationCommandEncoder.BLOCK_LENGTH);
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
