package io.strikebook.feeder.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random trees are written as text, read, and compared; cut short or with a wrong byte, they are read or refused, and nothing else. */
class RandomJsonTest {
    private static final String[] KNOWN = {"a", "bid", "timestamp", "best_bid_price", "best_bid_amount", "e", "E"};
    private static final JsonNames NAMES = JsonNames.of(KNOWN);
    private static final int DEEPEST = 4;

    private final JsonReader reader = new JsonReader();

    /** Cut short, the last number is another one before what follows is missed. */
    private boolean cut;

    @Property(tries = 2_000)
    void isReadAsItWasWritten(@ForAll final long seed) throws MalformedJsonException {
        final Random random = new Random(seed);
        final Object tree = tree(random, 0);
        wrap(text(tree, random), random);
        read(tree, random);
        reader.end();
    }

    @Property(tries = 500)
    void cutShortItIsRefused(@ForAll final long seed) {
        final Random random = new Random(seed);
        final List<Object> tree = List.of(tree(random, 0), tree(random, 1));
        final byte[] whole = text(tree, random).strip().getBytes(StandardCharsets.UTF_8);
        cut = true;
        for (int length = 0; length < whole.length; length++) {
            wrap(Arrays.copyOf(whole, length), random);
            assertThatThrownBy(() -> {
                        read(tree, random);
                        reader.end();
                    })
                    .isInstanceOf(MalformedJsonException.class);
        }
    }

    @Property(tries = 2_000)
    void withAWrongByteItIsReadOrRefused(@ForAll final long seed) {
        final Random random = new Random(seed);
        final Object tree = tree(random, 0);
        final byte[] text = text(tree, random).getBytes(StandardCharsets.UTF_8);
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
        wrap(text, random);
        try {
            reader.skip();
            reader.end();
        } catch (final MalformedJsonException e) {
            assertThat(e.offset()).isBetween(0, text.length);
        }
    }

    private void wrap(final String text, final Random random) {
        wrap(text.getBytes(StandardCharsets.UTF_8), random);
    }

    /** In the middle of other bytes. */
    private void wrap(final byte[] text, final Random random) {
        final byte[] around = new byte[text.length + 3 + JsonReader.SLACK];
        random.nextBytes(around);
        System.arraycopy(text, 0, around, 3, text.length);
        reader.wrap(around, 3, 3 + text.length);
    }

    private void read(final Object tree, final Random random) throws MalformedJsonException {
        if (random.nextInt(8) == 0) {
            reader.skip();
        } else if (tree instanceof Map<?, ?> object) {
            assertObject(object, random);
        } else if (tree instanceof List<?> array) {
            reader.beginArray();
            for (final Object element : array) {
                require(reader.nextElement());
                read(element, random);
            }
            require(!reader.nextElement());
        } else if (tree instanceof BigDecimal number) {
            require(reader.decimalE8()
                    == number.movePointRight(8)
                            .setScale(0, RoundingMode.HALF_UP)
                            .longValueExact());
        } else if (tree instanceof Long whole) {
            require(reader.whole() == whole);
        } else if (tree instanceof Boolean flag) {
            require(reader.flag() == flag);
        } else if (tree instanceof String string) {
            reader.string();
            require(reader.stringText().equals(string));
        } else {
            require((random.nextBoolean() ? reader.decimalE8() : reader.whole()) == JsonReader.NONE);
        }
    }

    private void assertObject(final Map<?, ?> object, final Random random) throws MalformedJsonException {
        reader.beginObject();
        for (final Map.Entry<?, ?> entry : object.entrySet()) {
            require(reader.nextName(NAMES) == Arrays.asList(KNOWN).indexOf(entry.getKey()));
            read(entry.getValue(), random);
        }
        require(reader.nextName(NAMES) == JsonReader.END);
    }

    private void require(final boolean same) {
        assertThat(same || cut).isTrue();
    }

    private static Object tree(final Random random, final int depth) {
        return switch (random.nextInt(depth < DEEPEST ? 9 : 7)) {
            case 0 -> random.nextBoolean();
            case 1 -> random.nextLong(1L << random.nextInt(1, 62));
            case 2, 3 -> BigDecimal.valueOf(random.nextLong(-90_000_000_000L, 90_000_000_000L), random.nextInt(14));
            case 4, 5 -> string(random);
            case 6 -> Void.TYPE;
            case 7 -> {
                final List<Object> array = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(tree(random, depth + 1));
                }
                yield array;
            }
            default -> {
                final Map<String, Object> object = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    final String name = random.nextBoolean() ? KNOWN[random.nextInt(KNOWN.length)] : string(random);
                    object.put(name, tree(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static String string(final Random random) {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append("abE_:,{}[]é€ 01-".charAt(random.nextInt(16)));
        }
        return text.toString();
    }

    private static String text(final Object tree, final Random random) {
        final StringBuilder text = new StringBuilder();
        write(tree, text, random);
        return text.toString();
    }

    private static void write(final Object tree, final StringBuilder text, final Random random) {
        space(text, random);
        if (tree instanceof Map<?, ?> object) {
            text.append('{');
            String comma = "";
            for (final Map.Entry<?, ?> entry : object.entrySet()) {
                text.append(comma);
                space(text, random);
                text.append('"').append(entry.getKey()).append('"');
                space(text, random);
                text.append(':');
                write(entry.getValue(), text, random);
                comma = ",";
            }
            text.append('}');
        } else if (tree instanceof List<?> array) {
            text.append('[');
            String comma = "";
            for (final Object element : array) {
                text.append(comma);
                write(element, text, random);
                comma = ",";
            }
            text.append(']');
        } else if (tree instanceof String string) {
            text.append('"').append(string).append('"');
        } else if (tree instanceof BigDecimal number) {
            final String digits = random.nextBoolean() ? number.toPlainString() : number.toString();
            text.append(random.nextBoolean() ? digits : '"' + digits + '"');
        } else if (tree == Void.TYPE) {
            text.append("null");
        } else {
            text.append(tree);
        }
        space(text, random);
    }

    private static void space(final StringBuilder text, final Random random) {
        if (random.nextInt(6) == 0) {
            text.append(" \n\t\r".charAt(random.nextInt(4)));
        }
    }
}
