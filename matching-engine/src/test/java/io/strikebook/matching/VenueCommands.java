package io.strikebook.matching;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.MassCancelCommandEncoder;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.SetAllocationCommandEncoder;
import io.strikebook.schemas.SetCancelOnDisconnectCommandEncoder;
import io.strikebook.schemas.SetSelfTradePreventionCommandEncoder;
import io.strikebook.schemas.SourceLostCommandEncoder;

/** Writes the commands that set what accounts and operators choose; more of {@link Commands}. */
final class VenueCommands {
    private final Commands commands;

    VenueCommands(final Commands commands) {
        this.commands = commands;
    }

    /** Cancels what fits all; codes, 0 for whatever it is. */
    void massCancel(
            final int account,
            final int instrument,
            final int source,
            final int side,
            final int kind,
            final int currency) {
        final MassCancelCommandEncoder encoder = new MassCancelCommandEncoder();
        encoder.wrapAndApplyHeader(
                        commands.buffer(), commands.begin(MassCancelCommandEncoder.BLOCK_LENGTH), commands.header())
                .accountId(account)
                .instrumentId(instrument)
                .orderSourceId(source)
                .side((short) side)
                .kind((short) kind)
                .settlementCurrency((short) currency)
                .reserved1((short) 0)
                .reserved2(0);
        commands.end(encoder.envelope(), MassCancelCommandEncoder.BLOCK_LENGTH);
    }

    void cancelOnDisconnect(final int account, final CancelOnDisconnect scope) {
        final SetCancelOnDisconnectCommandEncoder encoder = new SetCancelOnDisconnectCommandEncoder();
        encoder.wrapAndApplyHeader(
                        commands.buffer(),
                        commands.begin(SetCancelOnDisconnectCommandEncoder.BLOCK_LENGTH),
                        commands.header())
                .accountId(account)
                .scope(scope)
                .reserved1((short) 0)
                .reserved2(0);
        commands.end(encoder.envelope(), SetCancelOnDisconnectCommandEncoder.BLOCK_LENGTH);
    }

    void sourceLost(final int source) {
        final SourceLostCommandEncoder encoder = new SourceLostCommandEncoder();
        encoder.wrapAndApplyHeader(
                        commands.buffer(), commands.begin(SourceLostCommandEncoder.BLOCK_LENGTH), commands.header())
                .lostSourceId(source)
                .reserved1(0)
                .reserved2(0);
        commands.end(encoder.envelope(), SourceLostCommandEncoder.BLOCK_LENGTH);
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
