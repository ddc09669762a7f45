package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.InstrumentFilter;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.common.venue.VolatilityBands;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.TriggerReference;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The volatility band that a venue lists instruments with is theirs from the first command on, until an operator gives them another. */
class ListedBandTest {
    private static final int PERPETUAL = 1;
    private static final int OPTION = 2;
    private static final long LENGTH_NS = 1_000;

    private final VenueParameters parameters =
            EngineHarness.PARAMETERS.withVolatilityBands(new VolatilityBands(List.of(new VolatilityBands.Rule(
                    new InstrumentFilter("BTC", InstrumentKind.PERPETUAL), TriggerReference.MARK, 10, LENGTH_NS))));
    private final List<String> events = new ArrayList<>();
    private final Publication executions = new GroupBuffer(this::onExecutions);
    private final MatchingEngine engine = new MatchingEngine(parameters, executions);
    private final Publication publication = new GroupBuffer(this::onCommands);
    private final Commands commands = new Commands(publication);

    @Test
    void theRuleThatFitsIsSaidAndMayBeReplaced() {
        commands.list(PERPETUAL);
        commands.list(OPTION);
        new PhaseCommands(commands).band(PERPETUAL, 0, TriggerReference.MARK, 0);
        publication.flush();
        assertThat(events)
                .filteredOn(event -> event.startsWith("band"))
                .containsExactly(
                        PhaseEventText.band(PERPETUAL, 10, TriggerReference.MARK, LENGTH_NS),
                        PhaseEventText.band(PERPETUAL, 0, TriggerReference.MARK, 0));
        publication.close();
        executions.close();
    }

    private void onCommands(
            final UnsafeBuffer buffer, final int offset, final int length, final long firstSequence, final int groups) {
        for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
            engine.onCommand(buffer, at, FrameLayout.frameLength(buffer, at));
        }
        executions.flush();
    }

    private void onExecutions(
            final UnsafeBuffer buffer, final int offset, final int length, final long firstSequence, final int groups) {
        for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
            events.add(EventText.decode(buffer, at));
        }
    }
}
