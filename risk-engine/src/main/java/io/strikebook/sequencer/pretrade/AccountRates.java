package io.strikebook.sequencer.pretrade;

import io.strikebook.common.venue.RiskLimits;
import io.strikebook.schemas.RequestKind;

/** The token buckets of one account, by kind of request. */
final class AccountRates {
    static final int KINDS = 6;

    /** What operators gave it; 0 as the venue has it, -1 any number. */
    final int[] ownPerSecond = new int[KINDS];

    final int[] ownBurst = new int[KINDS];

    /** How long a token takes to come back; 0: there is no limit. */
    final long[] intervalsNs = new long[KINDS];

    /** How long a whole bucket takes. */
    final long[] windowsNs = new long[KINDS];

    /** When the bucket will be full again. */
    final long[] fullAtNs = new long[KINDS];

    /** Works out what applies to a kind. */
    void changed(final RequestKind kind, final RiskLimits venue) {
        final int at = kind.value();
        int perSecond = Math.max(0, ownPerSecond[at]);
        int burst = ownBurst[at];
        if (ownPerSecond[at] == 0) {
            for (final RiskLimits.Rate rate : venue.rates()) {
                if (rate.kind() == kind) {
                    perSecond = rate.perSecond();
                    burst = rate.burst();
                }
            }
        }
        intervalsNs[at] = perSecond == 0 ? 0 : RateLimits.SECOND_NS / perSecond;
        windowsNs[at] = intervalsNs[at] * burst;
    }
}
