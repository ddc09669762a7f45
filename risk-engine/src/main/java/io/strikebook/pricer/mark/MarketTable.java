package io.strikebook.pricer.mark;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.Underlying;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.common.venue.VolatilityRules;
import io.strikebook.pricer.future.OwnTops;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.pricer.volatility.VolatilityWatch;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.InstrumentKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Object2ObjectHashMap;

/**
 * Every instrument described or listed, every underlying and expiry, and the events that change them. An instrument takes its market
 * from the first description with its symbol; further ones count for the index only.
 */
public final class MarketTable {
    /** Highest number that the feeder may give an instrument. */
    public static final int MAX_EXTERNAL_ID = 1 << 20;

    /** The price of an index's source whose book is not to be trusted until its next one. */
    private static final long LOST = 0;

    final List<UnderlyingIndex> underlyings = new ArrayList<>();
    final List<Chain> chains = new ArrayList<>();
    final List<Expiry> expiries = new ArrayList<>();
    final List<Market> markets = new ArrayList<>();
    /** What risk arrays and roll shocks are made of. */
    final ScenarioSets scenarios;

    final List<Market> substitutes = new ArrayList<>();
    /** Every future and perpetual. */
    final List<Market> futures = new ArrayList<>();
    /** Of listed perpetuals, where the venue's own book feeds marks. */
    final OwnTops ownTops = new OwnTops();

    /** Of underlyings with a rule for volatility; null of others. */
    final VolatilityWatch[] volatilities;

    private final List<Underlying> known;
    private final long futureMaxAgeNs;
    private final VenueParameters.Marks marks;
    private final BatchPricer pricer;
    private final Object2ObjectHashMap<String, Market> bySymbol = new Object2ObjectHashMap<>();
    private final StateHash hash = new StateHash();
    private final long[] scratch = new long[Market.FIELDS];
    private Market[] byExternalId = new Market[256];
    private Market[] byInstrumentId = new Market[256];
    private Market touched;
    private int lastInstrumentId;
    private int awaited;
    private boolean changed;
    /** Per underlying: its scenarios are new, and the epoch to come switches to them. */
    private final boolean[] switched;

    /** A table for the venue's underlyings, in the order of their ids. */
    public MarketTable(final VenueParameters venue, final BatchPricer pricer) {
        this.known = venue.underlyings();
        this.futureMaxAgeNs = venue.futures().maximumAgeNs();
        this.marks = venue.marks();
        this.pricer = pricer;
        this.scenarios = new ScenarioSets(venue.marks().scenarioSetVersion(), known);
        this.switched = new boolean[known.size()];
        this.volatilities = new VolatilityWatch[known.size()];
        for (final Underlying underlying : known) {
            final VolatilityRules.Rule rule = venue.volatility().of(underlying.code());
            volatilities[underlyings.size()] =
                    rule == null ? null : new VolatilityWatch(underlying.underlyingId(), venue.volatility(), rule);
            underlyings.add(new UnderlyingIndex(underlying.underlyingId(), venue.index()));
            substitutes.add(null);
        }
    }

    /** Whether an event since the last {@link #settled()} may have changed what is published. */
    public boolean changed() {
        return changed;
    }

    void settled() {
        Arrays.fill(switched, false);
        changed = false;
    }

    void restoreChanged(final boolean restored) {
        changed = restored;
    }

    /** An instrument of an outside venue; the same description again is ignored. */
    public void onDescribed(final int externalId, final String venue, final InstrumentTerms terms) {
        if (externalId <= 0 || externalId > MAX_EXTERNAL_ID) {
            throw new IllegalArgumentException("external instrument id " + externalId + " of " + terms.symbol());
        }
        final Market before = external(externalId);
        if (before != null) {
            if (!before.terms().symbol().equals(terms.symbol())) {
                throw new IllegalStateException("external instrument " + externalId + " is "
                        + before.terms().symbol() + ", now described as " + terms.symbol());
            }
            return;
        }
        final Market market = create(externalId, venue, terms);
        final Market namesake = bySymbol.get(terms.symbol());
        if (namesake == null || namesake.externalId == 0) {
            bySymbol.put(terms.symbol(), market);
            if (namesake == null) {
                changed = true;
            } else {
                attach(market, namesake.instrumentId);
            }
        }
    }

    /** The sequencer listed an instrument; ids rise from 1, and what has no mark of its own, combinations and spot, leaves gaps. */
    public void onListed(final int instrumentId, final InstrumentTerms terms) {
        final Market described = bySymbol.get(terms.symbol());
        final Market market = described != null ? described : create(0, "", terms);
        if (described == null) {
            bySymbol.put(terms.symbol(), market);
        }
        if (instrumentId <= lastInstrumentId) {
            throw new IllegalStateException("instrument id " + instrumentId + " follows " + lastInstrumentId);
        }
        lastInstrumentId = instrumentId;
        attach(market, instrumentId);
    }

    /** The sequencer refused to list an instrument. */
    public void onListingRefused(final String symbol) {
        final Market market = bySymbol.get(symbol);
        if (market != null) {
            answered(market);
            touch(market);
        }
    }

    /** How many listings were asked for and not answered yet. */
    public int awaited() {
        return awaited;
    }

    void await(final Market market) {
        market.requested = true;
        market.awaited = true;
        awaited++;
        touch(market);
    }

    private void answered(final Market market) {
        if (market.awaited) {
            market.awaited = false;
            awaited--;
        }
    }

    private void attach(final Market market, final int instrumentId) {
        if (instrumentId >= byInstrumentId.length) {
            byInstrumentId = Arrays.copyOf(byInstrumentId, Math.max(instrumentId + 1, byInstrumentId.length * 2));
        }
        byInstrumentId[instrumentId] = market;
        market.instrumentId = instrumentId;
        market.requested = true;
        market.dirty = true;
        if (market.chain != null) {
            market.chain.onOption();
        }
        answered(market);
        touch(market);
    }

    private Chain chain(final UnderlyingIndex underlying, final boolean inverse) {
        for (final Chain chain : chains) {
            if (chain.underlying == underlying && chain.inverse == inverse) {
                return chain;
            }
        }
        final Chain chain = new Chain(underlying, inverse, marks, pricer);
        chains.add(chain);
        return chain;
    }

    Market create(final int externalId, final String venue, final InstrumentTerms terms) {
        final UnderlyingIndex underlying = underlying(terms.underlying());
        final Expiry expiry =
                underlying == null || terms.kind() == InstrumentKind.PERPETUAL ? null : expiry(underlying, terms);
        final int slot = underlying == null || externalId == 0 ? -1 : underlying.source(0, venue);
        final Market market = new Market(markets.size(), externalId, venue, terms, underlying, expiry, slot);
        markets.add(market);
        if (!market.isOption() && underlying != null) {
            futures.add(market);
        }
        if (underlying != null && market.isOption()) {
            market.chain = chain(underlying, terms.style() == ContractStyle.INVERSE);
            market.chain.onOption();
        }
        if (expiry != null && terms.kind() == InstrumentKind.FUTURE && externalId != 0 && expiry.future == null) {
            expiry.future = market;
        }
        if (underlying != null
                && externalId != 0
                && !market.isOption()
                && substitutes.get(underlying.underlyingId() - 1) == null) {
            substitutes.set(underlying.underlyingId() - 1, market);
        }
        if (externalId != 0) {
            if (externalId >= byExternalId.length) {
                byExternalId = Arrays.copyOf(byExternalId, Math.max(externalId + 1, byExternalId.length * 2));
            }
            byExternalId[externalId] = market;
        }
        touch(market);
        return market;
    }

    /** Restores what a symbol stands for and what is listed, once every market is created and read back. */
    void index(final Market market) {
        final Market namesake = bySymbol.get(market.terms().symbol());
        if (namesake == null || namesake.externalId == 0) {
            bySymbol.put(market.terms().symbol(), market);
        }
        awaited += market.awaited ? 1 : 0;
        if (market.instrumentId > 0) {
            while (market.instrumentId >= byInstrumentId.length) {
                byInstrumentId = Arrays.copyOf(byInstrumentId, byInstrumentId.length * 2);
            }
            final Market listed = byInstrumentId[market.instrumentId];
            if (listed == null || listed.externalId == 0) {
                byInstrumentId[market.instrumentId] = market;
            }
            lastInstrumentId = Math.max(lastInstrumentId, market.instrumentId);
        }
    }

    private UnderlyingIndex underlying(final String code) {
        for (final Underlying underlying : known) {
            if (underlying.code().equals(code)) {
                return underlyings.get(underlying.underlyingId() - 1);
            }
        }
        return null;
    }

    private Expiry expiry(final UnderlyingIndex underlying, final InstrumentTerms terms) {
        for (final Expiry expiry : expiries) {
            if (expiry.underlying == underlying && expiry.expiryNs == terms.expiryNs()) {
                return expiry;
            }
        }
        final Expiry expiry = new Expiry(underlying, terms.expiryNs(), futureMaxAgeNs);
        expiries.add(expiry);
        return expiry;
    }

    /** The instrument with this number of the feeder's, or null. */
    public Market external(final int externalId) {
        return externalId > 0 && externalId < byExternalId.length ? byExternalId[externalId] : null;
    }

    boolean isFirstOfItsSymbol(final Market market) {
        return bySymbol.get(market.terms().symbol()) == market;
    }

    /** Highest instrument id listed. */
    public int lastInstrumentId() {
        return lastInstrumentId;
    }

    /** The market of an instrument up to the highest id; null where that has no mark of its own. */
    Market listed(final int instrumentId) {
        return byInstrumentId[instrumentId];
    }

    void touch(final Market market) {
        touched = market.touch(touched);
    }

    /** Something was heard of an instrument; what was too old to be trusted matters again. */
    private void heard(final Market market, final long timeNs, final boolean matters) {
        final boolean wasOld = !market.isOption() && timeNs - market.heardNs > futureMaxAgeNs;
        market.heardNs = timeNs;
        note(market, matters || wasOld);
    }

    private void note(final Market market, final boolean matters) {
        touch(market);
        if (matters) {
            market.dirty = true;
            changed = true;
            if (market.chain != null) {
                market.chain.onQuote();
            }
        }
    }

    /** What a venue says of an instrument now; absent values are {@link Market#NONE}. */
    public void onTicker(
            final Market market,
            final long timeNs,
            final long bidE8,
            final long askE8,
            final long markE8,
            final long ivE8,
            final long forwardE8,
            final long indexE8) {
        heard(market, timeNs, market.onTicker(timeNs, bidE8, askE8, markE8, ivE8));
        final Expiry expiry = market.expiry;
        if (expiry != null && forwardE8 > 0) {
            changed |= expiry.onTickerForward(forwardE8, timeNs);
        }
        if (market.underlying != null && market.underlying.onPrice(market.venueConstituent, indexE8, timeNs)) {
            changed = true;
        }
    }

    /** A new snapshot of a book follows. */
    public void onBookCleared(final Market market) {
        changed |= market.clearBook();
    }

    /** A level changed; quantity 0 removes it. */
    public void onLevel(final Market market, final boolean bid, final long priceE8, final long quantityE8) {
        market.onLevel(bid, priceE8, quantityE8);
    }

    /** The update's last level was taken. */
    public void onBookEnd(final Market market, final long timeNs, final boolean crossed, final boolean silent) {
        heard(market, timeNs, market.onBookEnd(timeNs, crossed, silent));
    }

    /** The book is not the venue's, and its best levels nobody's, until its next snapshot. */
    public void onBroken(final Market market, final long timeNs) {
        heard(market, timeNs, market.onBroken());
    }

    /** A trade on an outside venue. */
    public void onTrade(final Market market, final long priceE8) {
        note(market, market.onTrade(priceE8));
    }

    /** Best bid and offer of the venue's own book; of perpetuals alone they matter. A side of 0 lots is empty. */
    public void onOwnTop(
            final int instrumentId, final long bidE8, final long bidLots, final long askE8, final long askLots) {
        if (instrumentId > 0
                && instrumentId <= lastInstrumentId
                && listed(instrumentId) != null
                && listed(instrumentId).terms().kind() == InstrumentKind.PERPETUAL) {
            ownTops.set(instrumentId, bidE8, bidLots, askE8, askLots);
        }
    }

    /** A price that an index is made of, or {@link #LOST}. */
    public void onConstituent(final int underlyingId, final int constituentId, final long priceE8, final long timeNs) {
        if (underlyingId > 0 && underlyingId <= underlyings.size()) {
            onSource(underlyings.get(underlyingId - 1), constituentId, "", priceE8, timeNs);
        }
    }

    /** What a venue says that its own index of an underlying is; a source of ours, the same as the index that its tickers carry. */
    public void onVenueIndex(final int underlyingId, final String venue, final long priceE8, final long timeNs) {
        if (underlyingId > 0 && underlyingId <= underlyings.size()) {
            onSource(underlyings.get(underlyingId - 1), 0, venue, priceE8, timeNs);
        }
    }

    private void onSource(
            final UnderlyingIndex underlying,
            final int constituentId,
            final String venue,
            final long priceE8,
            final long timeNs) {
        final int source = underlying.source(constituentId, venue);
        changed |= priceE8 == LOST ? underlying.onGap(source) : underlying.onPrice(source, priceE8, timeNs);
    }

    /** An operator switched a source of an index on or off. */
    public void onIndexSource(
            final int underlyingId,
            final int constituentId,
            final String venue,
            final boolean enabled,
            final int weight) {
        final UnderlyingIndex underlying = underlyings.get(underlyingId - 1);
        underlying.setSource(underlying.source(constituentId, venue), enabled, weight);
        changed = true;
    }

    /** A command changed the scenarios of an underlying; the epoch to come values all of its options anew. */
    public void onScenarioSet(final int version, final int underlyingId, final long[] parametersE8) {
        scenarios.set(version, underlyingId, parametersE8);
        final UnderlyingIndex underlying = underlyings.get(underlyingId - 1);
        switched[underlyingId - 1] = true;
        for (final Chain chain : chains) {
            if (chain.underlying == underlying) {
                chain.dueAt(Market.NONE);
            }
        }
        changed = true;
    }

    /** Ranges and rates of an underlying are multiplied by a level; an operator may hold the rule. */
    public void onMarginLevel(final int underlyingId, final long levelE8, final boolean held) {
        if (volatilities[underlyingId - 1] != null) {
            volatilities[underlyingId - 1].response().set(levelE8, held);
        }
    }

    /** A level that was asked for was decided, either way. */
    public void onMarginLevelAnswered(final int underlyingId) {
        if (volatilities[underlyingId - 1] != null) {
            volatilities[underlyingId - 1].response().answered();
        }
    }

    /** The scenarios, to be saved or read back. */
    public ScenarioSets scenarios() {
        return scenarios;
    }

    /** Version of the scenario set as of the epoch to come, or of the newest one. */
    public int scenarioSetVersion() {
        return scenarios.version();
    }

    boolean isSwitched(final UnderlyingIndex underlying) {
        return switched[underlying.underlyingId() - 1];
    }

    /**
     * Input was lost, of one instrument or, for 0, of all. Where the connection broke that is about its venue's own index too; what an
     * instrument alone lost is not.
     */
    public void onGap(final int externalId, final boolean interrupted) {
        if (externalId != 0) {
            final Market market = external(externalId);
            if (market != null) {
                note(market, market.onGap());
                changed |= interrupted && market.underlying != null && market.underlying.onGap(market.venueConstituent);
            }
            return;
        }
        for (int i = 0; i < underlyings.size(); i++) {
            changed |= underlyings.get(i).onGap();
        }
        for (int i = 0; i < markets.size(); i++) {
            note(markets.get(i), markets.get(i).onGap());
        }
    }

    /** Hash of everything observed and published. */
    public long stateHash() {
        while (touched != null) {
            touched = touched.settle(hash, scratch);
        }
        long sum = hash.value() + ownTops.hash() + scenarios.hash();
        for (int i = 0; i < underlyings.size(); i++) {
            sum += underlyings.get(i).hash();
            sum += volatilities[i] == null ? 0 : volatilities[i].hash();
        }
        for (int i = 0; i < expiries.size(); i++) {
            final Expiry expiry = expiries.get(i);
            sum += StateHash.and(
                    StateHash.of(i, expiry.tickerForwardE8, expiry.forwardE8, expiry.stale ? 1 : 0, expiry.expiryNs),
                    expiry.parityE8(),
                    expiry.parityNs(),
                    expiry.tickerForwardNs,
                    expiry.quality);
            sum += expiry.settlement.hash() + StateHash.of(i, expiry.riskFactorE12, expiry.riskTimeNs, 0, 0);
        }
        for (int i = 0; i < chains.size(); i++) {
            sum += chains.get(i).hash();
        }
        return sum + (changed ? 1 : 0);
    }
}
