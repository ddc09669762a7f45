package io.strikebook.margin.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A table against a map in the order opened: few rows and many, that go and come back. */
class PositionTableTest {
    private static final int STEPS = 20_000;

    @Test
    void keepsTheOrderOpenedAndFindsWhatIsHeld() {
        for (final int instruments : new int[] {3, 14, 40, 400}) {
            final SplittableRandom random = new SplittableRandom(instruments);
            final PositionTable table = new PositionTable();
            final Map<Integer, Long> twin = new LinkedHashMap<>();
            for (int step = 0; step < STEPS; step++) {
                final int id = 1 + random.nextInt(instruments);
                final int row = table.find(id);
                assertThat(row != PositionTable.NONE).isEqualTo(twin.containsKey(id));
                if (row == PositionTable.NONE) {
                    open(table, id, step + 1);
                    twin.put(id, step + 1L);
                } else {
                    check(table, row, twin.get(id));
                    table.release(row);
                    twin.remove(id);
                }
                assertThat(table.open()).isEqualTo(twin.size());
                if (step % 100 == 0) {
                    assertThat(lots(table)).containsExactlyElementsOf(twin.values());
                }
            }
        }
    }

    /** Rows that went flat are made use of before there is more room. */
    @Test
    void takesLittleMoreThanIsHeld() {
        final PositionTable table = new PositionTable();
        for (int id = 1; id <= 1_000; id++) {
            open(table, id, 1);
            if (id > 100) {
                table.release(table.find(id - 100));
            }
        }
        assertThat(table.open()).isEqualTo(100);
        assertThat(table.numbers().length * Long.BYTES).isLessThan(100 * 56 * 8 / 5);
    }

    private static void open(final PositionTable table, final int id, final long lots) {
        final int row = table.append(id);
        assertThat(table.costE12(row)).isZero();
        table.lots(row, lots);
        table.worthE12(row, 2 * lots);
        table.costE12(row, 3 * lots);
        table.lastPriceE8(row, 4 * lots);
        table.fundingE12(row, 5 * lots);
        table.margins(row, 6 * lots, 7 * lots);
    }

    private static void check(final PositionTable table, final int row, final long lots) {
        assertThat(table.lots(row)).isEqualTo(lots);
        assertThat(table.worthE12(row)).isEqualTo(2 * lots);
        assertThat(table.costE12(row)).isEqualTo(3 * lots);
        assertThat(table.lastPriceE8(row)).isEqualTo(4 * lots);
        assertThat(table.fundingE12(row)).isEqualTo(5 * lots);
        assertThat(table.initialMarginE12(row)).isEqualTo(6 * lots);
        assertThat(table.maintenanceMarginE12(row)).isEqualTo(7 * lots);
    }

    private static List<Long> lots(final PositionTable table) {
        final List<Long> lots = new ArrayList<>();
        for (int row = table.from(0); row != PositionTable.NONE; row = table.from(row + 1)) {
            lots.add(table.lots(row));
        }
        return lots;
    }
}
