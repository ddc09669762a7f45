package io.strikebook.ipc.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.home.HomeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedSyncsTest {
    @TempDir
    Path folder;

    @Test
    void areKnownUntilTheMachineIsBooted() throws IOException {
        final Path file = folder.resolve("sync.failed");
        final FailedSyncs failed = new FailedSyncs(file, "boot-1");
        assertThat(failed.read()).isEmpty();
        failed.add("commands", 70, "no\nluck");
        failed.add("margin", 9, "none");
        failed.add("commands", 60, "again");
        assertThat(new FailedSyncs(file, "boot-1").read()).isEqualTo(Map.of("commands", 60L, "margin", 9L));
        assertThat(new FailedSyncs(file, "boot-2").read()).isEmpty();
    }

    @Test
    void refuseAFileThatSaysNothing() throws IOException {
        final Path file = Files.writeString(folder.resolve("sync.failed"), "boot-1 commands\n");
        assertThatThrownBy(() -> new FailedSyncs(file, "boot-1").read())
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("sync.failed: cannot be read");
    }
}
