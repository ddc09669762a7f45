package io.strikebook.orderflow.load;

import io.strikebook.ipc.config.ConfigSection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What clients send beside makers and takers.
 *
 * @param clients  accounts of the mix, behind those of makers and takers; 0 where it has no requests
 * @param perMille of 1,000 requests how many are of a kind; what is left of them is the makers' and takers'
 */
public record MixConfig(int clients, Map<MixKind, Integer> perMille) {
    /** Most clients. */
    static final int MAX_CLIENTS = 16;

    private static final int WHOLE = 1_000;
    private static final int USUAL_CLIENTS = 4;
    private static final String NONE = "none";
    private static final String ALL = "all";

    /** Keeps a copy. */
    public MixConfig {
        perMille = Map.copyOf(perMille);
    }

    /** Reads the section {@code mix}: a preset, and the kinds that differ from it. */
    static MixConfig from(final ConfigSection section) {
        final boolean all =
                section.getChoice("preset", NONE, List.of(NONE, ALL)).equals(ALL);
        final EnumMap<MixKind, Integer> perMille = new EnumMap<>(MixKind.class);
        int sum = 0;
        for (final MixKind kind : MixKind.values()) {
            final int share = section.getInt(kind.key(), all ? kind.usualPerMille() : 0, 0, WHOLE);
            perMille.put(kind, share);
            sum += share;
            if (sum > WHOLE) {
                throw section.refuse(kind.key(), "of 1,000 requests the kinds up to this one take " + sum);
            }
        }
        final int clients = section.getInt("clients", sum == 0 ? 0 : USUAL_CLIENTS, 0, MAX_CLIENTS);
        if (sum > 0 && clients < 2) {
            throw section.refuse("clients", clients + " cannot trade with each other");
        }
        return new MixConfig(sum == 0 ? 0 : clients, perMille);
    }

    /** Makers and takers only. */
    static MixConfig none() {
        return from(ConfigSection.empty("no mix"));
    }

    /** Of 1,000 requests how many are of a kind. */
    int of(final MixKind kind) {
        return perMille.get(kind);
    }
}
