package io.strikebook.matching;

import io.strikebook.common.venue.MatchingShard;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.protection.NewestMarks;
import io.strikebook.matching.rules.Books;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.MarkDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** A frame of marks as a typed call; what is neither a mark nor an index price, or of what another shard trades, is passed over. */
final class MarksAdapter {
    private final MarkDecoder mark = new MarkDecoder();
    /** What is behind the flags is not needed here, and not there in older recordings. */
    private static final int LEAST_INDEX_BLOCK = IndexPriceDecoder.confidenceE8EncodingOffset();

    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final MatchingShard shard;
    private final Books books;
    private final NewestMarks marks;

    MarksAdapter(final MatchingShard shard, final Books books, final NewestMarks marks) {
        this.shard = shard;
        this.books = books;
        this.marks = marks;
    }

    void onMarks(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.schemaId(buffer, offset) != FrameHeaderDecoder.SCHEMA_ID) {
            return;
        }
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case MarkDecoder.TEMPLATE_ID -> {
                requireBlock(buffer, offset, block, MarkDecoder.BLOCK_LENGTH);
                mark.wrap(buffer, body, block, version);
                if (!books.isElsewhere(mark.instrumentId())) {
                    marks.mark(mark.instrumentId(), mark.markPriceE8(), mark.deltaE9(), mark.vegaE8());
                    marks.markStale(mark.instrumentId(), mark.flags().stale());
                }
            }
            case IndexPriceDecoder.TEMPLATE_ID -> {
                requireBlock(buffer, offset, block, LEAST_INDEX_BLOCK);
                index.wrap(buffer, body, block, version);
                if (shard.owns(index.underlyingId())) {
                    marks.index(index.underlyingId(), index.priceE8());
                    marks.indexStale(index.underlyingId(), index.flags().stale());
                }
            }
            default -> {
                // risk arrays, listings and what a newer pricer says
            }
        }
    }

    private static void requireBlock(final UnsafeBuffer buffer, final int offset, final int block, final int least) {
        if (block < least) {
            throw new IllegalArgumentException("marks epoch " + FrameLayout.sequence(buffer, offset)
                    + " has a frame with a block of " + block + " bytes, at least " + least + " needed");
        }
    }
}
