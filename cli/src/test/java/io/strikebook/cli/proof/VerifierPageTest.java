package io.strikebook.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.auditor.AuditedRecording;
import io.strikebook.auditor.tree.AccountEquities;
import io.strikebook.auditor.tree.Columns;
import io.strikebook.auditor.tree.InclusionProof;
import io.strikebook.auditor.tree.LeafNonces;
import io.strikebook.auditor.tree.LiabilityStatement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The script of the page says of every proof, right or changed, what Java says of it. */
final class VerifierPageTest {
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script id=\"verifier\">(.*?)</script>");
    private static final Pattern VALUE = Pattern.compile("[0-9a-f]+|left|right");
    private static final long SEQUENCE = 65_536;
    private static final long TIME_NS = 1_772_352_000_123_456_789L;

    private final ContextFactory engine = new ContextFactory();
    private Scriptable scope;

    @BeforeEach
    void load() throws IOException {
        final String page;
        try (InputStream text = AuditedRecording.verifierPage()) {
            page = new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
        final Matcher script = SCRIPT.matcher(page);
        assertThat(script.find()).isTrue();
        assertThat(page).as("asks nobody else").doesNotContain("http:", "https:", " src=", "import ");
        engine.call(context -> {
            context.setLanguageVersion(Context.VERSION_ES6);
            scope = context.initStandardObjects();
            return context.evaluateString(scope, script.group(1), "verify-proof.html", 1, null);
        });
    }

    private Object call(final String function, final Object... arguments) {
        return engine.call(context -> {
            context.setLanguageVersion(Context.VERSION_ES6);
            final Object[] values = Arrays.stream(arguments)
                    .map(argument ->
                            argument instanceof Object[] ? context.newArray(scope, (Object[]) argument) : argument)
                    .toArray();
            return ((Function) ScriptableObject.getProperty(scope, function)).call(context, scope, scope, values);
        });
    }

    private boolean isRight(final String json, final String root) {
        return (boolean) ScriptableObject.getProperty((Scriptable) call("judge", json, root), "right");
    }

    private String told(final String json, final String root) {
        return ScriptableObject.getProperty((Scriptable) call("judge", json, root), "text")
                .toString();
    }

    /** Accounts 1 to n, equities of either sign by a seed. */
    private static InclusionProof proof(final int accounts, final int wanted, final long seed) {
        final Random random = new Random(seed);
        final AccountEquities equities = new AccountEquities();
        for (int account = 1; account <= accounts; account++) {
            for (int column = 0; column < Columns.COUNT; column++) {
                equities.set(account, Columns.currency(column), random.nextLong() >> 2 + random.nextInt(50));
            }
        }
        final LiabilityStatement statement = new LiabilityStatement(Columns.COUNT, new LeafNonces(new byte[32]));
        statement.compute(equities, SEQUENCE, TIME_NS, wanted, (leaf, column, deficitE12) -> {});
        return statement.proofOf(wanted, equities);
    }

    private static String json(final InclusionProof proof) {
        return String.join("\n", ProofJson.lines(proof));
    }

    @Test
    void hashIsTheStandards() {
        // FIPS 180-4 and its examples: of nothing, of "abc", of 56 letters, which take two blocks
        assertThat(sha256("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(sha256("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
                .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    }

    private String sha256(final String text) {
        final Object[] bytes = text.chars().mapToObj(letter -> (Object) letter).toArray();
        return call("sha256", (Object) bytes).toString();
    }

    @Test
    void rightProofsAreRight() {
        final Random random = new Random(4);
        for (int i = 0; i < 6; i++) {
            final int accounts = 1 + random.nextInt(40);
            final InclusionProof proof = proof(accounts, 1 + random.nextInt(accounts), i);
            assertThat(proof.problem()).isEmpty();
            assertThat(ProofJson.read(json(proof).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(proof);
            final String root = ProofJson.hex(proof.stated().root());
            assertThat(told(json(proof), ""))
                    .startsWith("RIGHT. Account " + proof.accountId() + " is part of root " + root)
                    .contains("2026-03-01T08:00:00.123Z");
            assertThat(isRight(json(proof), root.toUpperCase(Locale.ROOT))).isTrue();
            assertThat(isRight(json(proof), root.replace(root.charAt(0), 'x'))).isFalse();
        }
    }

    /** Each value of the text in turn: another digit, one more, one less, the other side. */
    @Test
    void everyChangedValueIsWrongForBoth() {
        final String json = json(proof(5, 3, 1));
        final Random random = new Random(6);
        final Matcher value =
                Pattern.compile("\"([0-9a-f]+|left|right)\"[,\\]}]").matcher(json);
        int changed = 0;
        while (value.find()) {
            final String was = value.group(1);
            assertThat(was).matches(VALUE);
            final String wrong =
                    json.substring(0, value.start(1)) + changed(was, random) + json.substring(value.end(1));
            assertThat(isRight(wrong, "")).as(wrong).isFalse();
            assertThat(problem(wrong)).as(wrong).isPresent();
            changed++;
        }
        assertThat(changed).isGreaterThan(30);
        for (final String codes : new String[] {"\u0142TC,ETH,USDC,USD", "BTC,ETH,USDC", "BTC,ETH,USDC,USD,"}) {
            final String wrong = json.replace("BTC,ETH,USDC,USD", codes);
            assertThat(isRight(wrong, "")).as(wrong).isFalse();
            assertThat(problem(wrong)).as(wrong).isPresent();
        }
    }

    private static String changed(final String was, final Random random) {
        if (was.equals("left") || was.equals("right")) {
            return was.equals("left") ? "right" : "left";
        }
        final int at = random.nextInt(was.length());
        final char digit = was.charAt(at) == '7' ? '3' : '7';
        return switch (random.nextInt(3)) {
            case 0 -> was + digit;
            case 1 -> "-" + was;
            default -> was.substring(0, at) + digit + was.substring(at + 1);
        };
    }

    private static Optional<String> problem(final String json) {
        try {
            return ProofJson.read(json.getBytes(StandardCharsets.UTF_8)).problem();
        } catch (final IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** What was proven once can be checked with every later page and program. */
    @Test
    void formatStaysWhatItIs() {
        final InclusionProof proof = proof(3, 2, 9);
        assertThat(ProofJson.hex(proof.stated().root()))
                .isEqualTo("0d3813a964345827f6f97273c58bfc95b5b75fda2e651231adc678deacc6c52d");
        assertThat(json(proof)).startsWith("{\n\"format\":\"strikebook-liability-proof-1\",\n\"sequence\":\"65536\",");
    }

    @Test
    void otherTextIsNoProof() {
        for (final String text :
                new String[] {"", "{}", "[]", "null", "{\"format\":\"strikebook-liability-proof-1\"}"}) {
            assertThat(isRight(text, "")).as(text).isFalse();
            assertThat(problem(text)).as(text).isPresent();
        }
    }
}
