package io.strikebook.orderflow.load;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.snapshot.InstrumentSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.Arrays;

/**
 * What the venue has told: instruments, marks, answers to our requests, positions. Positions count every fill of our accounts since the
 * first one recorded; quotes and takers in flight only what was sent since {@link #begin}.
 */
final class FlowState {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final LoadConfig config;
    private final ClientOrders clients;
    private Instrument[] combos = new Instrument[0];
    private long[] indexPricesE8 = new long[16];
    private TradedInstrument[] byId = new TradedInstrument[256];
    private long[] earlyMarksE8 = new long[256];
    private int[] earlyDeltasE9 = new int[256];
    private TradedInstrument[] chosen = new TradedInstrument[0];
    private int lastId;
    private int marked;
    private int markedAtChoice;
    private long quietSinceNs = UNKNOWN;
    private long marksTimestampNs;
    private long firstClientOrderId = Long.MAX_VALUE;
    private long takerFills;
    private long makerFills;

    FlowState(final LoadConfig config) {
        this.config = config;
        this.clients = new ClientOrders(config.mix().clients());
    }

    /** What the clients of the mix have. */
    ClientOrders clients() {
        return clients;
    }

    /** From now on answers to client order ids from this one on are ours. */
    void begin(final long newFirstClientOrderId) {
        firstClientOrderId = newFirstClientOrderId;
    }

    /** Spot is left alone: what the flow's accounts have is to be margin. */
    void listed(final Instrument instrument) {
        if (instrument.isSpot()) {
            return;
        }
        if (instrument.isCombo()) {
            combo(instrument);
            return;
        }
        final int instrumentId = instrument.instrumentId();
        if (instrumentId >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(byId.length * 2, instrumentId + 1));
        }
        if (byId[instrumentId] == null) {
            byId[instrumentId] = new TradedInstrument(instrument, config.makers(), config.accounts());
            lastId = Math.max(lastId, instrumentId);
            if (instrumentId < earlyMarksE8.length && earlyMarksE8[instrumentId] > 0) {
                mark(byId[instrumentId], earlyMarksE8[instrumentId], earlyDeltasE9[instrumentId]);
            }
        }
    }

    private void combo(final Instrument combo) {
        for (final Instrument known : combos) {
            if (known.instrumentId() == combo.instrumentId()) {
                return;
            }
        }
        combos = Arrays.copyOf(combos, combos.length + 1);
        combos[combos.length - 1] = combo;
    }

    /** Combinations that are listed. */
    int combos() {
        return combos.length;
    }

    Instrument combo(final int index) {
        return combos[index];
    }

    /** What is listed under an id, combinations apart, or null. */
    Instrument listed(final int instrumentId) {
        final TradedInstrument instrument = instrument(instrumentId);
        return instrument == null ? null : instrument.listed();
    }

    void index(final int underlyingId, final long priceE8) {
        if (underlyingId >= indexPricesE8.length) {
            indexPricesE8 = Arrays.copyOf(indexPricesE8, underlyingId * 2);
        }
        indexPricesE8[underlyingId] = priceE8;
    }

    /** Index price of an underlying, 1e-8; 0 before the first one. */
    long indexE8(final int underlyingId) {
        return underlyingId < indexPricesE8.length ? indexPricesE8[underlyingId] : 0;
    }

    void phase(final int instrumentId, final boolean halted) {
        final TradedInstrument instrument = instrument(instrumentId);
        if (instrument != null) {
            instrument.halted(halted);
        }
    }

    void marked(final int instrumentId, final long markE8, final int deltaE9, final long timestampNs) {
        marksTimestampNs = timestampNs;
        if (instrumentId <= 0 || markE8 <= 0) {
            return;
        }
        final TradedInstrument instrument = instrument(instrumentId);
        if (instrument == null) {
            remember(instrumentId, markE8, deltaE9);
        } else {
            mark(instrument, markE8, deltaE9);
        }
    }

    /** The two queues are read at their own pace, so a mark can be seen before its listing. */
    private void remember(final int instrumentId, final long markE8, final int deltaE9) {
        if (instrumentId >= earlyMarksE8.length) {
            final int capacity = Math.max(earlyMarksE8.length * 2, instrumentId + 1);
            earlyMarksE8 = Arrays.copyOf(earlyMarksE8, capacity);
            earlyDeltasE9 = Arrays.copyOf(earlyDeltasE9, capacity);
        }
        earlyMarksE8[instrumentId] = markE8;
        earlyDeltasE9[instrumentId] = deltaE9;
    }

    private void mark(final TradedInstrument instrument, final long markE8, final int deltaE9) {
        if (instrument.markE8() == 0) {
            marked++;
            quietSinceNs = UNKNOWN;
        }
        instrument.mark(markE8, deltaE9);
    }

    /** Chooses more instruments, busiest first, once no new one was marked for a while; the chosen ones stay. */
    void choose(final long nowNs) {
        if (marked == markedAtChoice || chosen.length == config.instruments()) {
            return;
        }
        if (quietSinceNs == UNKNOWN) {
            quietSinceNs = nowNs;
        }
        if (nowNs - quietSinceNs < config.settleNs()) {
            return;
        }
        markedAtChoice = marked;
        TradedInstrument next = busiest();
        while (next != null && chosen.length < config.instruments()) {
            next.choose();
            chosen = Arrays.copyOf(chosen, chosen.length + 1);
            chosen[chosen.length - 1] = next;
            next = busiest();
        }
    }

    private TradedInstrument busiest() {
        TradedInstrument best = null;
        for (int id = 1; id <= lastId; id++) {
            final TradedInstrument instrument = byId[id];
            if (instrument != null
                    && !instrument.isChosen()
                    && instrument.isTradable(marksTimestampNs)
                    && (best == null || instrument.isBusierThan(best))) {
                best = instrument;
            }
        }
        return best;
    }

    /** Instruments being traded. */
    int instruments() {
        return chosen.length;
    }

    TradedInstrument chosen(final int index) {
        return chosen[index];
    }

    boolean isTradable(final TradedInstrument instrument) {
        return instrument.isTradable(marksTimestampNs);
    }

    void accepted(
            final int accountId,
            final int instrumentId,
            final Side side,
            final long clientOrderId,
            final long orderId,
            final long priceE8,
            final long lots) {
        if (isClient(accountId)) {
            clients.accepted(client(accountId), clientOrderId, orderId, priceE8, lots);
            return;
        }
        final Quote quote = quote(accountId, instrumentId, clientOrderId);
        if (quote != null && quote.side() == side && quote.state() == Quote.State.ENTERING) {
            quote.accepted(orderId, priceE8, lots);
        }
    }

    /** Our request for a new order was decided, and answered where that is anybody's task: a taker is on its way no longer. */
    void answered(
            final int accountId, final int instrumentId, final Side side, final long clientOrderId, final long lots) {
        final boolean taker = account(accountId) >= config.makers() && !isClient(accountId);
        if (taker && clientOrderId >= firstClientOrderId) {
            byId[instrumentId].takerSent(side, -lots);
        }
    }

    void replaced(
            final int accountId,
            final int instrumentId,
            final long clientOrderId,
            final long priceE8,
            final long totalLots,
            final long remainingLots) {
        if (isClient(accountId)) {
            clients.replaced(client(accountId), clientOrderId, priceE8, totalLots);
            return;
        }
        final Quote quote = quote(accountId, instrumentId, clientOrderId);
        if (quote != null) {
            quote.replaced(priceE8, remainingLots);
        }
    }

    void cancelled(final int accountId, final int instrumentId, final long clientOrderId) {
        if (isClient(accountId)) {
            clients.gone(client(accountId), clientOrderId);
            return;
        }
        final Quote quote = quote(accountId, instrumentId, clientOrderId);
        if (quote != null) {
            quote.gone();
        }
    }

    /** What waited for a trigger, or for another order, is live. */
    void triggered(final int accountId, final long clientOrderId, final long priceE8) {
        if (isClient(accountId)) {
            clients.triggered(client(accountId), clientOrderId, priceE8);
        }
    }

    /** Nothing is open of an order that grows with what another one trades. */
    void idle(final int accountId, final long clientOrderId, final long comingLots) {
        if (isClient(accountId)) {
            clients.idle(client(accountId), clientOrderId, comingLots);
        }
    }

    /** The quotes of a group were taken off because too much traded. */
    void protectionTriggered(final int accountId, final long timestampNs) {
        if (isClient(accountId)) {
            clients.protectionTriggered(client(accountId), timestampNs);
        }
    }

    /** A refusal of the sequencer or of matching. */
    void rejected(final int accountId, final int instrumentId, final long clientOrderId, final RejectCode code) {
        final Quote quote = quote(accountId, instrumentId, clientOrderId);
        if (quote == null) {
            return;
        }
        final boolean resting = quote.state() == Quote.State.CHANGING || quote.state() == Quote.State.CANCELLING;
        if (resting && code != RejectCode.UNKNOWN_ORDER) {
            quote.changeRefused();
        } else {
            quote.gone();
        }
    }

    /** A trade of an account in which no order of this instrument has part: of a combination's leg, or outside the books. */
    void traded(final int accountId, final int instrumentId, final Side side, final long lots) {
        final int account = account(accountId);
        final TradedInstrument instrument = instrument(instrumentId);
        if (account >= 0 && instrument != null) {
            instrument.traded(account, side, lots);
        }
    }

    /** One side of a fill; both sides are reported, each account may be ours or not. Returns whether it is. */
    boolean filled(
            final int accountId,
            final int instrumentId,
            final Side side,
            final long orderId,
            final long lots,
            final long remainingLots,
            final boolean maker) {
        final int account = account(accountId);
        final TradedInstrument instrument = instrument(instrumentId);
        if (isClient(accountId)) {
            clients.filled(client(accountId), orderId, lots, remainingLots);
        }
        if (account < 0 || instrument == null) {
            return false;
        }
        instrument.traded(account, side, lots);
        if (maker) {
            makerFills++;
        } else {
            takerFills++;
        }
        if (account < config.makers()) {
            final Quote quote = instrument.quote(side, account);
            if (!quote.isEmpty() && quote.orderId() == orderId) {
                quote.filled(lots, remainingLots);
            }
        }
        return true;
    }

    /** Writes instruments, marks and positions; what is in flight is not part of it, a restart cancels that. */
    void save(final SnapshotOutput out) {
        out.putLong(marksTimestampNs).putLong(makerFills).putLong(takerFills);
        int listed = 0;
        for (int id = 1; id <= lastId; id++) {
            listed += byId[id] == null ? 0 : 1;
        }
        out.putInt(listed);
        for (int id = 1; id <= lastId; id++) {
            if (byId[id] != null) {
                byId[id].save(out);
            }
        }
        out.putInt(combos.length);
        for (final Instrument combo : combos) {
            out.putInt(combo.instrumentId()).putInt(combo.underlyingId());
            InstrumentSnapshot.save(combo, out);
        }
        out.putInt(indexPricesE8.length);
        for (final long priceE8 : indexPricesE8) {
            out.putLong(priceE8);
        }
        out.putInt(earlyMarksE8.length);
        for (int id = 0; id < earlyMarksE8.length; id++) {
            out.putLong(earlyMarksE8[id]).putInt(earlyDeltasE9[id]);
        }
    }

    /** Reads what {@link #save} wrote, into a state that has seen nothing. */
    void load(final SnapshotInput in) {
        final long timestampNs = in.getLong();
        makerFills = in.getLong();
        takerFills = in.getLong();
        final int listed = in.getInt();
        for (int i = 0; i < listed; i++) {
            final int id = in.getInt();
            listed(InstrumentSnapshot.load(in, id, in.getInt(), this::listed));
            marked(id, in.getLong(), in.getInt(), timestampNs);
            byId[id].halted(in.getBoolean());
            byId[id].loadPositions(in);
        }
        final int listedCombos = in.getInt();
        for (int i = 0; i < listedCombos; i++) {
            listed(InstrumentSnapshot.load(in, in.getInt(), in.getInt(), this::listed));
        }
        final int indices = in.getInt();
        for (int id = 0; id < indices; id++) {
            index(id, in.getLong());
        }
        final int early = in.getInt();
        for (int id = 0; id < early; id++) {
            final long markE8 = in.getLong();
            final int deltaE9 = in.getInt();
            if (markE8 > 0) {
                remember(id, markE8, deltaE9);
            }
        }
        marksTimestampNs = timestampNs;
    }

    /** Fills of our accounts as makers. */
    long makerFills() {
        return makerFills;
    }

    /** Fills of our accounts as takers. */
    long takerFills() {
        return takerFills;
    }

    /** An instrument, or null where it is not listed. */
    TradedInstrument instrument(final int instrumentId) {
        return instrumentId > 0 && instrumentId <= lastId ? byId[instrumentId] : null;
    }

    private Quote quote(final int accountId, final int instrumentId, final long clientOrderId) {
        final int account = account(accountId);
        final TradedInstrument instrument = instrument(instrumentId);
        if (account < 0 || account >= config.makers() || instrument == null || clientOrderId < firstClientOrderId) {
            return null;
        }
        final Quote bid = instrument.quote(Side.BUY, account);
        final Quote quote = bid.clientOrderId() == clientOrderId ? bid : instrument.quote(Side.SELL, account);
        return quote.clientOrderId() == clientOrderId && !quote.isEmpty() ? quote : null;
    }

    private boolean isClient(final int accountId) {
        final int client = client(accountId);
        return client >= 0 && client < config.mix().clients();
    }

    private int client(final int accountId) {
        return accountId - config.firstClientId();
    }

    private int account(final int accountId) {
        final int account = accountId - config.firstAccountId();
        return account < config.accounts() ? account : -1;
    }
}
