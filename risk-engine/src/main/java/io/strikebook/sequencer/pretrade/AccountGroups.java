package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;
import java.util.ArrayList;
import java.util.List;

/** Risk groups, in the order in which they were first named; they are few, looked for by operators only, and kept. */
final class AccountGroups {
    /** Accounts of one group; the command of its kill switch names all of them. */
    static final int MAX_MEMBERS = 1_024;

    private static final long HASH_KIND = 40;

    private final List<AccountGroup> groups = new ArrayList<>();
    private final StateHash stateHash;

    AccountGroups(final StateHash stateHash) {
        this.stateHash = stateHash;
    }

    int count() {
        return groups.size();
    }

    AccountGroup at(final int position) {
        return groups.get(position);
    }

    /** The group, or null where no account was ever put into it. */
    AccountGroup find(final int groupId) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).groupId == groupId) {
                return groups.get(i);
            }
        }
        return null;
    }

    AccountGroup findOrMake(final int groupId) {
        final AccountGroup found = find(groupId);
        if (found != null) {
            return found;
        }
        final AccountGroup made = new AccountGroup(groupId);
        groups.add(made);
        changed(made);
        return made;
    }

    void setKilled(final AccountGroup group, final boolean on) {
        group.killed = on;
        changed(group);
    }

    private void changed(final AccountGroup group) {
        stateHash.remove(group.hash);
        group.hash = StateHash.of(HASH_KIND, group.groupId, group.killed ? 1 : 0, 0, 0);
        stateHash.add(group.hash);
    }
}
