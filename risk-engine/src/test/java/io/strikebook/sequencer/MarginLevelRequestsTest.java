package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScenarioChange;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.SetScenarioSetEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.VolatilityRule;
import org.junit.jupiter.api.Test;

/** What the pricer may ask for when volatility is another, and what the commands then say. */
class MarginLevelRequestsTest {
    private static final long E8 = 100_000_000L;
    private static final int BTC = 1;
    private static final int ETH = 2;
    private static final VenueParameters PARAMETERS = LevelFrames.withRule(SequencerFixture.parametersWithoutFees());

    private final SequencerFixture venue = new SequencerFixture(PARAMETERS);
    private final LevelFrames pricer = new LevelFrames(venue);
    private long asked;

    private RejectCode ask(final int underlyingId, final long levelE8) {
        pricer.ask(++asked, underlyingId, levelE8);
        assertThat(venue.sequencer.decideListing(venue.nowNs)).isTrue();
        return venue.drainCommands();
    }

    private RejectCode operator(final ScenarioParameter parameter, final long valueE8, final VolatilityRule rule) {
        final long[] parametersE8 = ScenarioSets.unchanged();
        if (parameter != null) {
            parametersE8[parameter.ordinal()] = valueE8;
        }
        return venue.request(
                true, SetScenarioSetEncoder.TEMPLATE_ID, SetScenarioSetEncoder.BLOCK_LENGTH, (buffer, block) -> {
                    final SetScenarioSetEncoder request = new SetScenarioSetEncoder().wrap(buffer, block);
                    ScenarioCodec.encode(parametersE8, request);
                    request.underlyingId(BTC).reserved(0).volatilityRule(rule);
                });
    }

    private SetScenarioSetCommandDecoder command() {
        return new SetScenarioSetCommandDecoder()
                .wrapAndApplyHeader(venue.lastBuffer(), venue.lastOffset(), new FrameHeaderDecoder());
    }

    @Test
    void aLevelMultipliesRangesAndRatesAndTheCommandSaysWhatWasBeforeAndWhy() {
        assertThat(ask(BTC, 150_000_000)).isEqualTo(RejectCode.ACCEPTED);
        final SetScenarioSetCommandDecoder command = command();
        assertThat(command.envelope().sourceId()).isEqualTo(SequencerFixture.PRICER);
        assertThat(command.envelope().sourceSequence()).isEqualTo(1);
        assertThat(command.scenarioSetVersion()).isEqualTo(2);
        assertThat(command.reason()).isEqualTo(ScenarioChange.VOLATILITY_ROSE);
        assertThat(command.volatilityRule()).isEqualTo(VolatilityRule.FOLLOWED);
        assertThat(command.parameters().priceRangeE8()).isEqualTo(24_000_000);
        assertThat(command.parameters().volatilityUpE8()).isEqualTo(75_000_000);
        assertThat(command.parameters().volatilityDownE8()).isEqualTo(25_000_000);
        assertThat(command.standardMarginE8()).isEqualTo(150_000_000);
        assertThat(command.operatorsPriceRangeE8()).isEqualTo(16_000_000);
        assertThat(command.operatorsStandardMarginE8()).isEqualTo(E8);
        assertThat(command.priceRangeBeforeE8()).isEqualTo(16_000_000);
        assertThat(command.levelE8()).isEqualTo(150_000_000);
        assertThat(command.levelBeforeE8()).isEqualTo(E8);
        assertThat(command.realisedE8()).isEqualTo(LevelFrames.REALISED_E8);
        assertThat(command.impliedE8()).isEqualTo(SetScenarioSetCommandDecoder.impliedE8NullValue());
        assertThat(command.measuredNs()).isEqualTo(venue.nowNs);
        assertThat(ask(BTC, 140_000_000)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(command().reason()).isEqualTo(ScenarioChange.VOLATILITY_FELL);
        assertThat(command().priceRangeBeforeE8()).isEqualTo(24_000_000);
        assertThat(command().parameters().priceRangeE8()).isEqualTo(22_400_000);
    }

    @Test
    void whatOperatorsSayIsTheLeastAndTheLevelGoesOn() {
        ask(BTC, 150_000_000);
        operator(ScenarioParameter.PRICE_RANGE, 20_000_000, VolatilityRule.UNCHANGED);
        assertThat(command().reason()).isEqualTo(ScenarioChange.OPERATOR);
        assertThat(command().parameters().priceRangeE8()).isEqualTo(30_000_000);
        assertThat(command().operatorsPriceRangeE8()).isEqualTo(20_000_000);
        assertThat(command().priceRangeBeforeE8()).isEqualTo(24_000_000);
        assertThat(command().parameters().volatilityUpE8()).isEqualTo(75_000_000);
        assertThat(command().measuredNs()).isEqualTo(SetScenarioSetCommandDecoder.measuredNsNullValue());
        ask(BTC, E8);
        assertThat(command().parameters().priceRangeE8()).isEqualTo(20_000_000);
    }

    @Test
    void anOperatorOverridesTheRule() {
        ask(BTC, 150_000_000);
        assertThat(operator(ScenarioParameter.STANDARD_MARGIN, 120_000_000, VolatilityRule.HELD))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(command().levelE8()).isEqualTo(E8);
        assertThat(command().levelBeforeE8()).isEqualTo(150_000_000);
        assertThat(command().volatilityRule()).isEqualTo(VolatilityRule.HELD);
        assertThat(command().parameters().priceRangeE8()).isEqualTo(16_000_000);
        assertThat(command().standardMarginE8()).isEqualTo(120_000_000);
        assertThat(ask(BTC, 150_000_000)).isEqualTo(RejectCode.VOLATILITY_RULE_HELD);
        assertThat(command().scenarioSetVersion()).isZero();
        assertThat(command().levelE8()).isEqualTo(SetScenarioSetCommandDecoder.levelE8NullValue());
        assertThat(operator(ScenarioParameter.PRICE_RANGE, 17_000_000, VolatilityRule.UNCHANGED))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(command().volatilityRule()).isEqualTo(VolatilityRule.HELD);
        assertThat(operator(null, 0, VolatilityRule.FOLLOWED)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(ask(BTC, 150_000_000)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(command().standardMarginE8()).isEqualTo(180_000_000);
        assertThat(operator(null, 0, VolatilityRule.UNCHANGED)).as("nothing").isEqualTo(RejectCode.MALFORMED);
    }

    @Test
    void whatIsRefusedChangesNothing() {
        final long before = venue.sequencer.stateHash();
        assertThat(ask(BTC, E8 - 1)).as("below what operators said").isEqualTo(RejectCode.MALFORMED);
        assertThat(ask(BTC, 2 * E8 + 1)).as("beyond the cap").isEqualTo(RejectCode.MALFORMED);
        assertThat(ask(ETH, 2 * E8)).as("no rule").isEqualTo(RejectCode.MALFORMED);
        assertThat(ask(3, E8)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        assertThat(ask(0, E8)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        assertThat(venue.sequencer.stateHash()).isNotEqualTo(before);
        assertThat(ask(BTC, 2 * E8)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(command().scenarioSetVersion()).as("the next one").isEqualTo(2);
    }

    @Test
    void levelsAndListingsAreDecidedInTheOrderOfThePricersNumbersAlsoAfterARestart() {
        pricer.begin();
        pricer.level(1, BTC, 120_000_000);
        venue.announceEpoch();
        venue.epochWithListing(2, SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        pricer.ask(3, BTC, 150_000_000);
        final SnapshotOutput snapshot = new SnapshotOutput();
        venue.sequencer.save(snapshot);
        final Sequencer twin = new Sequencer(PARAMETERS, SequencerFixture.SOURCES, new MemoryQueue().publication());
        twin.load(new SnapshotInput(snapshot.buffer(), 0, snapshot.length()));
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
        for (int i = 0; i < 3; i++) {
            assertThat(venue.sequencer.decideListing(venue.nowNs)).isTrue();
            assertThat(twin.decideListing(venue.nowNs)).isTrue();
            assertThat(twin.producedHash()).isEqualTo(venue.sequencer.producedHash());
            assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
        }
        assertThat(twin.decideListing(venue.nowNs)).isFalse();
        venue.drainCommands();
        assertThat(command().levelE8()).isEqualTo(150_000_000);
        assertThat(command().levelBeforeE8()).isEqualTo(120_000_000);
    }

    @Test
    void anOrderNeedsMoreFromTheEpochOnThatSaysTheVersion() {
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.createAccount(1, 0);
        venue.epoch(1_000_000_000_000L, 1_000_000_000_000L);
        // 1,000 lots are a coin, of which 2 % are needed, and 0.005 % for each of all
        venue.accountState(venue.lastCommand, 1, 20_050_000_000L, 0);
        assertThat(order()).isEqualTo(RejectCode.ACCEPTED);
        venue.marginDone(venue.lastCommand);
        ask(BTC, 150_000_000);
        venue.accountState(venue.lastCommand, 1, 40_200_000_000L, 0);
        assertThat(order()).as("not in force yet").isEqualTo(RejectCode.ACCEPTED);
        pricer.epochOf(2, 1_000_000_000_000L);
        venue.accountState(venue.lastCommand, 1, 90_675_000_000L - 1, 0);
        assertThat(order()).as("half as much again, of three").isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.accountState(venue.lastCommand, 1, 90_675_000_000L, 0);
        assertThat(order()).isEqualTo(RejectCode.ACCEPTED);
    }

    private RejectCode order() {
        return venue.order(1, 1, Side.BUY, 1_000_000_000_000L, 1_000);
    }
}
