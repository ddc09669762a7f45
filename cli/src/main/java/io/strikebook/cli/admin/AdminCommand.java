package io.strikebook.cli.admin;

import io.strikebook.cli.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Parent of every request of an operator. */
@Command(
        name = "admin",
        description = {
            "Records an operator's request on the admin queue and tells how it was decided.",
            "",
            "Works on a stopped venue too: the request is then decided at the next start."
        },
        footer = {
            "",
            "Exit codes: 0 accepted, or recorded for the next start; 1 refused, or not decided in time; 2 arguments; 3 "
                    + "no such home,"
                    + " or another writer holds the queue."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "REQUEST",
        subcommands = {
            CreateAccount.class,
            Deposit.class,
            Withdraw.class,
            Transfer.class,
            SetLimits.class,
            SetOrderLimits.class,
            SetPositionLimit.class,
            SetGreekLimits.class,
            SetRateLimit.class,
            SetStanding.class,
            SetGroup.class,
            ListInstrument.class,
            ListCombo.class,
            ListSpreads.class,
            EnterBlockTrade.class,
            HaltInstrument.class,
            ResumeInstrument.class,
            SetPhase.class,
            ScheduleOpening.class,
            SetVolatilityBand.class,
            SetMarketMode.class,
            SetAllocation.class,
            SetIndexSource.class,
            SetMarginModel.class,
            SetScenarioSet.class,
            SettleExpiry.class,
            SetSelfTrade.class,
            KillSwitch.class,
            CancelOrder.class,
            MassCancel.class
        })
public final class AdminCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Without a request there is only help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCodes.USAGE;
    }
}
