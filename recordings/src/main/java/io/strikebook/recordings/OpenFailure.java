package io.strikebook.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** That a file of a recording cannot be opened, in words for who named it. */
public final class OpenFailure {
    private OpenFailure() {}

    /** Names the file and why. */
    public static UncheckedIOException of(final Path path, final IOException failure) {
        return new UncheckedIOException("cannot open " + path + ": " + reason(failure), failure);
    }

    private static String reason(final IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "may not be read";
        }
        final String said = failure instanceof FileSystemException
                ? ((FileSystemException) failure).getReason()
                : failure.getMessage();
        return said == null ? failure.toString() : said;
    }
}
