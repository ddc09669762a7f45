package io.strikebook.sequencer;

import io.strikebook.common.margin.ScenarioLevels;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.common.venue.VolatilityRules;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScenarioChange;
import io.strikebook.schemas.SetScenarioSetCommandEncoder;
import io.strikebook.schemas.SetScenarioSetDecoder;
import io.strikebook.schemas.VolatilityRule;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides what operators say of an underlying's margin: {@code MALFORMED} where a parameter is out of its range or nothing is given,
 * {@code UNKNOWN_UNDERLYING}, {@code CAPACITY_EXCEEDED} where versions ran out. And the levels that the pricer asks for, since volatility is
 * another: {@code UNKNOWN_UNDERLYING}; {@code MALFORMED} below 1, above the rule's cap or without a rule; {@code VOLATILITY_RULE_HELD};
 * {@code CAPACITY_EXCEEDED}. The command of what is accepted has all parameters, the ones that stay too, what those that follow volatility
 * were and what operators said of them, and the venue's next version.
 */
final class ScenarioDesk {
    private final SetScenarioSetDecoder request = new SetScenarioSetDecoder();
    private final SetScenarioSetCommandEncoder command = new SetScenarioSetCommandEncoder();
    private final long[] requestedE8 = new long[ScenarioParameter.COUNT];
    private final long[] operatorsE8 = new long[ScenarioParameter.COUNT];
    private final long[] inForceE8 = new long[ScenarioParameter.COUNT];
    private final long[] beforeE8 = new long[ScenarioParameter.COUNT];
    private final long[] none = ScenarioSets.unchanged();
    private final ScenarioParameter[] parameters = ScenarioParameter.values();
    private final VenueParameters venue;
    private final ScenarioSets sets;
    private final ScenarioLevels levels;
    private int underlyingId;
    private long levelE8;
    private VolatilityRule rule;
    private boolean accepted;

    ScenarioDesk(final VenueParameters venue, final ScenarioSets sets, final ScenarioLevels levels) {
        this.venue = venue;
        this.sets = sets;
        this.levels = levels;
    }

    /** Decides an operator's request. */
    RejectCode decide(final UnsafeBuffer buffer, final int body) {
        request.wrap(buffer, body, SetScenarioSetDecoder.BLOCK_LENGTH, SetScenarioSetDecoder.SCHEMA_VERSION);
        ScenarioCodec.decode(request, requestedE8);
        underlyingId = request.underlyingId();
        final short code = request.volatilityRuleRaw();
        final boolean isRule = code >= VolatilityRule.UNCHANGED.value() && code <= VolatilityRule.HELD.value();
        rule = isRule ? VolatilityRule.get(code) : VolatilityRule.UNCHANGED;
        final RejectCode decision = isRule ? check() : RejectCode.MALFORMED;
        accepted = decision == RejectCode.ACCEPTED;
        if (accepted) {
            levels.operators().merge(underlyingId, requestedE8, operatorsE8);
            if (rule == VolatilityRule.UNCHANGED) {
                rule = ruleNow();
            }
            levelE8 = rule == VolatilityRule.HELD ? FixedPoint.E8 : levels.levelE8(underlyingId);
        }
        return decision;
    }

    private VolatilityRule ruleNow() {
        return levels.isHeld(underlyingId) ? VolatilityRule.HELD : VolatilityRule.FOLLOWED;
    }

    private RejectCode check() {
        int given = rule == VolatilityRule.UNCHANGED ? 0 : 1;
        for (final ScenarioParameter parameter : parameters) {
            final long valueE8 = requestedE8[parameter.ordinal()];
            if (valueE8 != ScenarioSets.UNCHANGED) {
                given++;
                if (!parameter.allows(valueE8)) {
                    return RejectCode.MALFORMED;
                }
            }
        }
        if (given == 0) {
            return RejectCode.MALFORMED;
        }
        return levels.isUnderlying(underlyingId) ? versionLeft() : RejectCode.UNKNOWN_UNDERLYING;
    }

    private RejectCode versionLeft() {
        return sets.version() == Integer.MAX_VALUE ? RejectCode.CAPACITY_EXCEEDED : RejectCode.ACCEPTED;
    }

    /** Writes what the operator's request does not have into its command, whose block begins at an offset. */
    void complete(final UnsafeBuffer buffer, final int block) {
        command.wrap(buffer, block).reason(ScenarioChange.OPERATOR).volatilityRule(rule);
        write();
        command.realisedE8(SetScenarioSetCommandEncoder.realisedE8NullValue())
                .impliedE8(SetScenarioSetCommandEncoder.impliedE8NullValue())
                .measuredNs(SetScenarioSetCommandEncoder.measuredNsNullValue());
    }

    /** Decides a level that the pricer asks for. */
    RejectCode decide(final PendingLevel asked) {
        underlyingId = asked.underlyingId();
        levelE8 = asked.levelE8();
        System.arraycopy(none, 0, requestedE8, 0, none.length);
        final RejectCode decision = check(asked.levelE8());
        rule = levels.isUnderlying(underlyingId) ? ruleNow() : VolatilityRule.UNCHANGED;
        accepted = decision == RejectCode.ACCEPTED;
        if (accepted) {
            levels.operators().merge(underlyingId, requestedE8, operatorsE8);
        }
        return decision;
    }

    private RejectCode check(final long askedE8) {
        if (!levels.isUnderlying(underlyingId)) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        final VolatilityRules.Rule followed =
                venue.volatility().of(venue.underlyings().get(underlyingId - 1).code());
        if (followed == null || askedE8 < FixedPoint.E8 || askedE8 > followed.capE8()) {
            return RejectCode.MALFORMED;
        }
        return levels.isHeld(underlyingId) ? RejectCode.VOLATILITY_RULE_HELD : versionLeft();
    }

    /** Writes the command that answers the pricer, whose block begins at an offset. */
    void complete(final PendingLevel asked, final UnsafeBuffer buffer, final int block) {
        final boolean rises = levels.isUnderlying(underlyingId) && asked.levelE8() > levels.levelE8(underlyingId);
        command.wrap(buffer, block)
                .underlyingId(underlyingId)
                .volatilityRule(rule)
                .reason(rises ? ScenarioChange.VOLATILITY_ROSE : ScenarioChange.VOLATILITY_FELL)
                .reserved(0);
        ScenarioCodec.encode(none, command);
        write();
        command.realisedE8(asked.realisedE8()).impliedE8(asked.impliedE8()).measuredNs(asked.measuredNs());
    }

    private void write() {
        if (!accepted) {
            command.scenarioSetVersion(0)
                    .levelE8(SetScenarioSetCommandEncoder.levelE8NullValue())
                    .levelBeforeE8(SetScenarioSetCommandEncoder.levelBeforeE8NullValue());
            ScenarioCodec.encodeOperators(none, command);
            ScenarioCodec.encodeBefore(none, command);
            return;
        }
        sets.merge(underlyingId, none, beforeE8);
        levels.raise(operatorsE8, levelE8, inForceE8);
        command.scenarioSetVersion(sets.version() + 1).levelE8(levelE8).levelBeforeE8(levels.levelE8(underlyingId));
        ScenarioCodec.encode(inForceE8, command);
        ScenarioCodec.encodeOperators(operatorsE8, command);
        ScenarioCodec.encodeBefore(beforeE8, command);
    }
}
