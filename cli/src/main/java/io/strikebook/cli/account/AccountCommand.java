package io.strikebook.cli.account;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.MomentOption;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.runner.Moment;
import io.strikebook.runner.OrderDraft;
import io.strikebook.runner.OrderOutcome;
import io.strikebook.runner.account.AccountReader;
import io.strikebook.runner.account.AccountReport;
import io.strikebook.runner.account.MarkDetails;
import io.strikebook.runner.whatif.LiquidationPrice;
import io.strikebook.runner.whatif.LiquidationSearch;
import io.strikebook.schemas.Currency;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints an account as it was after a command, and what orders would do to it. */
@Command(
        name = "account",
        description = {
            "Prints an account as it was after any command of a recording: money, positions, margin by component, the prices at",
            "which it would be liquidated; and with --with what an order would do to it.",
            "",
            "The engines run over the recording, from its newest snapshot set before that command, and compare everything on",
            "the way. Positions are valued at the marks that the command was decided on. A liquidation price is that of one",
            "underlying while the others stay: futures move with the index by the same ratio, each option keeps the volatility of",
            "its last mark, no time passes, and orders are left aside; an account is below when its margin balance (under",
            "portfolio margin its equity) is less than its maintenance margin.",
            "",
            "An order that is tried goes through the venue itself, after the command and whatever was in flight then: the",
            "sequencer's checks decide it, matching trades it with what rests, margin counts it. Several are sent one after the",
            "other. What comes of them is as of the next tick. Nothing is written anywhere."
        },
        footer = {
            "",
            "Exit codes: 0 printed; 1 an order that was tried is refused, with the venue's code; 2 arguments, no such account,",
            "command, instrument, or no order; 3 no such home, or nothing was traded there, or what is needed was pruned; 5 the",
            "engines do not do what was recorded.",
            "",
            "  strikebook account home 7",
            "  strikebook account home 7 --at 120000 --json",
            "  strikebook account home 7 --with \"sell 5 BTC-27JUN25-100000-C @ 0.03\" --with \"buy 1000 BTC-PERPETUAL @ market\""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class AccountCommand implements Callable<Integer> {
    @Mixin
    private MomentOption momentOption;

    @Parameters(index = "1", paramLabel = "ID", description = "account id")
    private int accountId;

    @Option(
            names = "--with",
            paramLabel = "ORDER",
            description = {
                "an order to try, e.g. \"sell 5 BTC-27JUN25-100000-C @ 0.03\"; amounts in coins, of inverse futures in USD;",
                "instead of a price 'market'; post-only, reduce-only, ioc, fok may follow; repeatable"
            })
    private List<String> orders = List.of();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final AccountState state = momentOption.look(this::look);
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(AccountJson.of(state));
        } else {
            new AccountPrinter(state).lines().forEach(out::println);
        }
        out.flush();
        return state.outcomes().stream().allMatch(OrderOutcome::isAccepted) ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private AccountState look(final Moment moment) {
        final MarkDetails details = MarkDetails.at(moment);
        final AccountReader reader = new AccountReader(moment, details);
        if (!reader.has(accountId)) {
            throw new CommandFailedException(
                    ExitCodes.USAGE, "there is no account " + accountId + " after command " + moment.sequence());
        }
        final long marksEpoch = moment.margin().marks().epoch();
        final List<OrderDraft> drafts =
                orders.stream().map(order -> OrderText.read(order, moment)).toList();
        final AccountReport now = reader.read(accountId);
        final Map<Currency, List<LiquidationPrice>> liquidation = liquidation(moment, details);
        final List<OrderOutcome> outcomes = new ArrayList<>();
        for (final OrderDraft draft : drafts) {
            outcomes.add(moment.send(accountId, draft));
        }
        if (!outcomes.isEmpty()) {
            moment.tick();
        }
        return new AccountState(
                moment.sequence(),
                moment.timestampNs(),
                marksEpoch,
                moment.recording().manifest().venue().underlyings().stream()
                        .map(underlying -> underlying.code())
                        .toList(),
                now,
                liquidation,
                outcomes,
                outcomes.isEmpty() ? null : reader.read(accountId),
                outcomes.isEmpty() ? Map.of() : liquidation(moment, details));
    }

    private Map<Currency, List<LiquidationPrice>> liquidation(final Moment moment, final MarkDetails details) {
        final Map<Currency, List<LiquidationPrice>> prices = new EnumMap<>(Currency.class);
        for (int index = 0; index < Ledger.currencyCount(); index++) {
            final Wallet wallet = moment.margin().wallets().find(accountId, Ledger.currency(index));
            if (wallet != null) {
                prices.put(wallet.currency(), new LiquidationSearch(moment, details, wallet).find());
            }
        }
        return prices;
    }
}
