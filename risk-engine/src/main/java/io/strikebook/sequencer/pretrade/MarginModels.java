package io.strikebook.sequencer.pretrade;

import io.strikebook.schemas.AccountMarginModel;

/** What the margin of accounts is computed by: as asked for by commands, unless margin refused. */
public final class MarginModels {
    private final PortfolioRequirement portfolio;
    private final MirrorHash hash;

    MarginModels(final PortfolioRequirement portfolio, final MirrorHash hash) {
        this.portfolio = portfolio;
        this.hash = hash;
    }

    /** An accepted change; to what it is already, none. */
    public void set(final long sequence, final Account account, final AccountMarginModel model) {
        if (account.marginModel == model) {
            return;
        }
        account.marginModelBefore = account.marginModel;
        account.marginModelSince = sequence;
        take(account, model);
    }

    /** Margin refused the change of a command: the model stays what it was. Other commands, and accounts that are not there, are passed over. */
    public void onRefused(final long sequence, final Account account) {
        if (account != null && account.marginModelSince == sequence) {
            take(account, account.marginModelBefore);
        }
    }

    private void take(final Account account, final AccountMarginModel model) {
        account.marginModel = model;
        if (account.isStandard()) {
            PortfolioRequirement.end(account);
        } else {
            portfolio.begin(account);
        }
        hash.changed(account);
    }
}
