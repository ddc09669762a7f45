package io.strikebook.margin;

import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.BlockFillEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.ForcedTradesCommandEncoder;
import io.strikebook.schemas.ForcedTradesRequestDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LiquidationCancelCommandEncoder;
import io.strikebook.schemas.LiquidationNoticedDecoder;
import io.strikebook.schemas.LiquidationOrderCommandEncoder;
import io.strikebook.schemas.LiquidationRequestDecoder;
import io.strikebook.schemas.LossPaidDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ShareLossCommandEncoder;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Margin alone, with sequencer and matching played by hand: every request is answered at once, orders trade as a test says. */
final class LiquidationVenue {
    static final long E8 = Harness.E8;
    static final int FUND = 9;
    static final int MARKET_MAKER = 8;

    /** Steps of a twentieth, five attempts, no fee. */
    static final LiquidationRules RULES = new LiquidationRules(FUND, 50_000_000L, 5_000_000L, 250_000L, 5, 0, 8);

    private static final long STEP_NS = 50_000_000L;
    private static final int STEPS = 400;

    final Harness margin;
    final List<String> told = new ArrayList<>();
    private final Subscription frames;
    private final LiquidationRequestDecoder request = new LiquidationRequestDecoder();
    private final ForcedTradesRequestDecoder forced = new ForcedTradesRequestDecoder();
    private final List<Runnable> answers = new ArrayList<>();

    /** Share of each step that trades, in hundredths. */
    long tradedPercent = 100;

    LiquidationVenue(final LiquidationRules rules) {
        margin = new Harness(VenueParameters.defaults().withLiquidation(rules)).listAll();
        frames = margin.marginQueue.subscription();
        for (int account = 1; account <= FUND; account++) {
            margin.account(account);
        }
        margin.deposit(MARKET_MAKER, Currency.BTC, 1_000 * E8);
    }

    /** The perpetual's mark, the index with it. */
    LiquidationVenue price(final long price) {
        margin.marks(price * E8, Harness.PERPETUAL, price * E8);
        margin.tick();
        margin.run();
        return this;
    }

    LiquidationVenue deposit(final int accountId, final long hundredths) {
        margin.deposit(accountId, Currency.BTC, hundredths * E8 / 100);
        return this;
    }

    LiquidationVenue buys(final int accountId, final long lots, final long price) {
        margin.trade(Harness.PERPETUAL, accountId, Side.BUY, MARKET_MAKER, lots, price * E8);
        return this;
    }

    LiquidationVenue sells(final int accountId, final long lots, final int toAccountId, final long price) {
        margin.trade(Harness.PERPETUAL, accountId, Side.SELL, toAccountId, lots, price * E8);
        return this;
    }

    /** Lets time pass in steps, each request answered, until nothing is asked for any more or a number of them has passed. */
    LiquidationVenue settle() {
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        return this;
    }

    void step() {
        margin.timestampNs += STEP_NS;
        margin.tick();
        margin.run();
        collect();
        for (final Runnable answer : List.copyOf(answers)) {
            answer.run();
        }
        answers.clear();
        margin.run();
        collect();
    }

    Wallet wallet(final int accountId) {
        return margin.engine.core().wallets().find(accountId, Currency.BTC);
    }

    long lots(final int accountId) {
        final var position =
                margin.engine.core().positions().find(wallet(accountId).slot(), Harness.PERPETUAL);
        return position == null ? 0 : position.lots();
    }

    private void collect() {
        while (frames.poll(this::onFrame)) {
            continue;
        }
    }

    private void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case LiquidationRequestDecoder.TEMPLATE_ID -> onRequest(buffer, offset);
            case ForcedTradesRequestDecoder.TEMPLATE_ID -> onForced(buffer, offset);
            case LiquidationNoticedDecoder.TEMPLATE_ID -> {
                final var noticed =
                        new LiquidationNoticedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                told.add(noticed.notice() + " " + noticed.accountId());
            }
            case LossPaidDecoder.TEMPLATE_ID -> {
                final var paid = new LossPaidDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                told.add(paid.stage() + " paid by " + paid.accountId() + " for " + paid.owedByAccountId() + ": "
                        + paid.amount());
            }
            default -> {}
        }
    }

    private void onRequest(final UnsafeBuffer buffer, final int offset) {
        request.wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
        final long number = request.sourceSequence();
        final int accountId = request.accountId();
        final Currency currency = request.currency();
        switch (request.stage()) {
            case CANCEL_ORDERS -> {
                told.add("CANCEL_ORDERS " + accountId);
                answers.add(() -> cancel(number, accountId, currency));
            }
            case SHARE_LOSS -> {
                told.add("SHARE_LOSS " + accountId);
                answers.add(() -> share(number, accountId, currency));
            }
            default -> {
                final long lots = request.quantityLots();
                final long priceE8 = request.priceE8();
                final boolean buy = request.side() == Side.BUY.value();
                final int instrumentId = request.instrumentId();
                told.add("REDUCE " + accountId + (buy ? " buy " : " sell ") + lots + " of " + instrumentId + " at "
                        + priceE8 / (double) E8 + " attempt " + request.attempt());
                answers.add(() -> order(number, accountId, instrumentId, buy, lots, priceE8));
            }
        }
    }

    private void cancel(final long number, final int accountId, final Currency currency) {
        final var command = new LiquidationCancelCommandEncoder();
        final int offset = margin.open(command.sbeBlockLength());
        command.wrapAndApplyHeader(margin.commands.buffer(), offset, new FrameHeaderEncoder())
                .accountId(accountId)
                .settlementCurrency(currency.value());
        close(command.envelope(), number, command.sbeBlockLength());
        margin.executedNothing();
    }

    private void share(final long number, final int accountId, final Currency currency) {
        final var command = new ShareLossCommandEncoder();
        final int offset = margin.open(command.sbeBlockLength());
        command.wrapAndApplyHeader(margin.commands.buffer(), offset, new FrameHeaderEncoder())
                .accountId(accountId)
                .currency(currency);
        close(command.envelope(), number, command.sbeBlockLength());
    }

    private void order(
            final long number,
            final int accountId,
            final int instrumentId,
            final boolean buy,
            final long lots,
            final long priceE8) {
        final var command = new LiquidationOrderCommandEncoder();
        final int offset = margin.open(command.sbeBlockLength());
        command.wrapAndApplyHeader(margin.commands.buffer(), offset, new FrameHeaderEncoder())
                .accountId(accountId)
                .instrumentId(instrumentId)
                .quantityLots(lots)
                .priceE8(priceE8)
                .side(buy ? Side.BUY : Side.SELL);
        close(command.envelope(), number, command.sbeBlockLength());
        final long traded = lots * tradedPercent / 100;
        if (traded == 0) {
            margin.executedNothing();
            return;
        }
        margin.executions.beginGroup(margin.sequence, margin.timestampNs);
        margin.fill(instrumentId, accountId, buy ? Side.BUY : Side.SELL, MARKET_MAKER, traded, priceE8);
        margin.executions.endGroup();
    }

    private void onForced(final UnsafeBuffer buffer, final int offset) {
        forced.wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
        final long number = forced.sourceSequence();
        final int accountId = forced.accountId();
        final var stage = forced.stage();
        final Currency currency = forced.currency();
        final List<long[]> trades = new ArrayList<>();
        for (final var trade : forced.trades()) {
            trades.add(new long[] {
                trade.instrumentId(),
                trade.buyerAccountId(),
                trade.sellerAccountId(),
                trade.quantityLots(),
                trade.priceE8()
            });
            told.add(stage + " " + accountId + ": " + trade.buyerAccountId() + " buys " + trade.quantityLots() + " of "
                    + trade.sellerAccountId());
        }
        answers.add(() -> {
            final var command = new ForcedTradesCommandEncoder();
            final int at = margin.open(command.sbeBlockLength());
            command.wrapAndApplyHeader(margin.commands.buffer(), at, new FrameHeaderEncoder())
                    .accountId(accountId)
                    .stage(stage)
                    .currency(currency);
            close(command.envelope(), number, command.sbeBlockLength());
            margin.executions.beginGroup(margin.sequence, margin.timestampNs);
            for (final long[] trade : trades) {
                blockFill(trade);
            }
            margin.executions.endGroup();
        });
    }

    private void blockFill(final long[] trade) {
        final var fill = new BlockFillEncoder();
        final int offset = margin.executions.claim(FrameLayout.HEADER_LENGTH + fill.sbeBlockLength());
        fill.wrapAndApplyHeader(margin.executions.buffer(), offset, new FrameHeaderEncoder())
                .instrumentId((int) trade[0])
                .buyerAccountId((int) trade[1])
                .sellerAccountId((int) trade[2])
                .quantityLots(trade[3])
                .priceE8(trade[4]);
        margin.executions.commit(FrameLayout.HEADER_LENGTH + fill.sbeBlockLength());
    }

    private void close(final EnvelopeEncoder envelope, final long number, final int blockLength) {
        envelope.sourceSequence(number).marksTo(margin.epoch).sourceId(7).decision(RejectCode.ACCEPTED);
        margin.commands.commit(FrameLayout.HEADER_LENGTH + blockLength);
        margin.commands.endGroup();
    }
}
