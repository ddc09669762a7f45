package io.strikebook.matching;

import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.ScheduleOpeningCommandEncoder;
import io.strikebook.schemas.SetMarketModeCommandEncoder;
import io.strikebook.schemas.SetVolatilityBandCommandEncoder;
import io.strikebook.schemas.SettleCommandEncoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.TriggerReference;

/** Writes commands about phases of instruments; more of {@link Commands}. */
final class PhaseCommands {
    private final ScheduleOpeningCommandEncoder opening = new ScheduleOpeningCommandEncoder();
    private final SetVolatilityBandCommandEncoder volatilityBand = new SetVolatilityBandCommandEncoder();
    private final SetMarketModeCommandEncoder marketMode = new SetMarketModeCommandEncoder();
    private final SettleCommandEncoder settle = new SettleCommandEncoder();
    private final Commands commands;

    PhaseCommands(final Commands commands) {
        this.commands = commands;
    }

    void schedule(final int instrument, final long auctionNs, final long openNs) {
        opening.wrapAndApplyHeader(
                        commands.buffer(),
                        commands.begin(ScheduleOpeningCommandEncoder.BLOCK_LENGTH),
                        commands.header())
                .auctionNs(auctionNs)
                .openNs(openNs)
                .instrumentId(instrument)
                .reserved(0);
        commands.end(opening.envelope(), ScheduleOpeningCommandEncoder.BLOCK_LENGTH);
    }

    void mode(final int instrument, final MarketMode mode, final long delayNs) {
        marketMode
                .wrapAndApplyHeader(
                        commands.buffer(), commands.begin(SetMarketModeCommandEncoder.BLOCK_LENGTH), commands.header())
                .delayNs(delayNs)
                .instrumentId(instrument)
                .mode(mode)
                .reserved1((short) 0)
                .reserved2(0);
        commands.end(marketMode.envelope(), SetMarketModeCommandEncoder.BLOCK_LENGTH);
    }

    /** Settles what expires together in an underlying, or its day. */
    void settle(final SettlementKind kind, final int underlying, final long expiryNs) {
        settle.wrapAndApplyHeader(
                        commands.buffer(), commands.begin(SettleCommandEncoder.BLOCK_LENGTH), commands.header())
                .settledNs(expiryNs)
                .deliveryPriceE8(1)
                .underlyingId(underlying)
                .samples(0)
                .missing(0)
                .kind(kind)
                .reserved1((short) 0)
                .reserved2(0);
        commands.end(settle.envelope(), SettleCommandEncoder.BLOCK_LENGTH);
    }

    void band(final int instrument, final long width, final TriggerReference reference, final long interruptionNs) {
        volatilityBand
                .wrapAndApplyHeader(
                        commands.buffer(),
                        commands.begin(SetVolatilityBandCommandEncoder.BLOCK_LENGTH),
                        commands.header())
                .widthE8(width)
                .auctionNs(interruptionNs)
                .instrumentId(instrument)
                .reference(reference)
                .reserved1((short) 0)
                .reserved2(0);
        commands.end(volatilityBand.envelope(), SetVolatilityBandCommandEncoder.BLOCK_LENGTH);
    }
}
