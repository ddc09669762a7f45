package io.strikebook.feeder;

import io.strikebook.feeder.consolidated.BookGroup;
import io.strikebook.feeder.consolidated.ConsolidatedLevels;
import io.strikebook.feeder.consolidated.DayStatistics;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ConsolidatedBookEncoder;
import io.strikebook.schemas.ExternalStatisticsEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.Side;

/** Encodes what is summed up of other events. Allocates nothing. */
final class SummaryPublisher {
    private final Publication publication;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final ConsolidatedBookEncoder book = new ConsolidatedBookEncoder();
    private final ExternalStatisticsEncoder statistics = new ExternalStatisticsEncoder();

    SummaryPublisher(final Publication publication) {
        this.publication = publication;
    }

    void publish(final BookGroup group, final ConsolidatedLevels levels) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH
                + ConsolidatedBookEncoder.BLOCK_LENGTH
                + ConsolidatedBookEncoder.LevelsEncoder.HEADER_SIZE
                + levels.size() * ConsolidatedBookEncoder.LevelsEncoder.sbeBlockLength());
        book.wrapAndApplyHeader(publication.buffer(), offset, header)
                .bookId(group.bookId())
                .venueBooks(group.usableBooks())
                .excludedBooks(group.excludedBooks())
                .underlying(group.underlying())
                .kind(group.kind())
                .style(group.style())
                .reserved((short) 0)
                .expiryNs(group.expiryNs());
        book.flags().clear().crossedVenues(levels.isCrossed());
        final ConsolidatedBookEncoder.LevelsEncoder encoder = book.levelsCount(levels.size());
        for (int i = 0; i < levels.size(); i++) {
            encoder.next()
                    .priceE8(levels.priceE8(i))
                    .quantityE8(levels.quantityE8(i))
                    .venues((short) levels.venues(i))
                    .side(levels.isBid(i) ? Side.BUY : Side.SELL)
                    .levelReserved2(0);
        }
        publication.commit(FrameLayout.HEADER_LENGTH + book.encodedLength());
    }

    void publish(final DayStatistics day) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + ExternalStatisticsEncoder.BLOCK_LENGTH);
        statistics
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .dayStartNs(day.dayStartNs())
                .lastPriceE8(day.lastE8())
                .highPriceE8(day.highE8())
                .lowPriceE8(day.lowE8())
                .averagePriceE8(day.averageE8())
                .volumeE8(day.volumeE8())
                .trades(day.trades())
                .externalInstrumentId(day.instrument())
                .reserved(0);
        publication.commit(FrameLayout.HEADER_LENGTH + statistics.encodedLength());
    }
}
