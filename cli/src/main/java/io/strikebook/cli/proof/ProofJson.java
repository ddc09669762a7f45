package io.strikebook.cli.proof;

import io.strikebook.auditor.tree.InclusionProof;
import io.strikebook.auditor.tree.PathStep;
import io.strikebook.auditor.tree.StatedLiabilities;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An inclusion proof as a JSON object. Every number stands in quotes, since some are larger than a number of JavaScript is exact; hashes are
 * hexadecimal; amounts are in 1e-12 of their currency, in the order of {@code currencies}.
 */
final class ProofJson {
    private static final String FORMAT = "strikebook-liability-proof-1";
    private static final String PATH = "path";
    private static final JsonNames NAMES = JsonNames.of(
            "format",
            "sequence",
            "timestampNs",
            "accounts",
            "currencies",
            "root",
            "treeHash",
            "liabilitiesE12",
            "deficitsE12",
            "deficitAccounts",
            "account",
            "nonce",
            "balancesE12",
            PATH,
            "side",
            "hash",
            "sumsE12");
    private static final String DIGITS = "[0-9]{1,40}";
    private static final int MAX_PATH = 64;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final List<PathStep> path = new ArrayList<>();

    private ProofJson() {}

    /** The lines of an object. */
    static List<String> lines(final InclusionProof proof) {
        final StatedLiabilities stated = proof.stated();
        final List<String> lines = new ArrayList<>(List.of(
                "{",
                text("format", FORMAT) + ",",
                text("sequence", Long.toString(stated.sequence())) + ",",
                text("timestampNs", Long.toString(stated.timestampNs())) + ",",
                text("accounts", Long.toString(stated.accounts())) + ",",
                text("currencies", stated.currencies()) + ",",
                text("root", hex(stated.root())) + ",",
                text("treeHash", hex(stated.treeHash())) + ",",
                list("liabilitiesE12", stated.liabilitiesE12()) + ",",
                list("deficitsE12", stated.deficitsE12()) + ",",
                list("deficitAccounts", stated.deficitAccounts()) + ",",
                text("account", Integer.toString(proof.accountId())) + ",",
                text("nonce", hex(proof.nonce())) + ",",
                list("balancesE12", proof.balancesE12()) + ",",
                "\"" + PATH + "\":["));
        for (int i = 0; i < proof.path().size(); i++) {
            final PathStep step = proof.path().get(i);
            lines.add("{" + text("side", step.siblingIsLeft() ? "left" : "right") + "," + text("hash", hex(step.hash()))
                    + "," + list("sumsE12", step.sumsE12()) + "}"
                    + (i + 1 < proof.path().size() ? "," : ""));
        }
        lines.add("]}");
        return lines;
    }

    static String hex(final byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String text(final String name, final String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    private static String list(final String name, final List<?> values) {
        return "\"" + name + "\":["
                + values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(",")) + "]";
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static InclusionProof read(final byte[] json) {
        try {
            return new ProofJson().proof(json);
        } catch (final MalformedJsonException | ArithmeticException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private InclusionProof proof(final byte[] json) throws MalformedJsonException {
        final JsonReader reader = new JsonReader();
        reader.wrap(Arrays.copyOf(json, json.length + JsonReader.SLACK), 0, json.length);
        readObject(reader, true);
        reader.end();
        if (!text("format").equals(FORMAT)) {
            throw new IllegalArgumentException("its format is not " + FORMAT);
        }
        final StatedLiabilities stated = new StatedLiabilities(
                number(text("sequence")).longValueExact(),
                number(text("timestampNs")).longValueExact(),
                number(text("accounts")).longValueExact(),
                text("currencies"),
                hash("treeHash"),
                amounts("liabilitiesE12"),
                amounts("deficitsE12"),
                amounts("deficitAccounts").stream()
                        .map(BigInteger::longValueExact)
                        .toList(),
                hash("root"));
        return new InclusionProof(
                stated,
                number(text("account")).intValueExact(),
                hash("nonce"),
                amounts("balancesE12"),
                List.copyOf(path));
    }

    /** Names that are not known are passed over. */
    private void readObject(final JsonReader reader, final boolean withPath) throws MalformedJsonException {
        reader.beginObject();
        for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
            if (name == JsonNames.UNKNOWN) {
                reader.skip();
            } else if (!reader.isArray()) {
                reader.string();
                texts.put(NAMES.name(name), reader.stringText());
            } else if (withPath && NAMES.name(name).equals(PATH)) {
                readPath(reader);
            } else {
                lists.put(NAMES.name(name), readList(reader));
            }
        }
    }

    private void readPath(final JsonReader reader) throws MalformedJsonException {
        reader.beginArray();
        while (reader.nextElement()) {
            final ProofJson step = new ProofJson();
            step.readObject(reader, false);
            final String side = step.text("side");
            if (!side.equals("left") && !side.equals("right") || path.size() == MAX_PATH) {
                throw new IllegalArgumentException(
                        "a node of the path is neither left nor right, or there are too many");
            }
            path.add(new PathStep(side.equals("left"), step.hash("hash"), step.amounts("sumsE12")));
        }
    }

    private static List<String> readList(final JsonReader reader) throws MalformedJsonException {
        final List<String> values = new ArrayList<>();
        reader.beginArray();
        while (reader.nextElement()) {
            reader.string();
            values.add(reader.stringText());
        }
        return values;
    }

    private String text(final String name) {
        final String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return text;
    }

    /** As the page reads it: digits and nothing else. */
    private static BigInteger number(final String text) {
        if (!text.matches(DIGITS)) {
            throw new IllegalArgumentException("a negative number, or none: " + text);
        }
        return new BigInteger(text);
    }

    private byte[] hash(final String name) {
        return HexFormat.of().parseHex(text(name));
    }

    private List<BigInteger> amounts(final String name) {
        return lists.getOrDefault(name, List.of()).stream()
                .map(ProofJson::number)
                .toList();
    }
}
