package io.strikebook.runner.account;

import io.strikebook.common.instrument.Instrument;

/**
 * One position. Amounts are 1e-12 of the settlement currency.
 *
 * @param lots          positive is long
 * @param averageE8     price that the open lots cost on average, funding and what was realised early included; 0 where they cost nothing
 * @param markE8        the newest mark; where there is none, the price last traded
 * @param marked        whether there is a mark
 * @param profitE12     unrealised: value less cost, or of inverse futures cost less value
 * @param valueE12      at the mark, signed like the lots; of inverse futures the coins that it is worth
 * @param deltaE9       coins; of options as the pricer last published it
 * @param initialE12    under standard margin, else 0
 * @param maintenanceE12 the same
 */
public record PositionReport(
        Instrument instrument,
        long lots,
        long averageE8,
        long markE8,
        boolean marked,
        long profitE12,
        long valueE12,
        long deltaE9,
        long initialE12,
        long maintenanceE12) {}
