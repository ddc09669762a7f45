package io.strikebook.margin;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Currencies;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The slow obvious twin: what an account is worth is what came in, less fees, plus every trade valued against the mark, in decimals. It
 * knows no cost, no closing part and no clearing.
 */
final class DecimalTwin {
    private final Map<String, BigDecimal> money = new TreeMap<>();
    private final Map<String, Long> lots = new TreeMap<>();
    private final Map<String, BigDecimal> traded = new TreeMap<>();

    void deposit(final int account, final Currency currency, final long amount) {
        money.merge(account + "/" + currency, ledger(currency, amount), BigDecimal::add);
    }

    void trade(
            final InstrumentTerms terms,
            final int buyer,
            final int seller,
            final boolean buyerIsMaker,
            final long quantity,
            final long priceE8) {
        final BigDecimal value = value(terms, quantity, priceE8);
        if (terms.kind() == InstrumentKind.SPOT) {
            exchange(terms, buyer, seller, quantity, value);
            return;
        }
        leg(terms, buyer, quantity, value, priceE8, buyerIsMaker);
        leg(terms, seller, -quantity, value.negate(), priceE8, !buyerIsMaker);
    }

    /** Coins against dollars, without a fee. */
    private void exchange(
            final InstrumentTerms spot,
            final int buyer,
            final int seller,
            final long quantity,
            final BigDecimal value) {
        final BigDecimal coins = decimal(spot.lotSizeE8()).multiply(BigDecimal.valueOf(quantity));
        money.merge(buyer + "/" + spot.underlying(), coins, BigDecimal::add);
        money.merge(seller + "/" + spot.underlying(), coins.negate(), BigDecimal::add);
        money.merge(buyer + "/" + spot.settlementCurrency(), value.negate(), BigDecimal::add);
        money.merge(seller + "/" + spot.settlementCurrency(), value, BigDecimal::add);
    }

    long lots(final int account, final InstrumentTerms terms) {
        return lots.getOrDefault(account + "/" + terms.symbol(), 0L);
    }

    /** Cash and unrealised profit and option value at a mark per instrument. */
    BigDecimal equity(final int account, final Currency currency, final Map<InstrumentTerms, Long> marksE8) {
        BigDecimal sum = money.getOrDefault(account + "/" + currency, BigDecimal.ZERO);
        for (final Map.Entry<InstrumentTerms, Long> mark : marksE8.entrySet()) {
            final InstrumentTerms terms = mark.getKey();
            if (terms.settlementCurrency() != currency) {
                continue;
            }
            final BigDecimal now = value(terms, lots(account, terms), mark.getValue());
            final BigDecimal then = traded.getOrDefault(account + "/" + terms.symbol(), BigDecimal.ZERO);
            sum = sum.add(isInverseFuture(terms) ? then.subtract(now) : now.subtract(then));
        }
        return sum;
    }

    private void leg(
            final InstrumentTerms terms,
            final int account,
            final long signedLots,
            final BigDecimal value,
            final long priceE8,
            final boolean maker) {
        final Currency currency = terms.settlementCurrency();
        final String position = account + "/" + terms.symbol();
        lots.merge(position, signedLots, Long::sum);
        traded.merge(position, value, BigDecimal::add);
        final BigDecimal fee;
        if (terms.kind() == InstrumentKind.OPTION) {
            final BigDecimal units = decimal(terms.lotSizeE8()).multiply(BigDecimal.valueOf(Math.abs(signedLots)));
            fee = units.multiply(new BigDecimal("0.0003").min(decimal(priceE8).multiply(new BigDecimal("0.125"))));
        } else {
            fee = maker ? BigDecimal.ZERO : value.abs().multiply(new BigDecimal("0.0005"));
        }
        final BigDecimal paid = fee.setScale(Currencies.decimals(currency), RoundingMode.CEILING);
        money.merge(account + "/" + currency, paid.negate(), BigDecimal::add);
    }

    private static BigDecimal value(final InstrumentTerms terms, final long quantity, final long priceE8) {
        final BigDecimal units = decimal(terms.lotSizeE8()).multiply(BigDecimal.valueOf(quantity));
        return isInverseFuture(terms)
                ? units.divide(decimal(priceE8), MathContext.DECIMAL128)
                : units.multiply(decimal(priceE8));
    }

    private static boolean isInverseFuture(final InstrumentTerms terms) {
        return terms.kind() != InstrumentKind.OPTION && terms.style() == ContractStyle.INVERSE;
    }

    private static BigDecimal ledger(final Currency currency, final long amount) {
        return BigDecimal.valueOf(amount, Currencies.decimals(currency));
    }

    private static BigDecimal decimal(final long valueE8) {
        return BigDecimal.valueOf(valueE8, 8);
    }
}
