package io.strikebook.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.print.FrameFields;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BlockTradeEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LegFillEncoder;
import io.strikebook.schemas.ListComboEncoder;
import io.strikebook.schemas.MassQuoteCommandEncoder;
import io.strikebook.schemas.PositionsDeliveredEncoder;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a frame is about, wherever in it that stands. */
class FrameFilterTest {
    private final FrameFields fields = new FrameFields();
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4_096]);

    @Test
    void massQuoteIsAboutEachOfItsEntries() {
        final MassQuoteCommandEncoder quote = new MassQuoteCommandEncoder().wrapAndApplyHeader(buffer, 0, header);
        final MassQuoteCommandEncoder.EntriesEncoder entries =
                quote.accountId(7).entriesCount(3);
        for (int instrument = 11; instrument <= 13; instrument++) {
            entries.next().bidLots(14).askLots(14).instrumentId(instrument);
        }
        whole(quote.encodedLength());
        assertThat(isAbout(11)).isTrue();
        assertThat(isAbout(13)).isTrue();
        assertThat(isAbout(14)).isFalse();
        assertThat(passes(7, 12)).isTrue();
        assertThat(passes(8, 12)).isFalse();
    }

    @Test
    void listThatIsLongerThanItsFrameIsReadToTheFramesEnd() {
        final MassQuoteCommandEncoder quote = new MassQuoteCommandEncoder().wrapAndApplyHeader(buffer, 0, header);
        final MassQuoteCommandEncoder.EntriesEncoder entries = quote.entriesCount(2);
        entries.next().instrumentId(11);
        final int one = quote.encodedLength();
        entries.next().instrumentId(12);
        whole(one);
        assertThat(isAbout(11)).isTrue();
        assertThat(isAbout(12)).isFalse();
    }

    @Test
    void frameThatEndsBeforeItsListIsAboutNothing() {
        final MassQuoteCommandEncoder quote = new MassQuoteCommandEncoder().wrapAndApplyHeader(buffer, 0, header);
        quote.entriesCount(1).next().instrumentId(11);
        whole(MassQuoteCommandEncoder.BLOCK_LENGTH);
        assertThat(isAbout(11)).isFalse();
    }

    @Test
    void settledPositionsAreAboutTheirAccountsAndInstruments() {
        final PositionsDeliveredEncoder ended = new PositionsDeliveredEncoder().wrapAndApplyHeader(buffer, 0, header);
        final PositionsDeliveredEncoder.PositionsEncoder positions = ended.positionsCount(2);
        positions.next().accountId(5).instrumentId(11);
        positions.next().accountId(6).instrumentId(12);
        whole(ended.encodedLength());
        assertThat(passes(5, 11)).isTrue();
        assertThat(passes(6, 11)).as("one in one entry, one in another").isFalse();
        assertThat(passes(7, 11)).isFalse();
        assertThat(passes(5, 13)).isFalse();
    }

    @Test
    void blockTradeIsAboutEachOfItsLegs() {
        final BlockTradeEncoder trade = new BlockTradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        final BlockTradeEncoder.LegsEncoder legs = trade.legsCount(2);
        legs.next().instrumentId(21);
        legs.next().instrumentId(22);
        whole(trade.encodedLength());
        assertThat(isAbout(22)).isTrue();
        assertThat(isAbout(23)).isFalse();
    }

    @Test
    void combinationIsAboutItsLegsAndWhatTradesInThemAboutBoth() {
        final ListComboEncoder combo = new ListComboEncoder().wrapAndApplyHeader(buffer, 0, header);
        combo.legs().leg1Id(31).leg2Id(32).leg3Id(0).leg4Id(0).ratio1(1).ratio2(-33);
        whole(combo.encodedLength());
        assertThat(isAbout(31)).isTrue();
        assertThat(isAbout(32)).isTrue();
        assertThat(isAbout(-33)).isFalse();

        final LegFillEncoder fill = new LegFillEncoder().wrapAndApplyHeader(buffer, 0, header);
        fill.instrumentId(31).comboId(40);
        whole(fill.encodedLength());
        assertThat(isAbout(31)).isTrue();
        assertThat(isAbout(40)).isTrue();
        assertThat(isAbout(32)).isFalse();
    }

    private boolean isAbout(final int instrument) {
        return passes(FrameFilter.ANY_ACCOUNT, instrument);
    }

    private boolean passes(final int account, final int instrument) {
        return new FrameFilter(
                        fields, Set.of(), account, new FrameFilter.Instrument(TailNames.INSTRUMENT, instrument, null))
                .passes(buffer, 0);
    }

    private void whole(final int bodyLength) {
        header.wrap(buffer, 0).frameLength(FrameLayout.HEADER_LENGTH + bodyLength);
    }
}
