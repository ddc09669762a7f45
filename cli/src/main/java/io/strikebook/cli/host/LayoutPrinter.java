package io.strikebook.cli.host;

import io.strikebook.cli.TextTable;
import io.strikebook.ipc.host.CpuLayout;
import io.strikebook.ipc.host.CpuLayout.Placement;
import io.strikebook.ipc.host.CpuList;
import java.util.ArrayList;
import java.util.List;

/** A layout as a table with its reasons. */
final class LayoutPrinter {
    private LayoutPrinter() {}

    static List<String> lines(final CpuLayout layout) {
        final TextTable table = new TextTable("PROCESS", "CPU", "IDLE", "OTHER THREADS", "POPULATED BY", "WHY");
        for (final Placement place : layout.placements()) {
            table.row(
                    place.role(),
                    place.cpu() == CpuLayout.NO_CPU ? CpuList.format(layout.shared()) : place.cpu(),
                    place.idle(),
                    CpuList.format(layout.helpers(place.role())),
                    layout.helpersApart(place.role()) ? "housekeeper" : "agent",
                    place.why());
        }
        final List<String> lines = new ArrayList<>(layout.notes());
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        lines.add("shared by the system, by processes without a CPU of their own and by all other threads (housekeeper,"
                + " compiler, garbage collector): " + CpuList.format(layout.shared()));
        return lines;
    }
}
