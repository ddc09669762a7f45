package io.strikebook.ipc.host;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One thing about a machine that latency depends on.
 *
 * @param what    its name
 * @param found   the value found, or what is absent
 * @param verdict what it means
 * @param advice  what to do about it; empty where nothing is to be done
 */
public record HostFact(String what, String found, Verdict verdict, String advice) {
    /** What a value means. */
    public enum Verdict {
        /** As it should be. */
        TUNED("tuned"),
        /** Latency can be had here. */
        NOT_TUNED("not tuned"),
        /** The system does not say. */
        CANNOT_TELL("cannot tell");

        private final String words;

        Verdict(final String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    static HostFact tuned(final String what, final String found) {
        return new HostFact(what, found, Verdict.TUNED, "");
    }

    static HostFact notTuned(final String what, final String found, final String advice) {
        return new HostFact(what, found, Verdict.NOT_TUNED, advice);
    }

    static HostFact unknown(final String what, final String absent) {
        return new HostFact(what, "no " + absent, Verdict.CANNOT_TELL, "");
    }

    /** A value that is right or not. */
    static HostFact of(final String what, final String found, final boolean right, final String advice) {
        return right ? tuned(what, found) : notTuned(what, found, advice);
    }

    /**
     * A value from a file.
     *
     * @param path the file, named where the value is absent
     */
    static HostFact of(
            final String what,
            final String path,
            final Optional<String> value,
            final Predicate<String> right,
            final String advice) {
        return value.map(found -> of(what, found, right.test(found), advice))
                .orElseGet(() -> unknown(what, "/" + path));
    }
}
