package io.strikebook.feeder.venue;

/**
 * What a venue's rules need from the other end of the connection. A recording has nobody to ask ({@link #NONE}): what was asked for then is
 * part of it. Called by the thread that runs the {@link VenueNormaliser}; does not wait.
 */
public interface VenueRequests {
    /** There is nobody to ask. */
    VenueRequests NONE = new VenueRequests() {
        @Override
        public void snapshot(final String symbol) {}

        @Override
        public void answer(final String text) {}
    };

    /** The book of an instrument has lost its way, or never had one: a snapshot is needed, however this venue gives one. */
    void snapshot(String symbol);

    /** The book that a snapshot was asked for is the venue's again. */
    default void obtained(final String symbol) {}

    /** The venue asked for an answer, as in a heartbeat: this text is to be sent at once. */
    void answer(String text);
}
