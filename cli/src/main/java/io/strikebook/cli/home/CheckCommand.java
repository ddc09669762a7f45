package io.strikebook.cli.home;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at a home before its processes start: configuration, manifest, queues, and that no output is ahead of its input. */
@Command(
        name = "check",
        description = "Checks configuration, manifest and queues of a home before it is started.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    @Mixin
    private HomeOption homeOption;

    @Override
    public Integer call() {
        final Manifest manifest = homeOption.home().open();
        final HomeConfig config = HomeConfig.read(homeOption.home().configFile());
        RoleSections.check(config, manifest.venue(), manifest.timeMode(), manifest.created());
        QueueHeads.read(homeOption.home(), manifest).check();
        return ExitCodes.DONE;
    }
}
