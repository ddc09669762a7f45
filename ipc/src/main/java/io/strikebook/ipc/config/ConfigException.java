package io.strikebook.ipc.config;

/** Configuration that is refused; the message names file, line and key where they are known, and is meant for the operator. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal in the operator's words. */
    public ConfigException(final String message) {
        super(message);
    }
}
