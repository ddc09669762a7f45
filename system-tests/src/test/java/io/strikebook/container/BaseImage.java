package io.strikebook.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.strikebook.distribution.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The base of the image. {@code STRIKEBOOK_CONTAINER_BASE} names any; else Debian's from Docker Hub, and where no registry can
 * be reached, one made here of Debian's packages (as root, with debootstrap) and kept in the engine under a name of its own.
 */
final class BaseImage {
    private static final String VARIABLE = "STRIKEBOOK_CONTAINER_BASE";
    private static final String RELEASE = "bookworm";
    private static final String HUB = "debian";
    private static final String HUB_TAG = RELEASE + "-slim";
    private static final String OWN = "strikebook-base";
    private static final int PULL_SECONDS = 90;

    private BaseImage() {}

    static String find(final DockerClient client) throws IOException, InterruptedException {
        final String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return named;
        }
        for (final String image : List.of(OWN + ':' + RELEASE, HUB + ':' + HUB_TAG)) {
            if (isLocal(client, image)) {
                return image;
            }
        }
        return pull(client) ? HUB + ':' + HUB_TAG : bootstrap();
    }

    private static boolean isLocal(final DockerClient client, final String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (final NotFoundException e) {
            return false;
        }
    }

    private static boolean pull(final DockerClient client) throws InterruptedException {
        try {
            return client.pullImageCmd(HUB).withTag(HUB_TAG).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS);
        } catch (final DockerException e) {
            System.out.println("no base image from a registry (" + e.getMessage() + "): making one with debootstrap");
            return false;
        }
    }

    private static String bootstrap() throws IOException, InterruptedException {
        final Path folder = Files.createTempDirectory("strikebook-base");
        try {
            final Path root = folder.resolve("root");
            Commands.run(List.of("debootstrap", "--variant=minbase", RELEASE, root.toString()))
                    .succeeded();
            final Path archive = folder.resolve("root.tar");
            Commands.run(List.of(
                            "tar",
                            "--create",
                            "--file=" + archive,
                            "--directory=" + root,
                            "--exclude=./var/cache/apt",
                            "--exclude=./var/lib/apt/lists",
                            "--exclude=./usr/share/doc",
                            "."))
                    .succeeded();
            // by the engine's own client: the engine found archives cut that docker-java had sent it as a stream
            Commands.run(List.of("docker", "import", archive.toString(), OWN + ':' + RELEASE))
                    .succeeded();
            return OWN + ':' + RELEASE;
        } finally {
            Commands.run(List.of("rm", "-rf", "--one-file-system", folder.toString()));
        }
    }
}
