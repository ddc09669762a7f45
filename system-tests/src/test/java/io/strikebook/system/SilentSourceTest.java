package io.strikebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.SourceLostCommandDecoder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that lives and says nothing: its process stands still, so that its mark file's heartbeat stops, and goes on later. */
class SilentSourceTest {
    /** How often a source was said to be lost since its last request. */
    private static final class Losses {
        private final EnvelopeDecoder envelope = new EnvelopeDecoder();
        private final SourceLostCommandDecoder command = new SourceLostCommandDecoder();
        private final Subscription commands;
        private int sourceId = -1;
        private int count;

        Losses(final Subscription commands) {
            this.commands = commands;
        }

        int count() {
            while (commands.poll(this::onCommand)) {
                // until all there is was looked at
            }
            return count;
        }

        private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
            final int body = offset + FrameLayout.HEADER_LENGTH;
            if (FrameLayout.templateId(buffer, offset) == SourceLostCommandDecoder.TEMPLATE_ID) {
                sourceId = command.wrap(buffer, body, SourceLostCommandDecoder.BLOCK_LENGTH, 0)
                        .lostSourceId();
                count++;
            } else if (envelope.wrap(buffer, body).sourceId() == sourceId) {
                count = 0;
            }
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void isLostOnceAndComesBackWithItsNextRequest() {
        try (VenueProcesses venue = VenueProcesses.create("silent", new VenueConfig().ordersPerSecond(1_000))) {
            venue.startAll();
            venue.await("orders to be answered", () -> venue.written(Role.MARGIN) > 1_000);
            try (Subscription commands =
                    venue.transport().subscription(venue.home().queue(QueueNames.COMMANDS))) {
                final Losses losses = new Losses(commands);
                venue.signal(Role.LOAD, "STOP");
                venue.await("the silent source to be sequenced as lost", () -> losses.count() > 0);
                assertThat(venue.isAlive(Role.LOAD)).isTrue();
                final long written = venue.head(Role.LOAD);
                final long answered = venue.head(Role.MARGIN);
                venue.await("the venue to go on without it", () -> venue.head(Role.MARGIN) > answered + 100);
                assertThat(losses.count()).as("it is lost once").isEqualTo(1);
                assertThat(venue.head(Role.LOAD)).isEqualTo(written);
                venue.signal(Role.LOAD, "CONT");
                venue.await("its next orders", () -> venue.head(Role.LOAD) > written && losses.count() == 0);
            }
            venue.stopAll();
            HomeAudit.of(venue.home());
            Recordings.requireIdentical(venue.home());
            venue.succeeded();
        }
    }
}
