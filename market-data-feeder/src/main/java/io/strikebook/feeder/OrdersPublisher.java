package io.strikebook.feeder;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ExternalOrdersEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;

/** Encodes entries of order-by-order books, so many to a frame that it stays within a document. Allocates nothing. */
final class OrdersPublisher {
    private static final int ENTRIES_PER_FRAME = 2_000;

    private final Publication publication;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final ExternalOrdersEncoder orders = new ExternalOrdersEncoder();

    OrdersPublisher(final Publication publication) {
        this.publication = publication;
    }

    void publish(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final boolean snapshot,
            final boolean partialView,
            final OrderEntries entries) {
        int from = 0;
        do {
            final int to = Math.min(entries.size(), from + ENTRIES_PER_FRAME);
            final int offset = publication.claim(FrameLayout.HEADER_LENGTH
                    + ExternalOrdersEncoder.BLOCK_LENGTH
                    + ExternalOrdersEncoder.EntriesEncoder.HEADER_SIZE
                    + (to - from) * ExternalOrdersEncoder.EntriesEncoder.sbeBlockLength());
            orders.wrapAndApplyHeader(publication.buffer(), offset, header)
                    .exchangeTimeNs(exchangeTimeNs)
                    .externalInstrumentId(externalInstrumentId)
                    .reserved1((short) 0)
                    .reserved2(0);
            orders.flags().clear().fromSnapshot(snapshot && from == 0).partialView(partialView);
            encode(entries, from, to);
            publication.commit(FrameLayout.HEADER_LENGTH + orders.encodedLength());
            from = to;
        } while (from < entries.size());
    }

    private void encode(final OrderEntries entries, final int from, final int to) {
        final ExternalOrdersEncoder.EntriesEncoder encoder = orders.entriesCount(to - from);
        for (int i = from; i < to; i++) {
            encoder.next()
                    .externalOrderId(entries.orderId(i))
                    .priceE8(entries.priceE8(i))
                    .quantityE8(entries.quantityE8(i))
                    .side(entries.side(i))
                    .action(entries.action(i))
                    .entryReserved2(0);
        }
    }
}
