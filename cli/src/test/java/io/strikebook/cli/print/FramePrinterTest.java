package io.strikebook.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.JsonLine;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.BookUpdateEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.RejectedEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TickerEncoder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of the schema can be printed, and what is printed can be read back exactly. */
class FramePrinterTest {
    private static final FrameFields FIELDS = new FrameFields();

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4_096]);
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final FramePrinter text = new FramePrinter(FIELDS, false);
    private final FramePrinter json = new FramePrinter(FIELDS, true);

    static List<String> messages() {
        return FIELDS.names();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageOfAnyBytesIsOneLineAndOneJsonObject(final String message) throws ReflectiveOperationException {
        final int templateId = FIELDS.templateOf(message);
        final Class<?> codec = Class.forName("io.strikebook.schemas." + message + "Encoder");
        final int block = codec.getField("BLOCK_LENGTH").getInt(null);
        final Random random = new Random(templateId);
        for (int run = 0; run < 200; run++) {
            buffer.setMemory(0, buffer.capacity(), (byte) 0);
            for (int i = 0; i < block; i++) {
                buffer.putByte(FrameLayout.HEADER_LENGTH + i, (byte) random.nextInt());
            }
            header(templateId, block);
            assertThat(text.print(buffer, 0))
                    .contains(message)
                    .doesNotContain("\n")
                    .matches("[ -~]*");
            assertThat(JsonLine.parse(json.print(buffer, 0))).containsEntry("type", message);
        }
    }

    private void header(final int templateId, final int block) {
        header.wrap(buffer, 0)
                .frameLength(FrameLayout.align(FrameLayout.HEADER_LENGTH + block + 4))
                .blockLength(block)
                .templateId(templateId)
                .schemaId(FrameHeaderEncoder.SCHEMA_ID)
                .version(0)
                .frameInGroup(0)
                .sequence(42)
                .timestampNs(1_772_323_200_123_456_789L);
    }

    @Test
    void unknownTemplateHasItsNumberAndLength() {
        header(9_999, 8);
        assertThat(text.print(buffer, 0)).contains("Template9999").contains("bytes=44");
        assertThat(JsonLine.parse(json.print(buffer, 0))).containsEntry("type", "Template9999");
    }

    @Test
    void ledgerAmountsHaveThePlacesOfTheirCurrency() {
        deposit(Currency.BTC, 150_000_001L);
        assertThat(text.print(buffer, 0)).contains("amount=1.50000001 accountId=7 currency=BTC");
        assertThat(JsonLine.parse(json.print(buffer, 0))).containsEntry("amount", "1.50000001");
        deposit(Currency.USDC, 150_000_001L);
        assertThat(JsonLine.parse(json.print(buffer, 0)))
                .containsEntry("amount", "150.000001")
                .containsEntry("currency", "USDC");
    }

    private void deposit(final Currency currency, final long amount) {
        new DepositEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .amount(amount)
                .accountId(7)
                .currency(currency);
    }

    @Test
    void absentValuesAreNullAndPricesExact() {
        final TickerEncoder ticker = new TickerEncoder().wrapAndApplyHeader(buffer, 0, header);
        ticker.exchangeTimeNs(TickerEncoder.exchangeTimeNsNullValue())
                .bidPriceE8(Long.MAX_VALUE)
                .bidQuantityE8(1)
                .askPriceE8(TickerEncoder.askPriceE8NullValue())
                .markPriceE8(-5_250_000L);
        assertThat(JsonLine.parse(json.print(buffer, 0)))
                .containsEntry("exchangeTimeNs", null)
                .containsEntry("bidPrice", "92233720368.54775807")
                .containsEntry("bidQuantity", "0.00000001")
                .containsEntry("askPrice", null)
                .containsEntry("markPrice", "-0.0525");
        assertThat(text.print(buffer, 0)).contains("askPrice=- ").contains("markPrice=-0.0525");
    }

    @Test
    void repeatingGroupIsAList() {
        final BookUpdateEncoder book = new BookUpdateEncoder().wrapAndApplyHeader(buffer, 0, header);
        book.exchangeTimeNs(1_772_323_200_000_000_000L).externalInstrumentId(3);
        book.flags().clear().snapshot(true);
        book.levelsCount(2)
                .next()
                .priceE8(100_000_000L)
                .quantityE8(250_000_000L)
                .side(Side.BUY)
                .next()
                .priceE8(200_000_000L)
                .quantityE8(0)
                .side(Side.SELL);
        final Map<String, Object> object = JsonLine.parse(json.print(buffer, 0));
        assertThat(object).containsEntry("flags", List.of("snapshot"));
        assertThat(object)
                .containsEntry(
                        "levels",
                        List.of(
                                Map.of("price", "1", "quantity", "2.5", "side", "BUY"),
                                Map.of("price", "2", "quantity", "0", "side", "SELL")));
        assertThat(text.print(buffer, 0))
                .contains("exchangeTime=2026-03-01T00:00:00.000000")
                .contains("levels=[ { price=1 quantity=2.5 side=BUY } { price=2 quantity=0 side=SELL } ]");
        new BookUpdateEncoder().wrapAndApplyHeader(buffer, 0, header).levelsCount(0);
        assertThat(JsonLine.parse(json.print(buffer, 0))).containsEntry("levels", List.of());
    }

    @Test
    void idsAreFollowedByTheirNames() {
        new RejectedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(3)
                .sourceId(4);
        final FrameNames names = (field, id) -> field.equals("instrumentId") && id == 3 ? "BTC\"PERP" : null;
        assertThat(JsonLine.parse(new FramePrinter(FIELDS, true, names).print(buffer, 0)))
                .containsEntry("instrumentId", "3")
                .containsEntry("instrument", "BTC\"PERP")
                .doesNotContainKey("source");
        assertThat(new FramePrinter(FIELDS, false, names).print(buffer, 0)).contains("instrument=BTC\"PERP");
    }
}
