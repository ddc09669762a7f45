package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.QueueNames;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes around every role's agent costs no garbage (what the queues cost is tested with them), and lets an agent end by itself. */
class ProcessAgentTest {
    private static final String CONFIG = "queues:\n  blockSizeMb: 1\nmargin:\n  idle: busy\n";

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void allocatesNothingPerDutyCycle() {
        final Home home = Home.at(folder);
        HomeQueues.init(home, HomeConfig.parse("test", CONFIG), CONFIG);
        final Measured[] measured = new Measured[1];
        final int code = StrikebookProcess.run("margin", new String[] {"--home", folder.toString()}, context -> {
            measured[0] = new Measured(context);
            return measured[0];
        });
        assertThat(code).isEqualTo(StrikebookProcess.CLEAN);
        assertThat(measured[0].threadName).isEqualTo("margin");
        assertThat(measured[0].allocatedBytes).isZero();
        final ProcessMark mark = MarkFileReader.read(home.markFile("margin")).orElseThrow();
        assertThat(mark.state()).isEqualTo(ProcessState.STOPPED);
        assertThat(mark.cycles().cycles()).isGreaterThanOrEqualTo(Measured.END - 1);
        assertThat(mark.positions()).contains(new ProcessMark.Position(QueueNames.MARGIN, true, Measured.WRITTEN / 2));
    }

    private static final class Measured implements Agent {
        static final int WRITTEN = 100_000;
        static final int WARM = 500_000;
        static final int END = 900_000;

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final Publication margin;
        private final Subscription read;
        private String threadName;
        private long allocatedBytes;
        private final FrameHandler handler = (buffer, offset, length) -> {};
        private long cycle;

        Measured(final ProcessContext context) {
            margin = context.publication(QueueNames.MARGIN);
            read = context.subscription(QueueNames.MARGIN);
        }

        @Override
        public int doWork() {
            cycle++;
            if (cycle == WARM) {
                allocatedBytes = threads.getCurrentThreadAllocatedBytes();
            }
            if (cycle == END) {
                allocatedBytes = threads.getCurrentThreadAllocatedBytes() - allocatedBytes;
                threadName = Thread.currentThread().getName();
                throw new AgentTerminationException("done");
            }
            if (cycle % 2 == 0 || cycle > WRITTEN) {
                return read.poll(handler) ? 1 : 0;
            }
            TestGroups.group(margin, cycle / 2 + 1, 64);
            margin.flush();
            return 0;
        }

        @Override
        public String roleName() {
            return "measured";
        }
    }
}
