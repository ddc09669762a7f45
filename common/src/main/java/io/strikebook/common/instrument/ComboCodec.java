package io.strikebook.common.instrument;

import io.strikebook.schemas.ComboLegsDecoder;
import io.strikebook.schemas.ComboLegsEncoder;
import java.util.function.IntFunction;

/** Moves legs between the object and the schema's composite. Allocates: listing is not a hot path. */
public final class ComboCodec {
    private ComboCodec() {}

    /** Writes every field of the composite. */
    public static void encode(final ComboLegs legs, final ComboLegsEncoder encoder) {
        encoder.leg1Id(id(legs, 0)).leg2Id(id(legs, 1)).leg3Id(id(legs, 2)).leg4Id(id(legs, 3));
        encoder.ratio1(ratio(legs, 0))
                .ratio2(ratio(legs, 1))
                .ratio3(ratio(legs, 2))
                .ratio4(ratio(legs, 3));
    }

    private static int id(final ComboLegs legs, final int index) {
        return index < legs.count() ? legs.leg(index).instrumentId() : 0;
    }

    private static int ratio(final ComboLegs legs, final int index) {
        return index < legs.count() ? legs.ratio(index) : 0;
    }

    /**
     * Reads every field of the composite; what it means is checked by {@link ComboLegs#areValid()}.
     *
     * @param instruments a listed instrument by its id, or null
     * @return null where one is not listed
     */
    public static ComboLegs decode(final ComboLegsDecoder decoder, final IntFunction<Instrument> instruments) {
        final int[] ids = {decoder.leg1Id(), decoder.leg2Id(), decoder.leg3Id(), decoder.leg4Id()};
        final int[] ratios = {decoder.ratio1(), decoder.ratio2(), decoder.ratio3(), decoder.ratio4()};
        int count = ComboLegs.MAX;
        while (count > 0 && ids[count - 1] == 0 && ratios[count - 1] == 0) {
            count--;
        }
        return of(ids, ratios, count, instruments);
    }

    /** The first legs of the given ids and ratios; null where one is not listed. */
    public static ComboLegs of(
            final int[] ids, final int[] ratios, final int count, final IntFunction<Instrument> instruments) {
        final Instrument[] legs = new Instrument[count];
        final int[] ofLegs = new int[count];
        for (int i = 0; i < count; i++) {
            legs[i] = instruments.apply(ids[i]);
            ofLegs[i] = ratios[i];
            if (legs[i] == null) {
                return null;
            }
        }
        return new ComboLegs(legs, ofLegs);
    }
}
