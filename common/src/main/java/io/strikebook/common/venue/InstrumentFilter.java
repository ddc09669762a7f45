package io.strikebook.common.venue;

import io.strikebook.schemas.InstrumentKind;

/**
 * The instruments that a rule of the venue is for.
 *
 * @param underlying code, or null for any
 * @param kind       or null for any
 */
public record InstrumentFilter(String underlying, InstrumentKind kind) {
    /** Whether an instrument is one of them. */
    boolean fits(final String code, final InstrumentKind instrumentKind) {
        return (underlying == null || underlying.equals(code)) && (kind == null || kind == instrumentKind);
    }
}
