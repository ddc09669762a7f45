package io.strikebook.feeder.venue;

/**
 * Knows which instrument of a venue was not heard of for the longest time: a list by the time of the last message. Both ends are reached without
 * a search; allocates nothing.
 *
 * @param <I> what a venue keeps of an instrument
 */
final class QuietWatch<I extends VenueInstrument> {
    private VenueInstrument quietest;
    private VenueInstrument latest;

    /** Notes that an instrument was heard of now. */
    void heard(final I instrument, final long timeNs) {
        instrument.heardNs = timeNs;
        if (latest == instrument) {
            return;
        }
        drop(instrument);
        instrument.earlier = latest;
        if (latest != null) {
            latest.later = instrument;
        } else {
            quietest = instrument;
        }
        latest = instrument;
        instrument.watched = true;
    }

    /** Takes out the instrument that was heard of first, if that was before a time; null where there is none. */
    @SuppressWarnings("unchecked")
    I takeQuiet(final long beforeNs) {
        if (quietest == null || quietest.heardNs >= beforeNs) {
            return null;
        }
        final I quiet = (I) quietest;
        drop(quiet);
        return quiet;
    }

    private void drop(final VenueInstrument instrument) {
        if (!instrument.watched) {
            return;
        }
        if (instrument.earlier != null) {
            instrument.earlier.later = instrument.later;
        } else {
            quietest = instrument.later;
        }
        if (instrument.later != null) {
            instrument.later.earlier = instrument.earlier;
        } else {
            latest = instrument.earlier;
        }
        instrument.earlier = null;
        instrument.later = null;
        instrument.watched = false;
    }
}
