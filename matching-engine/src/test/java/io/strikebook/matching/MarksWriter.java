package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.MarkEncoder;

/** Writes epochs of one mark or index price each, with the sequence of the command that comes next as their number. */
final class MarksWriter {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final MarkEncoder mark = new MarkEncoder();
    private final IndexPriceEncoder index = new IndexPriceEncoder();
    private final Publication publication;
    private boolean stale;

    MarksWriter(final Publication publication) {
        this.publication = publication;
    }

    /** Whether what is written from now on is flagged stale. */
    MarksWriter stale(final boolean on) {
        stale = on;
        return this;
    }

    void mark(final long epoch, final int instrument, final long priceE8, final int deltaE9, final long vegaE8) {
        final int offset = begin(epoch, MarkEncoder.BLOCK_LENGTH);
        mark.wrapAndApplyHeader(publication.buffer(), offset, header)
                .markPriceE8(priceE8)
                .vegaE8(vegaE8)
                .instrumentId(instrument)
                .deltaE9(deltaE9)
                .flags()
                .stale(stale);
        end(MarkEncoder.BLOCK_LENGTH);
    }

    void index(final long epoch, final int underlying, final long priceE8) {
        final int offset = begin(epoch, IndexPriceEncoder.BLOCK_LENGTH);
        index.wrapAndApplyHeader(publication.buffer(), offset, header)
                .priceE8(priceE8)
                .underlyingId(underlying)
                .flags()
                .stale(stale);
        end(IndexPriceEncoder.BLOCK_LENGTH);
    }

    private int begin(final long epoch, final int block) {
        publication.beginGroup(epoch, Commands.START_NS + epoch);
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + block);
        publication.buffer().setMemory(offset, FrameLayout.HEADER_LENGTH + block, (byte) 0);
        return offset;
    }

    private void end(final int block) {
        publication.commit(FrameLayout.HEADER_LENGTH + block);
        publication.endGroup();
        publication.flush();
    }
}
