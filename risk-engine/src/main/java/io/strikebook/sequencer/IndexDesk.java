package io.strikebook.sequencer;

import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetIndexSourceDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides what operators ask about sources of an index, which only the pricer acts on: {@code MALFORMED} where a field is out of range,
 * or the source neither a constituent nor a venue; {@code UNKNOWN_UNDERLYING}. A source need not have been seen. Changes no state.
 */
final class IndexDesk {
    private static final int FULL_WEIGHT = 100;

    private final SetIndexSourceDecoder request = new SetIndexSourceDecoder();
    private final int underlyings;

    IndexDesk(final int underlyings) {
        this.underlyings = underlyings;
    }

    RejectCode decide(final UnsafeBuffer buffer, final int body) {
        request.wrap(buffer, body, SetIndexSourceDecoder.BLOCK_LENGTH, SetIndexSourceDecoder.SCHEMA_VERSION);
        final int letters = venueLength();
        final boolean namesOne = letters == 0 ? request.constituentId() > 0 : request.constituentId() == 0;
        if (letters < 0
                || !namesOne
                || request.weight() < 1
                || request.weight() > FULL_WEIGHT
                || request.enabled() > 1) {
            return RejectCode.MALFORMED;
        }
        return request.underlyingId() > 0 && request.underlyingId() <= underlyings
                ? RejectCode.ACCEPTED
                : RejectCode.UNKNOWN_UNDERLYING;
    }

    /** How many characters the venue has before its padding; -1 where one may not be there. */
    private int venueLength() {
        int length = 0;
        for (int i = 0; i < SetIndexSourceDecoder.venueLength(); i++) {
            final byte character = request.venue(i);
            if (character != 0 && (length < i || !isAllowed(character))) {
                return -1;
            }
            length += character == 0 ? 0 : 1;
        }
        return length;
    }

    private static boolean isAllowed(final byte character) {
        return character >= '0' && character <= '9'
                || character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z'
                || character == '_'
                || character == '-';
    }
}
