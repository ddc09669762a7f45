package io.strikebook.benchmarks.matching;

import io.strikebook.books.BookFollower;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.OrderAcceptedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderReplacedDecoder;
import io.strikebook.schemas.QuotesAcceptedDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The frames that the engine wrote for a flow of commands, as they were flushed, in pieces of memory; those that fill the books apart. */
final class RecordedExecutions {
    private static final int PIECE = 1 << 26;

    private final List<UnsafeBuffer> pieces = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final int filling;
    private final int live;
    private long messages;
    private long frames;
    private long bytes;

    /**
     * Runs all commands.
     *
     * @param fillingCommands how many come before those that count
     */
    RecordedExecutions(final CommandFrames commands, final int fillingCommands) {
        final EngineContender engine = new EngineContender(commands);
        engine.reset((buffer, offset, length, firstSequence, groupsEnded) -> add(buffer, offset, length));
        engine.run(0, fillingCommands);
        filling = pieces.size();
        newPiece();
        engine.run(fillingCommands, commands.size());
        live = engine.live();
        for (int piece = filling; piece < pieces.size(); piece++) {
            count(pieces.get(piece), lengths.get(piece));
        }
    }

    private void add(final UnsafeBuffer buffer, final int offset, final int length) {
        if (pieces.isEmpty() || lengths.get(lengths.size() - 1) + length > PIECE) {
            newPiece();
        }
        final int last = pieces.size() - 1;
        pieces.get(last).putBytes(lengths.get(last), buffer, offset, length);
        lengths.set(last, lengths.get(last) + length);
    }

    private void newPiece() {
        pieces.add(new UnsafeBuffer(ByteBuffer.allocateDirect(PIECE)));
        lengths.add(0);
    }

    /** A message is what an order-by-order feed would say: an order, a change, a cancel, a trade, a side of a quote. Tops of books are none. */
    private void count(final UnsafeBuffer piece, final int length) {
        for (int at = 0; at < length; at += FrameLayout.frameLength(piece, at)) {
            frames++;
            switch (FrameLayout.templateId(piece, at)) {
                case OrderAcceptedDecoder.TEMPLATE_ID,
                        OrderReplacedDecoder.TEMPLATE_ID,
                        OrderCancelledDecoder.TEMPLATE_ID,
                        FillDecoder.TEMPLATE_ID -> messages++;
                case QuotesAcceptedDecoder.TEMPLATE_ID ->
                    messages += 2L
                            * piece.getShort(
                                    at + FrameLayout.HEADER_LENGTH + FrameLayout.blockLength(piece, at) + Short.BYTES);
                default -> {
                    // no change of an order
                }
            }
        }
        bytes += length;
    }

    /** Builds the books up to where measuring begins. */
    void fill(final BookFollower follower) {
        follow(follower, 0, filling);
    }

    /** Builds what is measured. */
    void follow(final BookFollower follower) {
        follow(follower, filling, pieces.size());
    }

    private void follow(final BookFollower follower, final int from, final int to) {
        for (int piece = from; piece < to; piece++) {
            follower.onFrames(pieces.get(piece), 0, lengths.get(piece));
        }
    }

    /** Orders and quotes that the engine had at the end. */
    int live() {
        return live;
    }

    /** Messages that are measured. */
    long messages() {
        return messages;
    }

    /** Frames that they came in, those included that say nothing of orders. */
    long frames() {
        return frames;
    }

    /** Bytes of these frames. */
    long bytes() {
        return bytes;
    }
}
