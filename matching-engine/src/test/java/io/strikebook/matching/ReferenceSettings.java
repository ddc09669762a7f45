package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.SelfTradePrevention;
import java.util.Map;
import java.util.TreeMap;

/** What accounts and operators set, as the reference keeps it. */
final class ReferenceSettings {
    private record SelfTrade(int group, SelfTradePrevention mode) {}

    private static final SelfTrade DEFAULT = new SelfTrade(0, SelfTradePrevention.NONE);

    /** Of the instruments that share by size. */
    private final Map<Integer, Integer> topOrderPercents = new TreeMap<>();

    /** By source and account. */
    private final Map<Long, CancelOnDisconnect> scopes = new TreeMap<>();

    private final Map<Integer, SelfTrade> selfTrades = new TreeMap<>();

    void selfTradePrevention(final int account, final int group, final SelfTradePrevention mode) {
        selfTrades.put(account, new SelfTrade(group, mode));
    }

    SelfTradePrevention mode(final int account) {
        return selfTrades.getOrDefault(account, DEFAULT).mode();
    }

    boolean isSelf(final int account, final int other) {
        final int group = selfTrades.getOrDefault(account, DEFAULT).group();
        return account == other
                || group != 0 && selfTrades.getOrDefault(other, DEFAULT).group() == group;
    }

    void allocation(final int instrument, final AllocationRule rule, final int topOrderPercent) {
        if (rule == AllocationRule.PRO_RATA) {
            topOrderPercents.put(instrument, topOrderPercent);
        } else {
            topOrderPercents.remove(instrument);
        }
    }

    boolean isProRata(final int instrument) {
        return topOrderPercents.containsKey(instrument);
    }

    int topOrderPercent(final int instrument) {
        return topOrderPercents.get(instrument);
    }

    void cancelOnDisconnect(final int source, final int account, final CancelOnDisconnect scope) {
        scopes.put((long) source << 32 | account, scope);
    }

    CancelOnDisconnect scope(final int source, final int account) {
        return scopes.getOrDefault((long) source << 32 | account, CancelOnDisconnect.OFF);
    }

    long stateHash() {
        long hash = 0;
        for (final Map.Entry<Long, CancelOnDisconnect> entry : scopes.entrySet()) {
            if (entry.getValue() != CancelOnDisconnect.OFF) {
                final long key = entry.getKey();
                hash += StateHash.of(16, (int) key, key >> 32, entry.getValue().value(), 0);
            }
        }
        for (final Map.Entry<Integer, Integer> entry : topOrderPercents.entrySet()) {
            hash += StateHash.of(17, entry.getKey(), AllocationRule.PRO_RATA.value(), entry.getValue(), 0);
        }
        for (final Map.Entry<Integer, SelfTrade> entry : selfTrades.entrySet()) {
            final SelfTrade setting = entry.getValue();
            if (!setting.equals(DEFAULT)) {
                hash += StateHash.of(
                        15, entry.getKey(), setting.group(), setting.mode().value(), 0);
            }
        }
        return hash;
    }
}
