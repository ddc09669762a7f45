package io.strikebook.cli;

import io.strikebook.ipc.home.Home;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names a home; a mixin of every command that works on one. */
public final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIRECTORY",
            defaultValue = "home",
            description = "the home to work on (default: ./home)")
    private Path path;

    /** The home; nothing of it was read or checked yet. */
    public Home home() {
        return Home.at(path);
    }
}
