package io.strikebook.matching;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.matching.book.AccountSettings;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.rules.Books;
import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.SelfTradePrevention;

/** What accounts and operators set, as bytes: in the order of account, source and instrument ids, what is not the default. */
final class SettingsSnapshot {
    private static final String SECTION = "settings";
    private static final int VERSION = 2;
    private static final int END = 0;

    private SettingsSnapshot() {}

    static void save(final SnapshotOutput output, final AccountSettings settings, final Books books) {
        output.section(SECTION, VERSION);
        for (int account = 1; account <= settings.maxAccounts(); account++) {
            if (!settings.hasDefaultSelfTrade(account)) {
                output.putInt(account)
                        .putInt(settings.group(account))
                        .putInt(settings.selfTradePrevention(account).value());
            }
        }
        output.putInt(END);
        for (int source = 1; source < settings.sourceLimit(); source++) {
            for (int account = 1; account <= settings.maxAccounts(); account++) {
                final CancelOnDisconnect scope = settings.cancelOnDisconnect(source, account);
                if (scope != CancelOnDisconnect.OFF) {
                    output.putInt(source).putInt(account).putInt(scope.value());
                }
            }
        }
        output.putInt(END);
        for (int id = 1; id <= books.lastId(); id++) {
            final OrderBook book = books.get(id);
            if (book != null && book.allocation() != AllocationRule.PRICE_TIME) {
                output.putInt(id).putInt(book.allocation().value()).putInt(book.topOrderPercent());
            }
        }
        output.putInt(END);
        for (int id = 1; id <= books.lastId(); id++) {
            final OrderBook book = books.get(id);
            if (book != null && !book.isContinuous()) {
                output.putInt(id)
                        .putInt(book.held().mode().value())
                        .putLong(book.held().delayNs());
            }
        }
        output.putInt(END);
    }

    static void load(final SnapshotInput input, final AccountSettings settings, final Books books) {
        input.section(SECTION, VERSION);
        int account = input.getInt();
        while (account != END) {
            settings.selfTradePrevention(account, input.getInt(), SelfTradePrevention.get((short) input.getInt()));
            account = input.getInt();
        }
        int source = input.getInt();
        while (source != END) {
            settings.cancelOnDisconnect(source, input.getInt(), CancelOnDisconnect.get((short) input.getInt()));
            source = input.getInt();
        }
        int instrument = input.getInt();
        while (instrument != END) {
            books.get(instrument).allocation(AllocationRule.get((short) input.getInt()), input.getInt());
            instrument = input.getInt();
        }
        instrument = input.getInt();
        while (instrument != END) {
            books.get(instrument).held().mode(MarketMode.get((short) input.getInt()), input.getLong());
            instrument = input.getInt();
        }
    }
}
