package io.strikebook.matching;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.matching.book.AccountSettings;
import io.strikebook.schemas.SelfTradePrevention;

/** What accounts set, as bytes: in account id order, those with other than the defaults. */
final class SettingsSnapshot {
    private static final String SECTION = "settings";
    private static final int VERSION = 1;
    private static final int END = 0;

    private SettingsSnapshot() {}

    static void save(final SnapshotOutput output, final AccountSettings settings) {
        output.section(SECTION, VERSION);
        for (int account = 1; account <= settings.maxAccounts(); account++) {
            final SelfTradePrevention mode = settings.selfTradePrevention(account);
            final int group = settings.group(account);
            if (group != 0 || mode != SelfTradePrevention.NONE) {
                output.putInt(account).putInt(group).putInt(mode.value());
            }
        }
        output.putInt(END);
    }

    static void load(final SnapshotInput input, final AccountSettings settings) {
        input.section(SECTION, VERSION);
        int account = input.getInt();
        while (account != END) {
            settings.selfTradePrevention(account, input.getInt(), SelfTradePrevention.get((short) input.getInt()));
            account = input.getInt();
        }
    }
}
