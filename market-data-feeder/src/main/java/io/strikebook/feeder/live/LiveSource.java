package io.strikebook.feeder.live;

import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import java.util.function.Function;

/**
 * One venue's stream.
 *
 * @param protocol   how the venue is spoken to
 * @param rules    makes the venue's rules, given whom they ask
 */
public record LiveSource(VenueProtocol protocol, Function<VenueRequests, VenueNormaliser> rules) {}
