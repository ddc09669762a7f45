package io.strikebook.sequencer.pretrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The map of an account's exposures against one of the library. */
class ExposureMapTest {
    private static final InstrumentTerms TERMS = new InstrumentTerms(
            "BTC-PERPETUAL",
            "BTC",
            InstrumentKind.PERPETUAL,
            OptionType.NONE,
            ContractStyle.INVERSE,
            Currency.BTC,
            0,
            0,
            50_000_000L,
            1_000_000_000L,
            1_000_000);

    @Test
    void findsWhatIsThereAndNothingElse() {
        final SplittableRandom random = new SplittableRandom(5);
        for (final int instruments : new int[] {1, 5, 100, 5_000}) {
            final ExposureMap map = new ExposureMap();
            final Map<Integer, Exposure> twin = new HashMap<>();
            int last = 0;
            for (int i = 0; i < 3 * instruments; i++) {
                final int id = 1 + random.nextInt(instruments);
                assertThat(map.get(id)).isSameAs(twin.get(id));
                if (!twin.containsKey(id)) {
                    final Exposure exposure = new Exposure(null, new Instrument(id, 1, TERMS));
                    map.put(exposure);
                    twin.put(id, exposure);
                    last = Math.max(last, id);
                }
                assertThat(map.lastInstrumentId()).isEqualTo(last);
            }
            for (int id = -1; id <= instruments + 1; id++) {
                assertThat(map.get(id)).isSameAs(twin.get(id));
            }
        }
    }
}
