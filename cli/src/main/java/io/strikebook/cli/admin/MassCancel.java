package io.strikebook.cli.admin;

import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.MassCancelEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cancels every order of an account. */
@Command(
        name = "mass-cancel",
        description = "Cancels the orders of an account: all, or those that fit every option given.",
        footer = {"", "Example: strikebook admin mass-cancel --account 7 --instrument BTC-PERPETUAL"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MassCancel implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account id, from 1")
    private int accountId;

    @Option(
            names = "--instrument",
            paramLabel = "I",
            defaultValue = "0",
            description = "name or id (default: 0, every instrument)")
    private String instrument;

    @Option(names = "--side", paramLabel = "buy|sell", description = "orders of one side only")
    private String side;

    @Option(
            names = "--kind",
            paramLabel = "K",
            description = "only in instruments of this kind: OPTION, FUTURE, PERPETUAL, SPOT")
    private InstrumentKind kind;

    @Option(
            names = "--currency",
            paramLabel = "C",
            description = "only in instruments that settle in it: BTC, ETH, USDC, USD")
    private Currency currency;

    @Option(
            names = "--source",
            paramLabel = "ID",
            defaultValue = "0",
            description = "only orders that came through this source, by its id in the manifest (default: 0, any)")
    private int sourceId;

    @Override
    public Integer call() {
        final int sideCode = sideCode();
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new MassCancelEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .accountId(accountId)
                    .instrumentId(instrumentId)
                    .orderSourceId(sourceId)
                    .side((short) sideCode)
                    .kind(kind == null ? 0 : kind.value())
                    .settlementCurrency(currency == null ? 0 : currency.value())
                    .reserved1((short) 0)
                    .reserved2(0)
                    .encodedLength();
        });
    }

    private int sideCode() {
        if (side == null) {
            return 0;
        }
        if (!side.equals("buy") && !side.equals("sell")) {
            throw options.usage("the side is 'buy' or 'sell', not '" + side + "'");
        }
        return side.equals("buy") ? 1 : 2;
    }
}
