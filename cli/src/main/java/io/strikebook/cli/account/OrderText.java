package io.strikebook.cli.account;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.runner.Moment;
import io.strikebook.runner.OrderDraft;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders as people write them: {@code sell 5 BTC-27JUN25-100000-C @ 0.03}. Whether their prices are of a tick is the venue's to say. */
final class OrderText {
    private static final int PLACES = 8;
    private static final Pattern FORM = Pattern.compile("(buy|sell)\\s+(\\d{1,15}(?:\\.\\d{1,12})?)\\s+(\\S+)\\s*@\\s*"
            + "(market|-?\\d{1,15}(?:\\.\\d{1,12})?)((?:\\s+(?:post-only|reduce-only|ioc|fok))*)");

    private OrderText() {}

    /** Reads one, of an instrument that is listed at that moment. */
    static OrderDraft read(final String text, final Moment moment) {
        final Matcher order = FORM.matcher(text.strip());
        if (!order.matches()) {
            throw usage(
                    "'" + text + "' is no order like 'sell 5 BTC-27JUN25-100000-C @ 0.03': buy or sell, an amount, an"
                            + " instrument, @, a price or 'market', and any of post-only, reduce-only, ioc, fok");
        }
        final Instrument instrument = moment.instrument(order.group(3))
                .orElseThrow(() -> usage("'" + text + "': no instrument " + order.group(3) + " is listed after command "
                        + moment.sequence()));
        final List<String> words = List.of(order.group(5).strip().split("\\s+"));
        if (words.contains("ioc") && words.contains("fok")) {
            throw usage("'" + text + "': ioc or fok, not both");
        }
        final boolean market = order.group(4).equals("market");
        final TimeInForce immediate =
                words.contains("fok") ? TimeInForce.FILL_OR_KILL : TimeInForce.IMMEDIATE_OR_CANCEL;
        return new OrderDraft(
                instrument,
                order.group(1).equals("buy") ? Side.BUY : Side.SELL,
                lots(text, instrument, new BigDecimal(order.group(2))),
                market ? OrderType.MARKET : OrderType.LIMIT,
                market ? 0 : priceE8(text, new BigDecimal(order.group(4))),
                market || words.contains("ioc") || words.contains("fok") ? immediate : TimeInForce.GOOD_TIL_CANCELLED,
                words.contains("post-only"),
                words.contains("reduce-only"));
    }

    private static long lots(final String text, final Instrument instrument, final BigDecimal amount) {
        final BigDecimal lot = BigDecimal.valueOf(instrument.terms().lotSizeE8(), PLACES);
        final BigDecimal[] lots = amount.divideAndRemainder(lot);
        if (lots[1].signum() != 0 || lots[0].signum() == 0) {
            throw usage("'" + text + "': amounts of " + instrument.terms().symbol() + " are multiples of "
                    + lot.stripTrailingZeros().toPlainString() + " " + unit(instrument));
        }
        return within(text, lots[0]);
    }

    private static long priceE8(final String text, final BigDecimal price) {
        if (price.stripTrailingZeros().scale() > PLACES) {
            throw usage("'" + text + "': prices have at most " + PLACES + " decimal places");
        }
        return within(text, price.movePointRight(PLACES));
    }

    private static long within(final String text, final BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (final ArithmeticException e) {
            throw usage("'" + text + "': a number is beyond all that is counted with");
        }
    }

    /** What amounts of an instrument are counted in. */
    static String unit(final Instrument instrument) {
        return instrument.isInverseFuture()
                ? "USD"
                : instrument.isCombo() ? "lots" : instrument.terms().underlying();
    }

    /** An order as it is read. */
    static String of(final OrderDraft draft) {
        return draft.side().name().toLowerCase(Locale.ROOT) + " "
                + amount(draft.instrument(), draft.lots()) + " "
                + draft.instrument().terms().symbol() + " @ "
                + (draft.type() == OrderType.MARKET
                        ? "market"
                        : BigDecimal.valueOf(draft.priceE8(), PLACES)
                                .stripTrailingZeros()
                                .toPlainString())
                + (draft.postOnly() ? " post-only" : "")
                + (draft.reduceOnly() ? " reduce-only" : "")
                + timeInForce(draft);
    }

    /** As it is written, where it is not what orders of the type are without a word. */
    private static String timeInForce(final OrderDraft draft) {
        return switch (draft.timeInForce()) {
            case FILL_OR_KILL -> " fok";
            case IMMEDIATE_OR_CANCEL -> draft.type() == OrderType.MARKET ? "" : " ioc";
            default -> "";
        };
    }

    /** Lots as the amount that people write. */
    static String amount(final Instrument instrument, final long lots) {
        return BigDecimal.valueOf(lots)
                .multiply(BigDecimal.valueOf(instrument.terms().lotSizeE8(), PLACES))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static CommandFailedException usage(final String message) {
        return new CommandFailedException(ExitCodes.USAGE, "--with " + message);
    }
}
