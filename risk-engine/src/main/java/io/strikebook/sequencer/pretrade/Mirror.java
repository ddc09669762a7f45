package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Hashing;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Live orders and positions as matching has reported them so far, the sequencer's own commands since then, and what of it the account
 * states of margin do not cover yet.
 *
 * <p>Two views of an order are kept. <em>Open lots</em> follow executions: they decide duplicate ids, open-order limits and
 * reduce-only. <em>Margin lots</em> follow account states: a fill leaves the requirement only when a state as of its sequence or later
 * arrived, and changes the position that the requirement nets against at the same moment, so that a lot is at any time either an order
 * or part of the account's state. What was cancelled leaves both at once: it can no longer become a position, and the fills of the
 * same order that the state does not cover stay behind as margin lots of their own, at the price that they were made under. Taking an
 * order away never raises what the others require (they get its closing capacity), so this cannot be unsafe.
 *
 * <p>A replace makes a second version of its order that counts beside the first until matching answers; one that only shrinks the
 * newest version at the same price is covered by it and counts nothing.
 */
public final class Mirror {
    /** Entries from the beginning on, for 21,000 orders: whoever has as many doubles a table in the middle of trading, and seldom. */
    private static final int ROOM_FOR_ORDERS = 1 << 15;

    private final MirrorHash hash;
    private final Requirement requirement;
    final Pools pools;
    private final OrderVersions versions;
    private final LegVersions legs;
    private final Reserves reserves;
    private final RiskControls controls;
    private final BlocksInFlight blocks;
    private final Deliveries deliveries;
    private final Pairs pairs;
    private final WaitingMirror waiting;
    private final Replaces replaces;
    private final PairedRequirement pairedRequirement;
    private final MarginModels models;
    private final Account[] accountsById;

    /** In the order of creation. */
    private final List<Account> accounts = new ArrayList<>();

    /** Look-up only, never iterated. */
    final Long2ObjectHashMap<LiveOrder> ordersById =
            new Long2ObjectHashMap<>(ROOM_FOR_ORDERS, Hashing.DEFAULT_LOAD_FACTOR);

    /** An empty mirror; changes are kept in the hash. */
    public Mirror(
            final VenueParameters parameters,
            final MarkHistory marks,
            final RiskHistory risks,
            final StateHash stateHash) {
        this.hash = new MirrorHash(stateHash);
        this.requirement = new Requirement(parameters, marks, risks);
        this.pairedRequirement = new PairedRequirement(requirement);
        this.models = new MarginModels(requirement.portfolio(), hash);
        this.accountsById = new Account[parameters.preTrade().maxAccounts() + 1];
        this.pools = new Pools(parameters.preTrade().maxLiveOrders());
        this.legs = new LegVersions(this, marks);
        this.versions = new OrderVersions(requirement, pools, hash, legs);
        this.blocks = new BlocksInFlight(this, versions);
        this.deliveries = new Deliveries(this, requirement, hash);
        this.pairs = new Pairs(hash);
        this.waiting = new WaitingMirror(this, versions);
        this.replaces = new Replaces(this, versions);
        this.reserves = new Reserves(parameters.underlyings().size(), stateHash);
        this.controls = new RiskControls(parameters, marks, stateHash);
    }

    /** The account, or null where there is none. */
    public Account account(final int accountId) {
        return accountId > 0 && accountId < accountsById.length ? accountsById[accountId] : null;
    }

    /** How many accounts there are. */
    public int accountCount() {
        return accounts.size();
    }

    /** The account at a position in the order of creation. */
    public Account accountAt(final int position) {
        return accounts.get(position);
    }

    /** A live order by its id, or null. */
    public LiveOrder order(final long orderId) {
        return ordersById.get(orderId);
    }

    /** A live order of an account by the client's id, or null. */
    public LiveOrder order(final Account account, final long clientOrderId) {
        return clientOrderId == 0 ? null : account.order(clientOrderId);
    }

    /** Whether there is room for one more order or replace. */
    boolean hasRoom() {
        return pools.hasRoom();
    }

    /** Whether there is room for so many orders, or sides of legs, more. */
    boolean hasRoomFor(final int versions) {
        return pools.hasRoomFor(versions);
    }

    /** The requirement where pairs count their larger order only. */
    PairedRequirement pairedRequirement() {
        return pairedRequirement;
    }

    /** Orders that wait for a trigger or for another order. */
    public WaitingMirror waiting() {
        return waiting;
    }

    /** Replaces in flight. */
    public Replaces replaces() {
        return replaces;
    }

    /** Orders of which at most one of two trades. */
    public Pairs pairs() {
        return pairs;
    }

    /** What operators let accounts do. */
    public RiskControls controls() {
        return controls;
    }

    /** What accounts' margin is computed by. */
    public MarginModels models() {
        return models;
    }

    Requirement requirement() {
        return requirement;
    }

    LegVersions legs() {
        return legs;
    }

    OrderVersions versions() {
        return versions;
    }

    /** Makes an account; ids are 1 to the venue's capacity. */
    public void createAccount(final int accountId, final int maxOpenOrders) {
        final Account account = new Account(accountId, maxOpenOrders);
        accountsById[accountId] = account;
        accounts.add(account);
        controls.opened(account);
        hash.changed(account);
    }

    /** Sets an account's limits; 0 lots for none of its own. */
    public void setLimits(final Account account, final int maxOpenOrders, final long maxOrderLots) {
        account.maxOpenOrders = maxOpenOrders;
        account.maxOrderLots = maxOrderLots;
        hash.changed(account);
    }

    /** Sets an account's kill switch. */
    public void setKilled(final Account account, final boolean killed) {
        account.killed = killed;
        hash.changed(account);
    }

    /** The exposure of an account to an instrument, made where there is none. */
    Exposure exposure(final Account account, final Instrument instrument) {
        final Exposure found = account.exposure(instrument.instrumentId());
        if (found != null) {
            return found;
        }
        final CurrencyView view =
                account.view(instrument.terms().settlementCurrency().value());
        final Exposure made = new Exposure(view, instrument);
        account.put(made);
        controls.greekLimits.attach(made);
        return made;
    }

    /** An accepted new order of the given command. */
    public void accept(
            final long sequence,
            final long orderId,
            final Account account,
            final Instrument instrument,
            final long clientOrderId,
            final boolean buy,
            final boolean reduceOnly,
            final long priceE8,
            final long lots) {
        final LiveOrder order = addOrder(exposure(account, instrument), orderId, clientOrderId, 0, reduceOnly);
        versions.append(order, order.exposure, sequence, buy, priceE8, lots, lots, lots);
    }

    /** The newest order is an iceberg. */
    public void setDisplay(final long orderId, final long displayLots) {
        final LiveOrder order = ordersById.get(orderId);
        order.displayLots = displayLots;
        hash.changed(order);
    }

    LiveOrder addOrder(
            final Exposure exposure,
            final long orderId,
            final long clientOrderId,
            final long filledLots,
            final boolean reduceOnly) {
        final LiveOrder order = pools.takeOrder();
        order.orderId = orderId;
        order.clientOrderId = clientOrderId;
        order.exposure = exposure;
        order.reduceOnly = reduceOnly;
        order.untriggered = false;
        order.triggerless = false;
        order.market = false;
        order.trailing = false;
        order.growing = false;
        order.awaited = false;
        order.statedAt = 0;
        order.filledLots = filledLots;
        order.displayLots = 0;
        ordersById.put(orderId, order);
        final Account account = exposure.view.account;
        if (clientOrderId != 0) {
            account.put(clientOrderId, order);
        }
        account.openOrders++;
        return order;
    }

    /** One side of a match, of an order. */
    public void onOrderFill(final long sequence, final long orderId, final long lots) {
        filled(sequence, live(sequence, orderId), lots);
    }

    /**
     * One side of a match, of a quote: quotes are no orders here, what is open of them is covered by their group's reserve. The fill
     * counts like that of an order which is gone.
     */
    public void onQuoteFill(
            final long sequence,
            final long tradeId,
            final Account account,
            final Instrument instrument,
            final boolean buy,
            final long priceE8,
            final long lots) {
        if (account == null || instrument == null || lots <= 0) {
            throw new IllegalStateException("executions group " + sequence + " fills " + lots
                    + " lots of a quote of an account or instrument that the sequencer does not have");
        }
        final Exposure exposure = exposure(account, instrument);
        final long number = -(tradeId << 1 | (buy ? 1 : 0));
        final OrderVersion version = versions.append(null, exposure, number, buy, priceE8, lots, 0, lots);
        await(exposure.view, sequence, version, lots);
        exposure.traded(buy ? lots : -lots);
        hash.changed(exposure);
    }

    /** The order counts for market-maker protection. */
    public void flagMmp(final long orderId) {
        final LiveOrder order = ordersById.get(orderId);
        order.mmp = true;
        hash.changed(order);
    }

    /** Groups of quotes, and what is held for them. */
    public Reserves reserves() {
        return reserves;
    }

    /** Block trades that matching has not answered. */
    public BlocksInFlight blocks() {
        return blocks;
    }

    /** What margin settled. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** All that can still fill of a version without an order traded: it counts until the account's state covers it. */
    void tradedAll(final long sequence, final OrderVersion version) {
        traded(sequence, version, version.openLots);
        versions.setLots(version, 0, version.marginLots);
    }

    private void traded(final long sequence, final OrderVersion version, final long lots) {
        final Exposure exposure = version.exposure;
        await(SpotReserves.viewOf(exposure, version.buy), sequence, version, lots);
        if (!exposure.instrument.isSpot()) {
            exposure.traded(version.buy ? lots : -lots);
            hash.changed(exposure);
        }
    }

    LiveOrder live(final long sequence, final long orderId) {
        final LiveOrder order = ordersById.get(orderId);
        if (order == null) {
            throw new IllegalStateException("executions group " + sequence + " fills order " + orderId + " (of command "
                    + (orderId >>> 12) + "), which is not live");
        }
        return order;
    }

    private void filled(final long sequence, final LiveOrder order, final long lots) {
        final OrderVersion version = order.current;
        if (lots <= 0 || lots > version.openLots) {
            throw new IllegalStateException("executions group " + sequence + " fills " + lots + " lots of order "
                    + order.orderId + ", which has " + version.openLots);
        }
        order.filledLots += lots;
        if (version.firstLeg == null) {
            traded(sequence, version, lots);
            versions.setLots(version, version.openLots - lots, version.marginLots);
        } else {
            for (OrderVersion leg = version.firstLeg; leg != null; leg = leg.nextLeg) {
                traded(sequence, leg, lots * leg.ratio);
            }
            versions.tradedCombo(version, lots);
        }
        if (version.openLots == 0 && !order.growing) {
            gone(order);
        }
    }

    /** An order lost open lots without a trade: it asks for less. */
    public void onDecremented(final long sequence, final long orderId, final long lots) {
        final LiveOrder order = live(sequence, orderId);
        final OrderVersion version = order.current;
        if (lots <= 0 || lots > version.openLots) {
            throw new IllegalStateException("executions group " + sequence + " takes " + lots + " lots off order "
                    + orderId + ", which has " + version.openLots);
        }
        version.totalLots -= lots;
        versions.setLots(version, version.openLots - lots, version.marginLots - lots);
        versions.uncover(version);
    }

    /**
     * The price that matching gave an order, never worse for its account than the one asked for: a post-only order that was moved inside the
     * spread, the rest of a market-to-limit order at the price of its last and worst fill. While a replace is in flight the price asked for
     * goes on to count, since that may be what covers the replace.
     */
    public void onPriced(final long sequence, final long orderId, final long priceE8) {
        final LiveOrder order = live(sequence, orderId);
        final OrderVersion version = order.current;
        if (order.untriggered) {
            return; // a price to come, and a replace meanwhile was done at once
        }
        if (version.buy ? priceE8 > version.priceE8 : priceE8 < version.priceE8) {
            throw new IllegalStateException("executions group " + sequence + " has order " + orderId + " at " + priceE8
                    + "e-8, beyond its limit of " + version.priceE8 + "e-8");
        }
        if (priceE8 != version.priceE8 && version == order.newest) {
            versions.reprice(version, priceE8);
        }
    }

    /** An order was taken off the book, or never got there; unknown ones are passed over. */
    public void onGone(final long orderId) {
        final LiveOrder order = ordersById.get(orderId);
        if (order != null) {
            gone(order);
        }
    }

    private void gone(final LiveOrder order) {
        ordersById.remove(order.orderId);
        pairs.part(order);
        final Account account = order.exposure.view.account;
        if (order.clientOrderId != 0) {
            account.removeClientOrderId(order.clientOrderId);
        }
        account.openOrders--;
        OrderVersion version = order.current;
        while (version != null) {
            final OrderVersion next = version.nextVersion;
            versions.detach(version);
            version = next;
        }
        pools.give(order);
    }

    /** Part of loading a snapshot: the order of a version, made with its first one. */
    LiveOrder restoreOrder(
            final Exposure exposure,
            final long orderId,
            final long clientOrderId,
            final long filledLots,
            final boolean reduceOnly) {
        final LiveOrder found = ordersById.get(orderId);
        return found != null ? found : addOrder(exposure, orderId, clientOrderId, filledLots, reduceOnly);
    }

    /** Part of loading a snapshot. */
    void restorePositions(final Exposure exposure, final long position, final long marginPosition) {
        exposure.traded(position - exposure.position);
        exposure.marginPosition = marginPosition;
        requirement.positionChanged(exposure);
        if (position != 0 || marginPosition != 0) {
            hash.changed(exposure);
        }
    }

    /** Part of loading a snapshot. */
    void restoreState(
            final CurrencyView view,
            final long asOf,
            final long marksEpoch,
            final long marginBalanceE12,
            final long initialMarginE12,
            final long maintenanceMarginE12) {
        view.state(asOf, marksEpoch, marginBalanceE12, initialMarginE12, maintenanceMarginE12);
        hash.changed(view);
    }

    /** Part of loading a snapshot: a fill of a version, or a withdrawal where that is null. */
    void restorePending(final CurrencyView view, final long sequence, final OrderVersion version, final long amount) {
        if (version == null) {
            withdraw(view, sequence, amount);
        } else {
            await(view, sequence, version, amount);
        }
    }

    /** An accepted withdrawal: counts until the account's state covers it. */
    public void acceptWithdrawal(
            final long sequence, final Account account, final int currencyValue, final long amountE12) {
        withdraw(account.view(currencyValue), sequence, amountE12);
    }

    void withdraw(final CurrencyView view, final long sequence, final long amountE12) {
        await(view, sequence, null, amountE12);
        view.withdrawalsE12 += amountE12;
        hash.changed(view);
    }

    /** Counts until the account's state covers it. */
    private void await(final CurrencyView view, final long sequence, final OrderVersion version, final long amount) {
        final Pending pending = pools.takePending();
        pending.sequence = sequence;
        pending.version = version;
        pending.amount = amount;
        view.append(pending);
    }

    /** A new state of an account in one currency: fills and withdrawals up to its sequence are part of it now. */
    public void onAccountState(
            final int accountId,
            final int currencyValue,
            final long asOfSequence,
            final long marksEpoch,
            final long marginBalanceE12,
            final long initialMarginE12,
            final long maintenanceMarginE12) {
        final Account account = account(accountId);
        final CurrencyView view = account == null ? null : account.view(currencyValue);
        if (view == null) {
            throw new IllegalStateException("margin reports account " + accountId + " in currency " + currencyValue
                    + " as of " + asOfSequence + ", which the sequencer does not have");
        }
        view.state(asOfSequence, marksEpoch, marginBalanceE12, initialMarginE12, maintenanceMarginE12);
        while (view.firstPending != null && view.firstPending.sequence <= asOfSequence) {
            cover(view, view.firstPending);
        }
        hash.changed(view);
    }

    private void cover(final CurrencyView view, final Pending pending) {
        view.firstPending = pending.next;
        if (pending.next == null) {
            view.lastPending = null;
        }
        final OrderVersion version = pending.version;
        if (version == null) {
            view.withdrawalsE12 -= pending.amount;
        } else {
            final Exposure exposure = version.exposure;
            if (!exposure.instrument.isSpot()) {
                exposure.marginPosition += version.buy ? pending.amount : -pending.amount;
                requirement.positionChanged(exposure);
                hash.changed(exposure);
            }
            versions.cover(version, pending.amount);
        }
        pools.give(pending);
    }
}
