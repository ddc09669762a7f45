package io.strikebook.cli.print;

/** What ids in frames are called. */
@FunctionalInterface
public interface FrameNames {
    /** Calls nothing by name. */
    FrameNames NONE = (field, id) -> null;

    /**
     * Name of an id.
     *
     * @param field the schema's name of the field that holds it, e.g. {@code instrumentId}
     * @return the name, or null where it is not known
     */
    String nameOf(String field, long id);
}
