package io.strikebook.feeder.l3;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.recordings.View;

/**
 * What an order-by-order recording is about.
 *
 * @param venue         its name in descriptions
 * @param terms         what the instrument is; prices that are no multiples of its tick are refused
 * @param dayStartNs    added to the recording's times: midnight where they count from there, else 0
 * @param unitE8        quantity, 1e-8, that one lot of the recording is
 * @param view          how much of the exchange's book it holds
 */
public record RecordedInstrument(String venue, InstrumentTerms terms, long dayStartNs, long unitE8, View view) {}
