package io.strikebook.common.venue;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.SelfTradePrevention;
import java.util.List;

/**
 * Every number that the engines' decisions depend on and that no message carries.
 *
 * @param underlyings underlyings in the order of their ids
 * @param autoListing whether the pricer's listing requests are granted
 * @param sequencing  ticks, checkpoints, lag
 * @param preTrade    limits of the check ladder
 * @param fees        trading fees
 * @param margin      standard margin
 * @param marks       epochs and risk arrays
 * @param quotes      mass quotes and market-maker protection
 * @param blocks     block trades
 * @param marketModes which instruments have a speed bump or trade in batches
 * @param volatilityBands how far from a reference price which instruments may trade before an auction interrupts them
 * @param selfTradePrevention how accounts treat their own orders until they ask for something else
 * @param matchingShards how many engines of matching there are, each with underlyings of its own
 * @param index      what an index is made of, and when it stands
 * @param futures    marks and funding of perpetuals and dated futures
 * @param riskLimits what accounts may do until operators say otherwise
 * @param liquidation how accounts below maintenance margin are brought back above it
 * @param volatility how parameters of margin follow volatility
 * @param cross      what accounts with one margin over all their currencies are counted with
 */
public record VenueParameters(
        List<Underlying> underlyings,
        boolean autoListing,
        Sequencing sequencing,
        PreTrade preTrade,
        Fees fees,
        Margin margin,
        Marks marks,
        Quotes quotes,
        Blocks blocks,
        MarketModes marketModes,
        VolatilityBands volatilityBands,
        SelfTradePrevention selfTradePrevention,
        int matchingShards,
        Index index,
        Futures futures,
        RiskLimits riskLimits,
        LiquidationRules liquidation,
        VolatilityRules volatility,
        CrossRules cross) {

    /** Parameters with the default rules for indices, futures, block trades, continuous markets, own orders that trade, and one shard of matching. */
    public VenueParameters(
            final List<Underlying> underlyings,
            final boolean autoListing,
            final Sequencing sequencing,
            final PreTrade preTrade,
            final Fees fees,
            final Margin margin,
            final Marks marks,
            final Quotes quotes) {
        this(
                underlyings,
                autoListing,
                sequencing,
                preTrade,
                fees,
                margin,
                marks,
                quotes,
                Blocks.defaults(),
                MarketModes.none(),
                VolatilityBands.none(),
                SelfTradePrevention.NONE,
                1,
                Index.defaults(),
                Futures.defaults(),
                RiskLimits.none(),
                LiquidationRules.defaults(),
                VolatilityRules.none(),
                CrossRules.defaults());
    }

    /** Parameters with the default rules for quotes. */
    public VenueParameters(
            final List<Underlying> underlyings,
            final boolean autoListing,
            final Sequencing sequencing,
            final PreTrade preTrade,
            final Fees fees,
            final Margin margin,
            final Marks marks) {
        this(underlyings, autoListing, sequencing, preTrade, fees, margin, marks, Quotes.defaults());
    }

    /**
     * Rhythm of the spine.
     *
     * @param tickIntervalNs     a Tick follows whenever this much venue time passed since the last command for all
     * @param checkpointInterval a Checkpoint is written at every multiple of it; a power of two
     * @param maxMarginLag       risk-increasing orders are refused while margin is this many commands behind
     */
    public record Sequencing(long tickIntervalNs, int checkpointInterval, int maxMarginLag) {}

    /**
     * Limits before the margin check.
     *
     * @param futureBandE8         futures: limit prices within mark x (1 -/+ this), 1e-8
     * @param optionBandE8         options: limit prices within mark -/+ this x index (inverse: in coin, so the ratio itself), 1e-8
     * @param defaultMaxOpenOrders live orders per account
     * @param maxAccounts          accounts on the venue
     * @param maxInstruments       instruments on the venue
     * @param maxLiveOrders        live orders on the venue
     * @param minDisplayLots       least that an iceberg shows at a time; Deribit asks for 100 times its minimum amount, ours is one lot
     */
    public record PreTrade(
            long futureBandE8,
            long optionBandE8,
            int defaultMaxOpenOrders,
            int maxAccounts,
            int maxInstruments,
            int maxLiveOrders,
            long minDisplayLots) {}

    /**
     * Fees as ratios, 1e-8.
     *
     * @param optionRateE8      of the underlying, per unit
     * @param optionCapE8       of the option's price
     * @param futureMakerRateE8 of the value traded
     * @param futureTakerRateE8 of the value traded
     * @param deliveryRateE8    at expiry: of the underlying per unit of an option, of the value of a future
     * @param deliveryCapE8     of what an option pays at expiry
     * @param comboOptionDiscountE8 of the fees of a combination's bought options, or of its sold ones, whichever are less
     * @param comboFutureDiscountE8 of the fee of the cheapest of a combination's futures, where the order arrived
     * @param blockDiscountE8   of the fees of block trades, both sides'
     * @param spotMakerRateE8   of the quote currency that is exchanged, in which it is paid
     * @param spotTakerRateE8   of the quote currency that is exchanged, in which it is paid
     */
    public record Fees(
            long optionRateE8,
            long optionCapE8,
            long futureMakerRateE8,
            long futureTakerRateE8,
            long deliveryRateE8,
            long deliveryCapE8,
            long comboOptionDiscountE8,
            long comboFutureDiscountE8,
            long blockDiscountE8,
            long spotMakerRateE8,
            long spotTakerRateE8) {
        /** Fees for trades alone. */
        public Fees(
                final long optionRateE8,
                final long optionCapE8,
                final long futureMakerRateE8,
                final long futureTakerRateE8) {
            this(optionRateE8, optionCapE8, futureMakerRateE8, futureTakerRateE8, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    /**
     * Standard margin of futures, and how often accounts are reported. Options follow fixed published ratios.
     *
     * @param futureInitialE8         base rate of initial margin, 1e-8
     * @param futureMaintenanceE8     base rate of maintenance margin, 1e-8
     * @param futureSlopePerCoinE12   added to both per coin of position, 1e-12
     * @param stateCommands           an account's state is due after this many commands that changed it
     * @param stateIntervalNs         or after this much venue time
     * @param remarkAccountsPerCommand accounts re-marked per command while an epoch is applied
     * @param remarkThresholdE12      a re-marked account is reported when its margin balance moved by this much
     */
    public record Margin(
            long futureInitialE8,
            long futureMaintenanceE8,
            long futureSlopePerCoinE12,
            int stateCommands,
            long stateIntervalNs,
            int remarkAccountsPerCommand,
            long remarkThresholdE12) {}

    /**
     * Rhythm of marks. All times are market-data time.
     *
     * @param epochIntervalNs     least time between epochs
     * @param riskArrayIntervalNs least time between looks at the risk array of an option, but after a jump
     * @param scenarioSetVersion  version of the scenario set that arrays follow
     * @param markIntervalNs      least time between marks of an option that moves by little
     * @param quoteMaxAgeNs       an option's quote that was not heard of for so long is none
     * @param riskArrayThresholdE12 an array is published again if a scenario moved by this much of a coin, 1e-12
     * @param trustAgainNs        how long nothing has to contradict a surface, an expiry's smile or an option's mark, without a break, before
     *                            it is trusted again
     */
    public record Marks(
            long epochIntervalNs,
            long riskArrayIntervalNs,
            int scenarioSetVersion,
            long markIntervalNs,
            long quoteMaxAgeNs,
            long riskArrayThresholdE12,
            long trustAgainNs) {}

    /**
     * Mass quotes and market-maker protection. They skip the margin check, so what a group can lose before it is stopped has to be held in
     * advance: less than twice its maximum quote quantity trades in a window, at prices that are at most {@code throughMarkE8} worse than
     * the mark.
     *
     * @param reserveE8              initial margin reserved for a group, as a ratio of its maximum quote quantity, 1e-8
     * @param throughMarkE8          how much worse than the mark a quote may be for who quotes: a ratio of the mark (options: of one coin, or
     *                               of the index), 1e-8; at most half the reserve
     * @param reentryBlockNs         no quotes of a group for this long after a breach
     * @param optionsOnStandardMargin whether accounts on standard margin may quote options, whose premium and margin no reserve covers
     */
    public record Quotes(long reserveE8, long throughMarkE8, long reentryBlockNs, boolean optionsOnStandardMargin) {
        /** Deribit's reserve and block; a third of the reserve for prices. */
        static Quotes defaults() {
            return new Quotes(3_000_000L, 1_000_000L, 1_000_000_000L, false);
        }
    }

    /**
     * Block trades.
     *
     * @param leastUsdE8 what at least one leg has to be worth: lots of inverse futures, else coins at the index price, in USD, 1e-8
     */
    public record Blocks(long leastUsdE8) {
        /** Deribit asks for 200,000 USD of futures on bitcoin, 100,000 of those on ether, and of options for 25 and 250 coins. */
        static Blocks defaults() {
            return new Blocks(10_000_000_000_000L);
        }
    }

    /**
     * The index of an underlying: prices of its sources, clamped to the median and averaged.
     *
     * @param clampE8        prices count as within the median x (1 -/+ this), 1e-8
     * @param maximumAgeNs   a source that was silent for longer does not count
     * @param minimumSources with fewer sources that count the index stands, flagged
     * @param thawNs         how long enough of them have to be there without a break before it moves again
     * @param intervalE8     how far a source's price may be from the truth, as a ratio of it, 1e-8; for the confidence
     * @param venues         outside venues whose own index, as tickers or index messages tell it, is a source until an operator says
     *                       otherwise; empty: of every venue
     */
    public record Index(
            long clampE8, long maximumAgeNs, int minimumSources, long thawNs, long intervalE8, List<String> venues) {
        /** A rule with the own index of every venue. */
        public Index(
                final long clampE8,
                final long maximumAgeNs,
                final int minimumSources,
                final long thawNs,
                final long intervalE8) {
            this(clampE8, maximumAgeNs, minimumSources, thawNs, intervalE8, List.of());
        }

        /** Whether a venue's own index is a source from the beginning. */
        public boolean counts(final String venue) {
            return venues.isEmpty() || venues.contains(venue);
        }

        /** Deribit's clamp and age; one source, since recordings often have one; a second; a hundredth of a percent. */
        static Index defaults() {
            return new Index(500_000L, 180_000_000_000L, 1, 1_000_000_000L, 10_000L);
        }
    }

    /**
     * Marks of perpetuals and dated futures: index plus averaged premium of a book's fair price; and funding.
     *
     * @param venueMarks       whether an outside venue's own mark, where it gives one, is taken instead
     * @param ownBook          whether the top of the venue's own book joins the fair price of perpetuals
     * @param averageNs        time constant of the premium's exponential average, in market-data time
     * @param perpetualBandE8  a perpetual's premium counts as at most this, as a ratio of the index, 1e-8
     * @param futureBandE8     the same of dated futures
     * @param depthUsdE8       value per side of a book that its fair price is made of, USD, 1e-8
     * @param maximumAgeNs     a book, or ticker, of which nothing was heard for longer is not trusted
     * @param fundingDamperE12 premiums up to this give no funding, 1e-12
     * @param fundingCapE12    most that is paid for 8 hours, either way, 1e-12
     * @param outsideE8        a mark farther than this outside bid and offer is told, as a ratio of them, 1e-8
     */
    public record Futures(
            boolean venueMarks,
            boolean ownBook,
            long averageNs,
            long perpetualBandE8,
            long futureBandE8,
            long depthUsdE8,
            long maximumAgeNs,
            long fundingDamperE12,
            long fundingCapE12,
            long outsideE8) {
        /** Deribit's average, damper and cap of bitcoin; bands, depth and age are values of our own. */
        static Futures defaults() {
            return new Futures(
                    false,
                    false,
                    30_000_000_000L,
                    500_000L,
                    20_000_000L,
                    10_000_000_000_000L,
                    180_000_000_000L,
                    250_000_000L,
                    5_000_000_000L,
                    500_000L);
        }

        /** The same rule, in which the venue's own book joins. */
        public Futures withOwnBook() {
            return new Futures(
                    venueMarks,
                    true,
                    averageNs,
                    perpetualBandE8,
                    futureBandE8,
                    depthUsdE8,
                    maximumAgeNs,
                    fundingDamperE12,
                    fundingCapE12,
                    outsideE8);
        }
    }

    /** The same venue with so many shards of matching. */
    public VenueParameters withMatchingShards(final int shards) {
        final Draft draft = new Draft(this);
        draft.matchingShards = shards;
        return draft.venue();
    }

    /** The same venue with other market modes. */
    public VenueParameters withMarketModes(final MarketModes modes) {
        final Draft draft = new Draft(this);
        draft.marketModes = modes;
        return draft.venue();
    }

    /** The same venue with other volatility bands. */
    public VenueParameters withVolatilityBands(final VolatilityBands bands) {
        final Draft draft = new Draft(this);
        draft.volatilityBands = bands;
        return draft.venue();
    }

    /** The same venue with another default for accounts' own orders. */
    public VenueParameters withSelfTradePrevention(final SelfTradePrevention mode) {
        final Draft draft = new Draft(this);
        draft.selfTradePrevention = mode;
        return draft.venue();
    }

    /** The same venue with another rule for indices. */
    public VenueParameters withIndex(final Index rule) {
        final Draft draft = new Draft(this);
        draft.index = rule;
        return draft.venue();
    }

    /** The same venue with another rule for futures. */
    public VenueParameters withFutures(final Futures rule) {
        final Draft draft = new Draft(this);
        draft.futures = rule;
        return draft.venue();
    }

    /** The same venue with another rhythm of marks. */
    public VenueParameters withMarks(final Marks rhythm) {
        final Draft draft = new Draft(this);
        draft.marks = rhythm;
        return draft.venue();
    }

    /** The same venue with other limits of what accounts may do. */
    public VenueParameters withRiskLimits(final RiskLimits limits) {
        final Draft draft = new Draft(this);
        draft.riskLimits = limits;
        return draft.venue();
    }

    /** The same venue with other rules for liquidations. */
    public VenueParameters withLiquidation(final LiquidationRules rules) {
        final Draft draft = new Draft(this);
        draft.liquidation = rules;
        return draft.venue();
    }

    /** The same venue with other rules for volatility. */
    public VenueParameters withVolatility(final VolatilityRules rules) {
        final Draft draft = new Draft(this);
        draft.volatility = rules;
        return draft.venue();
    }

    /** The same venue with other rules for margin over all currencies. */
    public VenueParameters withCross(final CrossRules rules) {
        final Draft draft = new Draft(this);
        draft.cross = rules;
        return draft.venue();
    }

    /** A copy in which what {@code with…} can change is open to change. */
    private static final class Draft {
        private final VenueParameters origin;
        private Marks marks;
        private MarketModes marketModes;
        private VolatilityBands volatilityBands;
        private SelfTradePrevention selfTradePrevention;
        private int matchingShards;
        private Index index;
        private Futures futures;
        private RiskLimits riskLimits;
        private LiquidationRules liquidation;
        private VolatilityRules volatility;
        private CrossRules cross;

        Draft(final VenueParameters origin) {
            this.origin = origin;
            marks = origin.marks;
            marketModes = origin.marketModes;
            volatilityBands = origin.volatilityBands;
            selfTradePrevention = origin.selfTradePrevention;
            matchingShards = origin.matchingShards;
            index = origin.index;
            futures = origin.futures;
            riskLimits = origin.riskLimits;
            liquidation = origin.liquidation;
            volatility = origin.volatility;
            cross = origin.cross;
        }

        VenueParameters venue() {
            return new VenueParameters(
                    origin.underlyings,
                    origin.autoListing,
                    origin.sequencing,
                    origin.preTrade,
                    origin.fees,
                    origin.margin,
                    marks,
                    origin.quotes,
                    origin.blocks,
                    marketModes,
                    volatilityBands,
                    selfTradePrevention,
                    matchingShards,
                    index,
                    futures,
                    riskLimits,
                    liquidation,
                    volatility,
                    cross);
        }
    }

    /** The market mode that an instrument is listed with. */
    public MarketModes.Rule marketMode(final int underlyingId, final InstrumentTerms terms) {
        return marketModes.of(code(underlyingId), terms);
    }

    /** The volatility band that an instrument is listed with, or null. */
    public VolatilityBands.Rule volatilityBand(final int underlyingId, final InstrumentTerms terms) {
        return volatilityBands.of(code(underlyingId), terms);
    }

    private String code(final int underlyingId) {
        final boolean known = underlyingId > 0 && underlyingId <= underlyings.size();
        return known ? underlyings.get(underlyingId - 1).code() : "";
    }

    /** Who answers which command. */
    public CommandOwnership ownership() {
        return new CommandOwnership(matchingShards);
    }

    /** Defaults; sources: Deribit's published rules (standard margin, option fee), else a value that configuration can change. */
    public static VenueParameters defaults() {
        return new VenueParameters(
                List.of(new Underlying(1, "BTC"), new Underlying(2, "ETH")),
                true,
                new Sequencing(10_000_000L, 65_536, 20_000),
                new PreTrade(5_000_000L, 5_000_000L, 10_000, 4_096, 16_384, 1 << 20, 1),
                new Fees(
                        30_000L, 12_500_000L, 0L, 50_000L, 15_000L, 12_500_000L, 100_000_000L, 50_000_000L, 0L, 0L, 0L),
                new Margin(2_000_000L, 1_000_000L, 50_000_000L, 32, 1_000_000L, 16, 1_000_000L),
                new Marks(
                        10_000_000L, 1_000_000_000L, 1, 1_000_000_000L, 600_000_000_000L, 10_000_000L, 1_000_000_000L));
    }
}
