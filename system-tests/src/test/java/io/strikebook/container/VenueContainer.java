package io.strikebook.container;

import com.github.dockerjava.api.model.HostConfig;
import io.strikebook.distribution.Commands;
import io.strikebook.distribution.Distribution;
import io.strikebook.system.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;

/** One container with a venue's processes, without a network. */
final class VenueContainer implements AutoCloseable {
    static final String HOME = "/data/home";

    private static final String INSTALLED = "/opt/strikebook";
    private static final String CONFIG = "/data/venue.yaml";
    private static final String ARCHIVE = "/data/home.tar";
    private static final long MEMORY_BYTES = 3L << 30;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ImageFromDockerfile image;
    private final GenericContainer<?> container;

    VenueContainer(final String base, final Distribution distribution, final String config) {
        image = new ImageFromDockerfile()
                .withFileFromPath("strikebook", distribution.folder())
                // Only what has to be in the image: some storage drivers copy all of it for each instruction.
                .withDockerfileFromBuilder(
                        file -> file.from(base).copy("strikebook", INSTALLED).build());
        container = new GenericContainer<>(image)
                .withEnv("STRIKEBOOK_JAVA", INSTALLED + "/runtime/bin/java")
                .withEnv("STRIKEBOOK_HEAP", "128m")
                .withEnv("STRIKEBOOK_JVM_FLAGS", Distribution.SHORT_LIVED)
                // The first process: it reaps those that were killed, and ends when it is asked to.
                .withCommand("/bin/sh", "-c", "trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done")
                .withNetworkMode("none")
                .withCopyToContainer(Transferable.of(config), CONFIG)
                .withCreateContainerCmdModifier(command -> {
                    final HostConfig host = command.getHostConfig();
                    host.withMemory(MEMORY_BYTES);
                })
                .withStartupTimeout(Duration.ofMinutes(2));
    }

    void start() {
        container.start();
    }

    /** Runs the one entry point inside; its output. */
    String strikebook(final String... arguments) throws IOException, InterruptedException {
        final String[] command = new String[arguments.length + 1];
        command[0] = INSTALLED + "/scripts/strikebook";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return execute(command);
    }

    /** Starts all processes of a new home. */
    void up() throws IOException, InterruptedException {
        strikebook("up", "--home", HOME, "--config", CONFIG);
    }

    /** The number of commands that margin, the last in the flow, has answered. */
    long answered() throws IOException, InterruptedException {
        final String status = strikebook("status", "--json", "--home", HOME);
        final Matcher matcher = Pattern.compile("\"queue\":\"margin\",\"use\":\"write\",\"sequence\":(\\d+)")
                .matcher(status);
        if (!matcher.find()) {
            throw new AssertionError("no position of margin in " + status);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Waits until that many commands are answered. */
    void awaitAnswered(final long commands) throws IOException, InterruptedException {
        final Deadline deadline = Deadline.in(PATIENCE, POLL);
        long answered = answered();
        while (answered < commands) {
            if (!deadline.pause()) {
                throw new AssertionError("only " + answered + " of " + commands + " commands were answered\n"
                        + strikebook("status", "--home", HOME) + logs());
            }
            answered = answered();
        }
    }

    /** Ends a process without asking it. */
    void kill(final String role) throws IOException, InterruptedException {
        final String pid = execute("cat", HOME + "/run/" + role + ".pid").strip();
        execute(
                "/bin/sh",
                "-c",
                "kill -9 " + pid + " && while grep -q '^State:[[:space:]]*[^Z]' /proc/" + pid
                        + "/status 2>/dev/null; do sleep 0.1; done");
    }

    /** Copies the home out. Packed inside, so that holes in the queues' files stay holes. */
    Path copyHome(final Path folder) throws IOException, InterruptedException {
        execute("tar", "--create", "--sparse", "--file=" + ARCHIVE, "--directory=/data", "home");
        final Path archive = folder.resolve("home.tar");
        container.copyFileFromContainer(ARCHIVE, archive.toString());
        Commands.run(List.of("tar", "--extract", "--file=" + archive, "--directory=" + folder))
                .succeeded();
        return folder.resolve("home");
    }

    private String logs() throws IOException, InterruptedException {
        return execute("/bin/sh", "-c", "tail -n 20 " + HOME + "/log/*.out");
    }

    private String execute(final String... command) throws IOException, InterruptedException {
        final ExecResult result = container.execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new AssertionError(Arrays.toString(command) + " ended with " + result.getExitCode()
                    + " in the container:\n" + result.getStdout() + result.getStderr());
        }
        return result.getStdout();
    }

    /** Removes the container and the image made for it, where it came to that; the base stays for the next time. */
    @Override
    public void close() {
        try {
            container.stop();
        } finally {
            if (image.isDone()) {
                DockerClientFactory.instance()
                        .client()
                        .removeImageCmd(image.get())
                        .withForce(true)
                        .exec();
            }
        }
    }
}
