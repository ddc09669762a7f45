package io.strikebook.feeder.live;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.schemas.BookUpdateDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.InterruptionReason;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.SourceGapDecoder;
import io.strikebook.schemas.SourceState;
import io.strikebook.schemas.SourceStatusDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.agrona.concurrent.UnsafeBuffer;

/** A reader of what a feeder publishes: books of instruments, trusted from a snapshot until a gap, and what connections were said to do. */
final class FollowedBooks implements GroupSink {
    /** One instrument's. */
    static final class Book {
        final LevelMap levels = new LevelMap();
        boolean trusted;
        int gaps;
        int snapshots;
        int updates;
    }

    final Map<Integer, Book> books = new HashMap<>();
    final List<InterruptionReason> interruptions = new ArrayList<>();
    final long[] frames = new long[1_000];
    long connected;
    long wrongBooks;

    /** Whether a book of that hash ever was the venue's; asked for every trusted book after each group. */
    LongPredicate wasTheVenues = hash -> true;

    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final SourceGapDecoder gap = new SourceGapDecoder();
    private final SourceStatusDecoder status = new SourceStatusDecoder();
    private Book touched;

    Book book(final int instrument) {
        return books.computeIfAbsent(instrument, number -> new Book());
    }

    @Override
    public void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
            frame(buffer, at);
            if (FrameLayout.isLast(buffer, at) && touched != null) {
                if (touched.trusted && !wasTheVenues.test(touched.levels.hash())) {
                    wrongBooks++;
                }
                touched = null;
            }
        }
    }

    private void frame(final UnsafeBuffer buffer, final int at) {
        final int template = FrameLayout.templateId(buffer, at);
        frames[template]++;
        switch (template) {
            case BookUpdateDecoder.TEMPLATE_ID -> onBook(buffer, at);
            case SourceGapDecoder.TEMPLATE_ID -> {
                final int instrument =
                        gap.wrapAndApplyHeader(buffer, at, header).externalInstrumentId();
                if (instrument == 0) {
                    books.values().forEach(book -> book.trusted = false);
                } else {
                    book(instrument).trusted = false;
                    book(instrument).gaps++;
                }
            }
            case SourceStatusDecoder.TEMPLATE_ID -> {
                status.wrapAndApplyHeader(buffer, at, header);
                if (status.state() == SourceState.CONNECTED) {
                    connected++;
                } else {
                    interruptions.add(status.reason());
                }
            }
            default -> {}
        }
    }

    private void onBook(final UnsafeBuffer buffer, final int at) {
        update.wrapAndApplyHeader(buffer, at, header);
        final Book book = book(update.externalInstrumentId());
        touched = book;
        book.updates++;
        if (update.flags().snapshot()) {
            book.levels.clear();
            book.trusted = true;
            book.snapshots++;
        }
        for (final BookUpdateDecoder.LevelsDecoder level : update.levels()) {
            book.levels.set(level.side() == Side.BUY, level.priceE8(), level.quantityE8());
        }
    }
}
