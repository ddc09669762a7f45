package io.strikebook.cli.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.RecordedHome;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.BlockFillEncoder;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ImpliedFillEncoder;
import io.strikebook.schemas.ImpliedLegFillEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which trades of a recording are counted: what each says is written by hand. */
class FairnessMeterTest {
    private static final long PRICE = 6_000_000_000_000L;
    private static final long DEARER = PRICE + 50_000_000L;
    private static final long LOTS = 5;

    @TempDir
    Path folder;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private RecordedHome recorded;

    /** Command 1 lists, 2 offers, and a mark above the offer comes with 3. */
    @BeforeEach
    void record() {
        recorded = new RecordedHome(folder.resolve("home"));
        command(1, 0);
        recorded.listed(1);
        command(2, 0);
        recorded.rested(2, Side.SELL, PRICE, 2 * LOTS);
        recorded.group(QueueNames.MARKS, 1, publication -> {
            final MarksEpochBeginEncoder begin = new MarksEpochBeginEncoder();
            frame(
                    publication,
                    offset -> begin.wrapAndApplyHeader(publication.buffer(), offset, header)
                            .marketDataTo(0)
                            .commandsTo(2)
                            .scenarioSetVersion(1)
                            .reserved(0));
            publication.commit(FrameLayout.HEADER_LENGTH + begin.encodedLength());
            final MarkEncoder mark = new MarkEncoder();
            frame(
                    publication,
                    offset -> mark.wrapAndApplyHeader(publication.buffer(), offset, header)
                            .markPriceE8(DEARER)
                            .instrumentId(1));
            publication.commit(FrameLayout.HEADER_LENGTH + mark.encodedLength());
        });
        command(3, 1);
    }

    private static void frame(final Publication publication, final Consumer<Integer> writer) {
        final int offset = publication.claim(256);
        publication.buffer().setMemory(offset, 256, (byte) 0);
        writer.accept(offset);
    }

    private void command(final long sequence, final long marksTo) {
        recorded.group(QueueNames.COMMANDS, sequence, publication -> {
            final NewOrderCommandEncoder order = new NewOrderCommandEncoder();
            frame(
                    publication,
                    offset -> order.wrapAndApplyHeader(publication.buffer(), offset, header)
                            .instrumentId(1)
                            .envelope()
                            .marksTo(marksTo)
                            .sourceSequence(sequence)
                            .decision(RejectCode.ACCEPTED));
            publication.commit(FrameLayout.HEADER_LENGTH + order.encodedLength());
        });
    }

    private void impliedFill(final boolean comboRested) {
        recorded.group(QueueNames.EXECUTIONS, 3, publication -> {
            final ImpliedFillEncoder whole = new ImpliedFillEncoder();
            frame(
                    publication,
                    offset -> whole.wrapAndApplyHeader(publication.buffer(), offset, header)
                            .priceE8(1)
                            .quantityLots(LOTS)
                            .instrumentId(2)
                            .side(Side.BUY));
            publication.commit(FrameLayout.HEADER_LENGTH + whole.encodedLength());
            final ImpliedLegFillEncoder leg = new ImpliedLegFillEncoder();
            frame(
                    publication,
                    offset -> leg.wrapAndApplyHeader(publication.buffer(), offset, header)
                            .makerOrderId(2L << 12)
                            .priceE8(PRICE)
                            .quantityLots(LOTS)
                            .makerRemainingLots(LOTS)
                            .instrumentId(1)
                            .comboId(2)
                            .takerSide(Side.BUY)
                            .takerRested((short) (comboRested ? 1 : 0)));
            publication.commit(FrameLayout.HEADER_LENGTH + leg.encodedLength());
        });
    }

    private void fill(final long makerOrderId) {
        recorded.group(QueueNames.EXECUTIONS, 3, publication -> {
            final FillEncoder fill = new FillEncoder();
            frame(
                    publication,
                    offset -> fill.wrapAndApplyHeader(publication.buffer(), offset, header)
                            .makerOrderId(makerOrderId)
                            .takerOrderId(3L << 12)
                            .priceE8(PRICE)
                            .quantityLots(LOTS)
                            .makerRemainingLots(LOTS)
                            .instrumentId(1)
                            .takerSide(Side.BUY));
            publication.commit(FrameLayout.HEADER_LENGTH + fill.encodedLength());
        });
    }

    private String figures() {
        return Cli.withoutHome("fairness", "--json", recorded.home().path().toString())
                .out();
    }

    private static String figure(final String metric, final String value) {
        return "\"metric\":\"" + metric + "\",\"value\":" + value + ",";
    }

    @Test
    void orderOfALegTakenByOneOfACombinationIsATradeAndMayBeSniped() {
        impliedFill(false);
        assertThat(figures())
                .contains(figure("trades", "1"), figure("value traded", "50"), figure("sniping trades", "1"));
    }

    @Test
    void aCombinationsOrderThatHadRestedSnipesNothing() {
        impliedFill(true);
        assertThat(figures())
                .contains(figure("trades", "1"), figure("value traded", "50"), figure("sniping trades", "0"));
    }

    @Test
    void quotesCountAsOrdersDo() {
        fill(2L << 12 | 1 << 11);
        assertThat(figures())
                .contains(figure("trades", "1"), figure("value traded", "50"), figure("sniping trades", "1"));
    }

    @Test
    void blockTradesDoNot() {
        recorded.group(QueueNames.EXECUTIONS, 3, publication -> {
            final BlockFillEncoder block = new BlockFillEncoder();
            frame(
                    publication,
                    offset -> block.wrapAndApplyHeader(publication.buffer(), offset, header)
                            .priceE8(PRICE)
                            .quantityLots(LOTS)
                            .instrumentId(1));
            publication.commit(FrameLayout.HEADER_LENGTH + block.encodedLength());
        });
        assertThat(figures()).doesNotContain("metric");
    }
}
