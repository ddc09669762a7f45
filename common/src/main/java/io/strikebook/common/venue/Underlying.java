package io.strikebook.common.venue;

/**
 * An underlying of the venue.
 *
 * @param underlyingId id in messages, from 1 without gaps
 * @param code         at most 8 ASCII characters, e.g. {@code BTC}
 */
public record Underlying(int underlyingId, String code) {}
