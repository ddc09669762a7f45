package io.strikebook.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What makes the same commands give another result, or the same result at another time. */
enum Impurity {
    /** Time is the command's; a clock would be read again at another time in a replay. */
    CLOCK(use -> Patterns.CLOCK_TYPE.matcher(use.owner()).matches()
            || use.isOwnedBy("java.lang.System") && use.member().matches("nanoTime|currentTimeMillis")
            || use.isOwnedBy("java.time.") && use.member().equals("now")
            || use.isOwnedBy("java.util.Date")
                    && use.member().equals("<init>")
                    && use.descriptor().equals("()V")),

    /**
     * Random numbers, and what differs from run to run without being asked for: identity hash codes, and the salted order
     * of the immutable sets and maps.
     */
    RANDOMNESS(use -> Patterns.RANDOM_TYPE.matcher(use.owner()).matches()
            || use.isOwnedBy("java.lang.Math") && use.member().equals("random")
            || use.isOwnedBy("java.lang.System") && use.member().equals("identityHashCode")
            || use.owner().equals("java.lang.Object") && use.member().equals("hashCode")
            || use.owner().matches("java\\.util\\.(Set|Map)") && use.member().matches("of|ofEntries|copyOf")),

    /** The engine's thread is the only one; nothing in it may know of others. */
    THREAD(use -> Set.of("monitorenter", "synchronized", "volatile").contains(use.opcode())
            || use.owner().matches("java\\.lang\\.(Thread|ThreadLocal|InheritableThreadLocal)(\\$.*)?")
            || use.isOwnedBy("java.util.concurrent.")
            || use.owner().equals("java.lang.Object") && use.member().matches("wait|notify|notifyAll")
            || use.member().matches("parallelStream|parallel")),

    /** Also hidden: a conversion on the way from long to long. */
    FLOATING_POINT(use -> Patterns.isFloating(use.descriptor())
            || Patterns.FLOATING_OPCODE.matcher(use.opcode()).matches()
            || use.owner().matches("java\\.lang\\.(Double|Float|StrictMath)")),

    /**
     * Functions whose last bit is up to the virtual machine, its compiler or the width of a vector; and sums across a vector, whose order
     * is.
     */
    TRANSCENDENTAL(use -> use.owner().matches("java\\.lang\\.(Strict)?Math")
                    && Patterns.TRANSCENDENTAL.matcher(use.member()).matches()
            || use.owner().equals("jdk.incubator.vector.VectorOperators")
                    && Patterns.TRANSCENDENTAL
                            .matcher(use.member().toLowerCase(Locale.ROOT))
                            .matches()
            || use.owner().matches("jdk\\.incubator\\.vector\\.(Double|Float)Vector")
                    && use.member().matches("pow|reduceLanes\\w*")),

    /** They allocate per entry, box their keys, and invite iteration. */
    HASH_COLLECTION(use -> Patterns.HASH_COLLECTION.matcher(use.owner()).matches()
            || use.isOwnedBy("java.util.stream.Collectors") && use.member().matches("(to|grouping|partitioning).*")),

    /** The order of a hash map's entries depends on its history and on its size, not on its content. */
    HASH_ITERATION(use -> Patterns.HASH_VIEW.matcher(use.owner()).matches()
            || (use.isOwnedBy("org.agrona.collections.") || use.owner().matches("java\\.util\\.(Map|Set|AbstractMap)"))
                    && Patterns.ITERATING.matcher(use.member()).matches()
                    && !Patterns.LIST_OF_AGRONA.matcher(use.owner()).matches());

    private final Predicate<Reference> isViolation;

    Impurity(final Predicate<Reference> isViolation) {
        this.isViolation = isViolation;
    }

    /** The uses in the class that break this rule. */
    List<String> in(final CompiledClass type) {
        final List<Reference> uses = type.references();
        final List<String> violations = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            if (isViolation.test(uses.get(i)) && !isLoadFactor(uses, i)) {
                violations.add(name() + " " + uses.get(i));
            }
        }
        return violations;
    }

    /** Agrona's constructors ask for a load factor: a constant handed over and nothing else. */
    private static boolean isLoadFactor(final List<Reference> uses, final int index) {
        final Reference use = uses.get(index);
        if (use.opcode().equals("ldc")) {
            return index + 1 < uses.size() && isAgronaConstructor(uses.get(index + 1));
        }
        return isAgronaConstructor(use);
    }

    private static boolean isAgronaConstructor(final Reference use) {
        return use.isOwnedBy("org.agrona.collections.")
                && use.member().equals("<init>")
                && use.descriptor().indexOf('F') > 0;
    }

    private static final class Patterns {
        static final Pattern CLOCK_TYPE = Pattern.compile(
                "java\\.time\\.(Clock|InstantSource).*|org\\.agrona\\.concurrent\\.\\w*Clock|io\\.strikebook\\.\\S*Clock");
        static final Pattern RANDOM_TYPE = Pattern.compile("java\\.util\\.(random\\..*|\\w*Random|UUID)"
                + "|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.\\w*Random");
        static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L[^;]*;");
        static final Pattern BOXED = Pattern.compile("Ljava/lang/(Double|Float);");
        static final Pattern PRIMITIVE = Pattern.compile("[DF]");
        static final Pattern FLOATING_OPCODE =
                Pattern.compile("[df](add|sub|mul|div|rem|neg|load|store|aload|astore|return|const|cmp).*|[ilfd]2[df]"
                        + "|[df]2[il]|[df]aload|[df]astore");
        static final Pattern HASH_COLLECTION = Pattern.compile("java\\.util\\.(concurrent\\.)?"
                + "((Linked|Identity|Weak|Concurrent)?Hash(Map|Set)|Hashtable|Properties)(\\$.*)?");
        static final Pattern TRANSCENDENTAL =
                Pattern.compile("a?(sin|cos|tan)h?|atan2|exp|expm1|log|log10|log1p|pow|cbrt|hypot");
        static final Pattern HASH_VIEW = Pattern.compile(
                "org\\.agrona\\.collections\\.\\w*(Map|Set|Cache)" + "\\$(\\w*Iterator|\\w*Set|\\w*Collection)");
        static final Pattern ITERATING = Pattern.compile("iterator|spliterator|stream|forEach\\w*|\\w*ForEach|keySet"
                + "|values|entrySet|keyIterator|valueIterator|removeIf\\w*|replaceAll\\w*|toArray|toString|hashCode");
        static final Pattern LIST_OF_AGRONA =
                Pattern.compile("org\\.agrona\\.collections\\.(\\w*List|\\w*Queue|ArrayUtil)");

        static boolean isFloating(final String descriptor) {
            return BOXED.matcher(descriptor).find()
                    || PRIMITIVE
                            .matcher(CLASS_IN_DESCRIPTOR.matcher(descriptor).replaceAll(""))
                            .find();
        }
    }
}
