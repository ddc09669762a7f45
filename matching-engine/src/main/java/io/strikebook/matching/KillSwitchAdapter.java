package io.strikebook.matching;

import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetGroupKillSwitchCommandDecoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandDecoder.MembersDecoder;
import io.strikebook.schemas.SetKillSwitchCommandDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Kill switches as typed calls. What is refused while one is on is the sequencer's: matching takes off what rests when it goes on. The
 * command of a risk group names its accounts, since groups are the sequencer's, too.
 */
final class KillSwitchAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final SetKillSwitchCommandDecoder single = new SetKillSwitchCommandDecoder();
    private final SetGroupKillSwitchCommandDecoder group = new SetGroupKillSwitchCommandDecoder();
    private final MatchingRules rules;

    KillSwitchAdapter(final MatchingRules rules) {
        this.rules = rules;
    }

    /** What the block of such a command has at least. */
    static int blockLength(final int templateId) {
        return templateId == SetKillSwitchCommandDecoder.TEMPLATE_ID
                ? SetKillSwitchCommandDecoder.BLOCK_LENGTH
                : SetGroupKillSwitchCommandDecoder.BLOCK_LENGTH;
    }

    /** Returns the account that the command names, 0 for none. */
    int onCommand(final int templateId, final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        if (templateId == SetGroupKillSwitchCommandDecoder.TEMPLATE_ID) {
            group.wrapAndApplyHeader(buffer, offset, header);
            if (decision == RejectCode.ACCEPTED && group.on() != 0) {
                for (final MembersDecoder member : group.members()) {
                    rules.kill(member.memberId());
                }
            }
            return 0;
        }
        single.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED && single.on() != 0) {
            rules.kill(single.accountId());
        }
        return single.accountId();
    }
}
