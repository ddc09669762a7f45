package io.strikebook.ipc.config;

import io.strikebook.common.venue.CrossRules;
import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.common.venue.Underlying;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.SelfTradePrevention;
import java.util.ArrayList;
import java.util.List;

/** {@link VenueParameters} as the keys of a {@code venue:} section: the same keys in the configuration and in the manifest. */
public final class VenueSection {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long ONE_E8 = 100_000_000L;
    private static final long ONE_E12 = 1_000_000_000_000L;
    private static final int MAX_UNDERLYINGS = 64;
    private static final int MAX_SHARDS = 8;
    private static final int MAX_INDEX_SOURCES = 64;
    private static final int MAX_CODE_LENGTH = 8;

    /** By the codes of {@link SelfTradePrevention}. */
    private static final List<String> SELF_TRADES =
            List.of("none", "cancelTaker", "cancelMaker", "cancelBoth", "decrement");

    private VenueSection() {}

    /**
     * Reads the parameters.
     *
     * @param defaults for keys that the file does not give
     */
    public static VenueParameters read(final ConfigSection venue, final VenueParameters defaults) {
        final List<Underlying> underlyings = underlyings(venue, defaults.underlyings());
        return new VenueParameters(
                underlyings,
                venue.getBoolean("autoListing", defaults.autoListing()),
                sequencing(venue.section("sequencing"), defaults.sequencing()),
                preTrade(venue.section("preTrade"), defaults.preTrade()),
                fees(venue.section("fees"), defaults.fees()),
                margin(venue.section("margin"), defaults.margin()),
                marks(venue.section("marks"), defaults.marks()),
                quotes(venue.section("quotes"), defaults.quotes()),
                blocks(venue.section("blocks"), defaults.blocks()),
                MarketModesSection.read(venue, underlyings, defaults.marketModes()),
                VolatilityBandsSection.read(venue, underlyings, defaults.volatilityBands()),
                selfTradePrevention(venue, defaults.selfTradePrevention()),
                venue.getInt("matchingShards", defaults.matchingShards(), 1, MAX_SHARDS),
                index(venue.section("index"), defaults.index()),
                futures(venue.section("futures"), defaults.futures()),
                RiskLimitsSection.read(venue.section("riskLimits"), underlyings, defaults.riskLimits()),
                liquidation(venue.section("liquidation"), defaults.liquidation()),
                VolatilityRulesSection.read(venue.section("volatility"), underlyings, defaults.volatility()),
                cross(venue.section("crossMargin"), defaults.cross()));
    }

    private static CrossRules cross(final ConfigSection section, final CrossRules defaults) {
        return new CrossRules(
                section.getLong("btcHaircutE8", defaults.btcHaircutE8(), 0, CrossRules.MOST_HAIRCUT_E8),
                section.getLong("ethHaircutE8", defaults.ethHaircutE8(), 0, CrossRules.MOST_HAIRCUT_E8),
                section.getLong("usdcHaircutE8", defaults.usdcHaircutE8(), 0, CrossRules.MOST_HAIRCUT_E8),
                section.getBoolean("correlated", defaults.correlated()),
                section.getLong("contingencyE8", defaults.contingencyE8(), 0, ONE_E8),
                section.getLong("pnlOffsetE8", defaults.pnlOffsetE8(), CrossRules.PUBLISHED, ONE_E8),
                section.getLong("mostOffsetUsdE8", defaults.mostOffsetUsdE8(), CrossRules.PUBLISHED, 1L << 60));
    }

    private static LiquidationRules liquidation(final ConfigSection section, final LiquidationRules defaults) {
        return new LiquidationRules(
                section.getInt("insuranceAccountId", defaults.insuranceAccountId(), 0, Integer.MAX_VALUE),
                section.getLong("intervalNs", defaults.intervalNs(), 0, 3_600 * SECOND_NS),
                section.getLong("stepE8", defaults.stepE8(), 0, ONE_E8),
                section.getLong("priceStepE8", defaults.priceStepE8(), 0, ONE_E8),
                section.getInt("attempts", defaults.attempts(), 0, 1_000_000),
                section.getLong("feeE8", defaults.feeE8(), 0, ONE_E8 / 10),
                section.getInt("stepsPerCommand", defaults.stepsPerCommand(), 0, 1_000));
    }

    private static SelfTradePrevention selfTradePrevention(
            final ConfigSection venue, final SelfTradePrevention defaultMode) {
        final String text = venue.getChoice("selfTradePrevention", SELF_TRADES.get(defaultMode.value()), SELF_TRADES);
        return SelfTradePrevention.get((short) SELF_TRADES.indexOf(text));
    }

    private static List<Underlying> underlyings(final ConfigSection venue, final List<Underlying> defaults) {
        final List<String> codes = venue.getStrings(
                "underlyings", defaults.stream().map(Underlying::code).toList());
        if (codes.isEmpty() || codes.size() > MAX_UNDERLYINGS) {
            throw venue.refuse("underlyings", codes.size() + " underlyings, 1.." + MAX_UNDERLYINGS + " are possible");
        }
        final List<Underlying> underlyings = new ArrayList<>();
        for (final String code : codes) {
            if (!code.matches("[A-Z0-9_]{1," + MAX_CODE_LENGTH + "}")) {
                throw venue.refuse("underlyings", "'" + code + "' is not 1..8 of A-Z, 0-9, _");
            }
            if (codes.indexOf(code) != underlyings.size()) {
                throw venue.refuse("underlyings", "'" + code + "' is given twice");
            }
            underlyings.add(new Underlying(underlyings.size() + 1, code));
        }
        return List.copyOf(underlyings);
    }

    private static VenueParameters.Sequencing sequencing(
            final ConfigSection section, final VenueParameters.Sequencing defaults) {
        final int checkpointInterval = section.getInt("checkpointInterval", defaults.checkpointInterval(), 1, 1 << 30);
        if (Integer.bitCount(checkpointInterval) != 1) {
            throw section.refuse("checkpointInterval", checkpointInterval + " is not a power of two");
        }
        return new VenueParameters.Sequencing(
                section.getLong("tickIntervalNs", defaults.tickIntervalNs(), 100_000L, 10 * SECOND_NS),
                checkpointInterval,
                section.getInt("maxMarginLag", defaults.maxMarginLag(), 1, 1 << 24));
    }

    private static VenueParameters.PreTrade preTrade(
            final ConfigSection section, final VenueParameters.PreTrade defaults) {
        return new VenueParameters.PreTrade(
                section.getLong("futureBandE8", defaults.futureBandE8(), 1, ONE_E8),
                section.getLong("optionBandE8", defaults.optionBandE8(), 1, 10 * ONE_E8),
                section.getInt("defaultMaxOpenOrders", defaults.defaultMaxOpenOrders(), 1, 1 << 24),
                section.getInt("maxAccounts", defaults.maxAccounts(), 1, 1 << 24),
                section.getInt("maxInstruments", defaults.maxInstruments(), 1, 1 << 20),
                section.getInt("maxLiveOrders", defaults.maxLiveOrders(), 1, 1 << 26),
                section.getLong("minDisplayLots", defaults.minDisplayLots(), 1, 1L << 32));
    }

    private static VenueParameters.Fees fees(final ConfigSection section, final VenueParameters.Fees defaults) {
        return new VenueParameters.Fees(
                section.getLong("optionRateE8", defaults.optionRateE8(), 0, ONE_E8),
                section.getLong("optionCapE8", defaults.optionCapE8(), 0, ONE_E8),
                section.getLong("futureMakerRateE8", defaults.futureMakerRateE8(), 0, ONE_E8),
                section.getLong("futureTakerRateE8", defaults.futureTakerRateE8(), 0, ONE_E8),
                section.getLong("deliveryRateE8", defaults.deliveryRateE8(), 0, ONE_E8),
                section.getLong("deliveryCapE8", defaults.deliveryCapE8(), 0, ONE_E8),
                section.getLong("comboOptionDiscountE8", defaults.comboOptionDiscountE8(), 0, ONE_E8),
                section.getLong("comboFutureDiscountE8", defaults.comboFutureDiscountE8(), 0, ONE_E8),
                section.getLong("blockDiscountE8", defaults.blockDiscountE8(), 0, ONE_E8),
                section.getLong("spotMakerRateE8", defaults.spotMakerRateE8(), 0, ONE_E8),
                section.getLong("spotTakerRateE8", defaults.spotTakerRateE8(), 0, ONE_E8));
    }

    private static VenueParameters.Margin margin(final ConfigSection section, final VenueParameters.Margin defaults) {
        return new VenueParameters.Margin(
                section.getLong("futureInitialE8", defaults.futureInitialE8(), 0, ONE_E8),
                section.getLong("futureMaintenanceE8", defaults.futureMaintenanceE8(), 0, ONE_E8),
                section.getLong("futureSlopePerCoinE12", defaults.futureSlopePerCoinE12(), 0, ONE_E12),
                section.getInt("stateCommands", defaults.stateCommands(), 1, 1 << 20),
                section.getLong("stateIntervalNs", defaults.stateIntervalNs(), 0, 60 * SECOND_NS),
                section.getInt("remarkAccountsPerCommand", defaults.remarkAccountsPerCommand(), 1, 1 << 20),
                section.getLong("remarkThresholdE12", defaults.remarkThresholdE12(), 0, 1_000 * ONE_E12));
    }

    private static VenueParameters.Marks marks(final ConfigSection section, final VenueParameters.Marks defaults) {
        return new VenueParameters.Marks(
                section.getLong("epochIntervalNs", defaults.epochIntervalNs(), 1_000_000L, 60 * SECOND_NS),
                section.getLong("riskArrayIntervalNs", defaults.riskArrayIntervalNs(), 1_000_000L, 3_600 * SECOND_NS),
                section.getInt("scenarioSetVersion", defaults.scenarioSetVersion(), 1, 1 << 16),
                section.getLong("markIntervalNs", defaults.markIntervalNs(), 1_000_000L, 3_600 * SECOND_NS),
                section.getLong("quoteMaxAgeNs", defaults.quoteMaxAgeNs(), SECOND_NS, 86_400 * SECOND_NS),
                section.getLong("riskArrayThresholdE12", defaults.riskArrayThresholdE12(), 0, ONE_E12),
                section.getLong("trustAgainNs", defaults.trustAgainNs(), 0, 3_600 * SECOND_NS));
    }

    private static VenueParameters.Index index(final ConfigSection section, final VenueParameters.Index defaults) {
        return new VenueParameters.Index(
                section.getLong("clampE8", defaults.clampE8(), 1, ONE_E8 / 10),
                section.getLong("maximumAgeNs", defaults.maximumAgeNs(), SECOND_NS / 10, 86_400 * SECOND_NS),
                section.getInt("minimumSources", defaults.minimumSources(), 1, MAX_INDEX_SOURCES),
                section.getLong("thawNs", defaults.thawNs(), 0, 3_600 * SECOND_NS),
                section.getLong("intervalE8", defaults.intervalE8(), 0, ONE_E8 / 10),
                section.getStrings("venues", defaults.venues()));
    }

    private static VenueParameters.Futures futures(
            final ConfigSection section, final VenueParameters.Futures defaults) {
        return new VenueParameters.Futures(
                section.getBoolean("venueMarks", defaults.venueMarks()),
                section.getBoolean("ownBook", defaults.ownBook()),
                section.getLong("averageNs", defaults.averageNs(), 1_000_000L, 3_600 * SECOND_NS),
                section.getLong("perpetualBandE8", defaults.perpetualBandE8(), 0, ONE_E8 / 2),
                section.getLong("futureBandE8", defaults.futureBandE8(), 0, ONE_E8 / 2),
                section.getLong("depthUsdE8", defaults.depthUsdE8(), ONE_E8, 1L << 60),
                section.getLong("maximumAgeNs", defaults.maximumAgeNs(), SECOND_NS / 10, 86_400 * SECOND_NS),
                section.getLong("fundingDamperE12", defaults.fundingDamperE12(), 0, ONE_E12),
                section.getLong("fundingCapE12", defaults.fundingCapE12(), 0, ONE_E12),
                section.getLong("outsideE8", defaults.outsideE8(), 0, ONE_E8 / 2));
    }

    private static VenueParameters.Blocks blocks(final ConfigSection section, final VenueParameters.Blocks defaults) {
        return new VenueParameters.Blocks(section.getLong("leastUsdE8", defaults.leastUsdE8(), 0, 1L << 60));
    }

    private static VenueParameters.Quotes quotes(final ConfigSection section, final VenueParameters.Quotes defaults) {
        final long reserveE8 = section.getLong("reserveE8", defaults.reserveE8(), 0, ONE_E8);
        final long throughMarkE8 = section.getLong("throughMarkE8", defaults.throughMarkE8(), 0, ONE_E8);
        if (2 * throughMarkE8 > reserveE8) {
            throw section.refuse(
                    "throughMarkE8", throughMarkE8 + " is more than half of reserveE8, which is " + reserveE8);
        }
        return new VenueParameters.Quotes(
                reserveE8,
                throughMarkE8,
                section.getLong("reentryBlockNs", defaults.reentryBlockNs(), SECOND_NS, 3_600 * SECOND_NS),
                section.getBoolean("optionsOnStandardMargin", defaults.optionsOnStandardMargin()));
    }
}
