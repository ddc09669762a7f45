package io.strikebook.common.venue;

import io.strikebook.schemas.CreateAccountCommandDecoder;
import io.strikebook.schemas.DepositCommandDecoder;
import io.strikebook.schemas.SetAccountLimitsCommandDecoder;
import io.strikebook.schemas.WithdrawCommandDecoder;

/** Who answers a command: a pure function of its template, so that margin knows which groups to await. */
public final class CommandOwnership {
    private CommandOwnership() {}

    /** Whether matching writes a group for commands of this template; margin answers every command. */
    public static boolean answeredByMatching(final int templateId) {
        return switch (templateId) {
            case CreateAccountCommandDecoder.TEMPLATE_ID,
                    DepositCommandDecoder.TEMPLATE_ID,
                    WithdrawCommandDecoder.TEMPLATE_ID,
                    SetAccountLimitsCommandDecoder.TEMPLATE_ID -> false;
            default -> true;
        };
    }
}
