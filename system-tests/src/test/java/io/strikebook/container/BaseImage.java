package io.strikebook.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
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
        return pull(client) ? HUB + ':' + HUB_TAG : bootstrap(client);
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

    private static String bootstrap(final DockerClient client) throws IOException, InterruptedException {
        final Path folder = Files.createTempDirectory("strikebook-base");
        try {
            final Path root = folder.resolve("root");
            Commands.run(List.of("debootstrap", "--variant=minbase", RELEASE, root.toString()))
                    .succeeded();
            final Process tar = new ProcessBuilder(
                            "tar",
                            "--create",
                            "--directory=" + root,
                            "--exclude=./var/cache/apt",
                            "--exclude=./var/lib/apt/lists",
                            "--exclude=./usr/share/doc",
                            ".")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (InputStream archive = tar.getInputStream()) {
                client.createImageCmd(OWN + ':' + RELEASE, archive).exec();
            }
            if (tar.waitFor() != 0) {
                throw new IOException("tar of the base root ended with " + tar.exitValue());
            }
            return OWN + ':' + RELEASE;
        } finally {
            Commands.run(List.of("rm", "-rf", "--one-file-system", folder.toString()));
        }
    }
}
