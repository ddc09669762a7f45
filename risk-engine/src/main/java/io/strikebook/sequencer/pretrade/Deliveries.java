package io.strikebook.sequencer.pretrade;

import io.strikebook.common.venue.Currencies;

/**
 * What margin settled: positions that ended, and what an account lost by it. States of the accounts follow much later, where there are many;
 * until then a loss counts as a withdrawal does, a gain not at all, and the margin of what ended stays taken.
 */
public final class Deliveries {
    private final Mirror mirror;
    private final Requirement requirement;
    private final MirrorHash hash;

    Deliveries(final Mirror mirror, final Requirement requirement, final MirrorHash hash) {
        this.mirror = mirror;
        this.requirement = requirement;
        this.hash = hash;
    }

    /** A position ended; fills of it that the account's state does not cover yet are covered by that as ever. */
    public void onDelivered(
            final long sequence,
            final int accountId,
            final int instrumentId,
            final long lots,
            final long balanceChangeE12) {
        final Exposure exposure = exposure(sequence, accountId, instrumentId);
        if (exposure.position != lots) {
            throw new IllegalStateException("margin group " + sequence + " delivers " + lots + " lots of instrument "
                    + instrumentId + " of account " + accountId + ", which has " + exposure.position);
        }
        exposure.traded(-lots);
        exposure.marginPosition -= lots;
        requirement.positionChanged(exposure);
        hash.changed(exposure);
        if (balanceChangeE12 < 0) {
            lose(exposure.view, sequence, -balanceChangeE12);
        }
    }

    /** The profit of a position became cash, less what was rounded. */
    public void onSettled(final long sequence, final int accountId, final int instrumentId) {
        final CurrencyView view = exposure(sequence, accountId, instrumentId).view;
        lose(view, sequence, Currencies.unitE12(view.currency));
    }

    private void lose(final CurrencyView view, final long sequence, final long amountE12) {
        final Pending last = view.lastPending;
        if (last == null || last.version != null || last.sequence != sequence) {
            mirror.withdraw(view, sequence, amountE12);
            return;
        }
        last.amount += amountE12;
        view.withdrawalsE12 += amountE12;
        hash.changed(view);
    }

    private Exposure exposure(final long sequence, final int accountId, final int instrumentId) {
        final Account account = mirror.account(accountId);
        final Exposure exposure = account == null ? null : account.exposure(instrumentId);
        if (exposure == null) {
            throw new IllegalStateException("margin group " + sequence + " settles instrument " + instrumentId
                    + " of account " + accountId + ", which the sequencer does not have");
        }
        return exposure;
    }
}
