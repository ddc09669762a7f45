package io.strikebook.ipc.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Terms come back as they were, whatever their enums are. */
class TermsSnapshotTest {
    @Test
    void readsBackEveryCombinationOfEnums() {
        final List<InstrumentTerms> saved = new ArrayList<>();
        for (final InstrumentKind kind : withCodesOfTheirOwn(InstrumentKind.values())) {
            for (final OptionType type : withCodesOfTheirOwn(OptionType.values())) {
                for (final ContractStyle style : withCodesOfTheirOwn(ContractStyle.values())) {
                    for (final Currency currency : withCodesOfTheirOwn(Currency.values())) {
                        saved.add(terms(saved.size(), kind, type, style, currency));
                    }
                }
            }
        }
        final SnapshotOutput out = new SnapshotOutput();
        saved.forEach(terms -> TermsSnapshot.save(terms, out));
        final SnapshotInput in = new SnapshotInput(out.buffer(), 0, out.length());
        saved.forEach(terms -> assertThat(TermsSnapshot.load(in)).isEqualTo(terms));
        in.end();
    }

    /** SBE_UNKNOWN has the code of NULL_VAL. */
    private static <E extends Enum<E>> List<E> withCodesOfTheirOwn(final E[] values) {
        return Arrays.stream(values)
                .filter(value -> !value.name().equals("SBE_UNKNOWN"))
                .toList();
    }

    private static InstrumentTerms terms(
            final int number,
            final InstrumentKind kind,
            final OptionType type,
            final ContractStyle style,
            final Currency currency) {
        return new InstrumentTerms(
                "BTC-" + number,
                "BTC",
                kind,
                type,
                style,
                currency,
                number,
                Long.MAX_VALUE - number,
                Long.MIN_VALUE + number,
                -number,
                1L << 40);
    }
}
