package io.strikebook.runner;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import io.strikebook.schemas.RiskArrayDecoder;
import java.util.TreeMap;

/** What a recording's epochs say when they switch to another scenario set. */
final class ScenarioSwitches {
    private ScenarioSwitches() {}

    /** Risk arrays in the first epoch of each version. */
    static TreeMap<Integer, Integer> arrays(final Recording recording) {
        final TreeMap<Integer, Integer> arrays = new TreeMap<>();
        final MarksEpochBeginDecoder begin = new MarksEpochBeginDecoder();
        final FrameHeaderDecoder header = new FrameHeaderDecoder();
        final Subscription marks = recording.subscription(QueueNames.MARKS);
        final boolean[] first = new boolean[1];
        while (marks.poll((buffer, offset, length) -> {
            final int template = FrameLayout.templateId(buffer, offset);
            if (template == MarksEpochBeginDecoder.TEMPLATE_ID) {
                final int version =
                        begin.wrapAndApplyHeader(buffer, offset, header).scenarioSetVersion();
                first[0] = arrays.putIfAbsent(version, 0) == null;
            } else if (template == RiskArrayDecoder.TEMPLATE_ID && first[0]) {
                arrays.merge(arrays.lastKey(), 1, Integer::sum);
            }
        })) {
            continue;
        }
        return arrays;
    }
}
