package io.strikebook.sequencer;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetScenarioSetCommandEncoder;
import io.strikebook.schemas.SetScenarioSetDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides what operators ask about the scenarios of an underlying: {@code MALFORMED} where a parameter is out of its range or none is given,
 * {@code UNKNOWN_UNDERLYING}, {@code CAPACITY_EXCEEDED} where versions ran out. The command of what is accepted has all parameters, the ones
 * that stay too, and the venue's next version.
 */
final class ScenarioDesk {
    private final SetScenarioSetDecoder request = new SetScenarioSetDecoder();
    private final SetScenarioSetCommandEncoder encoder = new SetScenarioSetCommandEncoder();
    private final long[] requestedE8 = new long[ScenarioParameter.COUNT];
    private final ScenarioParameter[] parameters = ScenarioParameter.values();
    private final ScenarioSets sets;
    private int underlyingId;
    private boolean accepted;

    ScenarioDesk(final ScenarioSets sets) {
        this.sets = sets;
    }

    RejectCode decide(final UnsafeBuffer buffer, final int body) {
        request.wrap(buffer, body, SetScenarioSetDecoder.BLOCK_LENGTH, SetScenarioSetDecoder.SCHEMA_VERSION);
        ScenarioCodec.decode(request.parameters(), requestedE8);
        underlyingId = request.underlyingId();
        final RejectCode decision = check();
        accepted = decision == RejectCode.ACCEPTED;
        return decision;
    }

    private RejectCode check() {
        int given = 0;
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
        if (underlyingId < 1 || underlyingId > sets.underlyings()) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        return sets.version() == Integer.MAX_VALUE ? RejectCode.CAPACITY_EXCEEDED : RejectCode.ACCEPTED;
    }

    /** Writes what the request does not have into its command, whose block begins at an offset. */
    void complete(final UnsafeBuffer buffer, final int block) {
        encoder.wrap(buffer, block).scenarioSetVersion(accepted ? sets.version() + 1 : 0);
        if (accepted) {
            sets.merge(underlyingId, requestedE8, requestedE8);
            ScenarioCodec.encode(requestedE8, encoder.parameters());
        }
    }
}
