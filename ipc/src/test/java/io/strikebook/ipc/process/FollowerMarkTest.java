package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerMarkTest {
    @TempDir
    Path folder;

    @Test
    void isSeenAsAReaderWhileItRunsAndGoneAfterwards() {
        final Home home = Home.at(folder);
        try (FollowerMark mark = new FollowerMark(home, "snapshot", List.of("marks", "commands"))) {
            mark.position("commands", 7);
            mark.position("unknown", 9);
            assertThat(MarkFileReader.readAll(home)).isEmpty();
            final ProcessMark seen = MarkFileReader.readFollowers(home).get(0);
            assertThat(seen.role()).isEqualTo("snapshot");
            assertThat(seen.isAlive()).isTrue();
            assertThat(seen.positions())
                    .containsExactly(
                            new ProcessMark.Position("marks", false, 0),
                            new ProcessMark.Position("commands", false, 7));
            assertThatThrownBy(() -> new FollowerMark(home, "snapshot", List.of()))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining(
                            "in use by pid " + ProcessHandle.current().pid());
        }
        assertThat(MarkFileReader.readFollowers(home)).isEmpty();
    }
}
