package io.strikebook.matching;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.order.Label;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.snapshot.InstrumentSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.MirroredPosition;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderDetails;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.Trigger;
import io.strikebook.matching.rules.Books;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Matching's state as bytes: progress, instruments and phases, positions by account and instrument, statistics, published prices of combinations in their legs, settings, quotes, orders in order id
 * order, and the state hash; so equal states are equal bytes, whether an engine started from a snapshot or not. Loading puts the orders
 * into the books, or among those held, by their priority and compares the hash. Allocates: not on a hot path.
 */
final class MatchingSnapshot {
    private static final String SECTION = "matching";
    private static final int VERSION = 13;
    private static final int POST_ONLY = 1;
    private static final int REDUCE_ONLY = 2;
    private static final int REJECT_POST_ONLY = 8;
    private static final int DETAILED = 1 << 8;
    private static final int MMP = 4;

    /** In place of the underlying of an instrument that another shard trades. */
    private static final int ELSEWHERE = 0;

    private MatchingSnapshot() {}

    static void save(final SnapshotOutput output, final MatchingEngine engine, final Publication executions) {
        output.section(SECTION, VERSION)
                .putLong(engine.lastSequence())
                .putLong(engine.marksTo())
                .putLong(engine.consumedHash())
                .putLong(executions.lastSequence())
                .putLong(executions.producedHash())
                .putInt(engine.books().lastId());
        for (int id = 1; id <= engine.books().lastId(); id++) {
            final OrderBook book = engine.books().get(id);
            output.putInt(book == null ? ELSEWHERE : book.instrument().underlyingId());
            if (book != null) {
                InstrumentSnapshot.save(book.instrument(), output);
                PhaseSnapshot.save(output, book.session());
            }
        }
        savePositions(output, engine.positions());
        output.putLong(engine.books().statistics().interval());
        for (int id = 1; id <= engine.books().lastId(); id++) {
            if (engine.books().get(id) != null) {
                engine.books().get(id).trades().save(output);
            }
        }
        ImpliedSnapshot.save(output, engine.books());
        SettingsSnapshot.save(output, engine.settings(), engine.books());
        QuoteSnapshot.save(output, engine.quotes(), engine.newestMarks(), engine.books());
        saveOrders(output, engine);
        LinkSnapshot.save(output, engine.orders());
        output.putLong(engine.stateHash());
    }

    static void load(final SnapshotInput input, final MatchingEngine engine, final Publication executions) {
        input.section(SECTION, VERSION);
        engine.restore(input.getLong(), input.getLong(), input.getLong());
        executions.resume(input.getLong(), input.getLong());
        final int instruments = input.getInt();
        for (int id = 1; id <= instruments; id++) {
            loadBook(input, engine, id);
        }
        final int positions = input.getInt();
        for (int i = 0; i < positions; i++) {
            engine.positions().restore(input.getInt(), input.getInt(), input.getLong());
        }
        loadStatistics(input, engine.books());
        ImpliedSnapshot.load(input, engine.books());
        SettingsSnapshot.load(input, engine.settings(), engine.books());
        loadOrders(input, engine);
        LinkSnapshot.load(input, engine.orders());
        for (int id = 1; id <= instruments; id++) {
            if (!engine.books().isElsewhere(id)) {
                engine.books().get(id).settleTop();
                engine.rules().restored(engine.books().get(id));
            }
        }
        final long saved = input.getLong();
        if (saved != engine.stateHash()) {
            throw new IllegalStateException("snapshot of matching after command " + engine.lastSequence()
                    + " has state hash " + Long.toHexString(saved) + ", what it holds hashes to "
                    + Long.toHexString(engine.stateHash()));
        }
    }

    private static void loadBook(final SnapshotInput input, final MatchingEngine engine, final int id) {
        final int underlyingId = input.getInt();
        if (underlyingId == ELSEWHERE) {
            engine.books().skip(id);
        } else {
            final Instrument instrument = InstrumentSnapshot.load(
                    input, id, underlyingId, leg -> engine.books().get(leg).instrument());
            PhaseSnapshot.load(input, engine.books().open(instrument).session());
        }
    }

    private static void loadStatistics(final SnapshotInput input, final Books books) {
        final long interval = input.getLong();
        int changed = 0;
        for (int id = 1; id <= books.lastId(); id++) {
            changed += books.get(id) != null && books.get(id).trades().load(input) ? 1 : 0;
        }
        books.statistics().restore(interval, changed);
    }

    private static void savePositions(final SnapshotOutput output, final PositionMirror positions) {
        final List<MirroredPosition> held = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            if (positions.get(i).lots() != 0) {
                held.add(positions.get(i));
            }
        }
        held.sort(
                Comparator.comparingInt(MirroredPosition::accountId).thenComparingInt(MirroredPosition::instrumentId));
        output.putInt(held.size());
        for (final MirroredPosition position : held) {
            output.putInt(position.accountId()).putInt(position.instrumentId()).putLong(position.lots());
        }
    }

    private static void saveOrders(final SnapshotOutput output, final MatchingEngine engine) {
        final LiveOrders orders = engine.orders();
        output.putInt(orders.size());
        for (Order order = orders.first(); order != null; order = orders.after(order)) {
            output.putLong(order.orderId())
                    .putLong(order.clientOrderId())
                    .putInt(order.accountId())
                    .putInt(order.instrumentId())
                    .putInt(order.sourceId())
                    .putInt(order.side().value())
                    .putInt(order.orderType().value())
                    .putInt(order.timeInForce().value())
                    .putInt(flags(order))
                    .putLong(order.priceE8())
                    .putLong(order.remainingLots())
                    .putLong(order.filledLots())
                    .putLong(order.priority())
                    .putLong(LoadedOrders.releaseNs(engine.books().get(order.instrumentId()), order));
            if (order.details() != null) {
                saveDetails(output, order, order.details());
            }
        }
    }

    private static int flags(final Order order) {
        return (order.postOnly() ? POST_ONLY : 0)
                | (order.reduceOnly() ? REDUCE_ONLY : 0)
                | (order.mmp() ? MMP : 0)
                | (order.rejectPostOnly() ? REJECT_POST_ONLY : 0)
                | (order.details() != null ? DETAILED : 0);
    }

    private static void saveDetails(final SnapshotOutput output, final Order order, final OrderDetails details) {
        output.putLong(details.displayLots()).putLong(details.minimumLots()).putLong(details.expireNs());
        output.putLong(order.isResting() && details.isIceberg() ? order.shownLots() : 0);
        for (int i = 0; i < Label.words(); i++) {
            output.putLong(details.label().word(i));
        }
        final Trigger trigger = details.trigger();
        output.putInt(trigger.kind() == null ? 0 : trigger.kind().value());
        if (trigger.kind() != null) {
            output.putInt(trigger.reference().value())
                    .putLong(trigger.priceE8())
                    .putLong(trigger.offsetE8())
                    .putBoolean(trigger.hasFired());
        }
        output.putBoolean(trigger.isHeld());
        if (trigger.isHeld() && trigger.kind() == null) {
            output.putBoolean(trigger.hasFired());
        }
    }

    private static void loadDetails(final SnapshotInput input, final OrderDetails details) {
        details.ask(input.getLong(), input.getLong(), input.getLong()).restoreShown(input.getLong());
        for (int i = 0; i < Label.words(); i++) {
            details.label().word(i, input.getLong());
        }
        final int kind = input.getInt();
        if (kind != 0) {
            details.trigger()
                    .set(
                            TriggerKind.get((short) kind),
                            TriggerReference.get((short) input.getInt()),
                            input.getLong(),
                            input.getLong(),
                            input.getBoolean());
        }
        if (input.getBoolean()) {
            if (kind == 0) {
                details.trigger().set(null, null, 0, 0, input.getBoolean());
            }
            details.trigger().hold();
        }
    }

    private static void loadOrders(final SnapshotInput input, final MatchingEngine engine) {
        final LoadedOrders loaded = new LoadedOrders();
        QuoteSnapshot.load(input, engine.quotes(), engine.newestMarks(), engine.positions(), loaded);
        final int count = input.getInt();
        final OrderTerms terms = new OrderTerms();
        for (int i = 0; i < count; i++) {
            loadOrder(input, engine.orders(), terms, loaded);
        }
        loaded.putBack(engine);
    }

    private static void loadOrder(
            final SnapshotInput input, final LiveOrders orders, final OrderTerms terms, final LoadedOrders loaded) {
        final long orderId = input.getLong();
        terms.clear()
                .clientOrderId(input.getLong())
                .accountId(input.getInt())
                .instrumentId(input.getInt())
                .sourceId(input.getInt())
                .side(Side.get((short) input.getInt()))
                .orderType(OrderType.get((short) input.getInt()))
                .timeInForce(TimeInForce.get((short) input.getInt()));
        final int flags = input.getInt();
        terms.postOnly((flags & POST_ONLY) != 0)
                .reduceOnly((flags & REDUCE_ONLY) != 0)
                .rejectPostOnly((flags & REJECT_POST_ONLY) != 0)
                .mmp((flags & MMP) != 0)
                .priceE8(input.getLong())
                .quantityLots(input.getLong());
        final long filledLots = input.getLong();
        final long priority = input.getLong();
        final long releaseNs = input.getLong();
        if ((flags & DETAILED) != 0) {
            loadDetails(input, terms.withDetails());
        }
        final Order order = orders.create(orderId, terms);
        orders.restore(order, filledLots, priority);
        orders.add(order);
        loaded.add(order, releaseNs);
    }
}
