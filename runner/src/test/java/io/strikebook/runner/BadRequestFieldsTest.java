package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.PhaseRules;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.runner.RequestFields.Field;
import io.strikebook.runner.RequestFields.Kind;
import io.strikebook.runner.RequestSamples.Sample;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetInstrumentPhaseEncoder;
import io.strikebook.schemas.SetRateLimitEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every field of every request, as the schema has them, with values below, above and at the ends of what it may be, null and undefined
 * ones, sent through sequencer, matching and margin: nothing fails; what is refused has a code of the schema and changes nothing, for which
 * a twin is refused a request of an unknown template at the same time; what is accepted leaves states that survive being saved.
 */
class BadRequestFieldsTest {
    private static final int UNKNOWN_TEMPLATE = 399;
    private static final long SEED = 20_261_122L;
    private static final int MIXED_ROUNDS = 2_000;
    private static final int ROUNDS_PER_VENUE = 100;

    /** Bytes of fields that a later schema may have. */
    private static final int LATER_FIELDS = 8;

    /** Fields that may have any value, and those that nobody reads. */
    private static final Set<String> FREE = Set.of("clientOrderId", "quoteSetId", "blockId");

    /** A reset of what is not frozen, and what only the pricer acts on. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("ResetMarketMakerProtection", "SetIndexSource");

    private static final Pattern RESERVED = Pattern.compile("[rR]eserved\\d?$");

    private final RequestFields schema = new RequestFields();
    private final RequestSamples samples = new RequestSamples();

    /** What was sent to the venue and not yet to its twin. */
    private final List<Consumer<RequestVenue>> twinned = new ArrayList<>();

    private RequestVenue venue;
    private RequestVenue twin;

    /** Whether the last request was refused. */
    private boolean isAsBefore;

    @TestFactory
    List<DynamicTest> everyFieldOfEveryRequest() {
        return schema.templates().stream()
                .map(template -> DynamicTest.dynamicTest(schema.nameOf(template), () -> everyField(template)))
                .toList();
    }

    private void everyField(final int template) {
        final Sample sample = samples.of(template);
        assertThat(sample).as("a sample of every request of the schema").isNotNull();
        fresh();
        assertThat(send(template, sample, sample.body(), "as it is")).isEqualTo(RejectCode.ACCEPTED);
        requireEffect(template, sample);
        final Set<String> unchecked = new TreeSet<>();
        final Set<String> checked = new TreeSet<>();
        for (final Field field : schema.of(template, sample.entries())) {
            for (final byte[] value : values(field, sample.body())) {
                if (!isAsBefore) {
                    fresh();
                }
                final byte[] body = sample.body().clone();
                System.arraycopy(value, 0, body, field.offset(), value.length);
                final String what = field.name() + " " + Arrays.toString(value);
                final RejectCode code = send(template, sample, body, what);
                if (isUndefined(field, value)) {
                    assertThat(code).as(what).isNotEqualTo(RejectCode.ACCEPTED);
                }
                (isAsBefore || venue.refusedSides() > 0 ? checked : unchecked).add(field.nameInSchema());
            }
        }
        unchecked.removeAll(checked);
        unchecked.removeIf(name -> FREE.contains(name) || RESERVED.matcher(name).find());
        assertThat(unchecked).as("fields of which every value passes").isEmpty();
    }

    /** What was accepted shows in the hashes: otherwise it would prove nothing that what was refused does not. */
    private void requireEffect(final int template, final Sample sample) {
        final RequestVenue other = new RequestVenue();
        other.send(sample.operator() ? RequestVenue.OPERATOR : RequestVenue.CLIENT, UNKNOWN_TEMPLATE, 8, new byte[8]);
        other.tick();
        if (!WITHOUT_EFFECT.contains(schema.nameOf(template))) {
            assertThat(venue.stateHashes()).isNotEqualTo(other.stateHashes());
        }
    }

    @TestFactory
    List<DynamicTest> everyRequestInEveryPhase() {
        return Stream.of(InstrumentPhase.values())
                .filter(PhaseRules::isForOperators)
                .map(phase -> DynamicTest.dynamicTest(phase.name(), () -> inPhase(phase)))
                .toList();
    }

    private void inPhase(final InstrumentPhase phase) {
        final Sample change = samples.of(SetInstrumentPhaseEncoder.TEMPLATE_ID);
        final byte[] body = change.body().clone();
        body[SetInstrumentPhaseEncoder.phaseEncodingOffset()] = (byte) phase.value();
        isAsBefore = false;
        for (final int template : schema.templates()) {
            if (!isAsBefore) {
                fresh();
                assertThat(send(SetInstrumentPhaseEncoder.TEMPLATE_ID, change, body, phase.name()))
                        .isEqualTo(RejectCode.ACCEPTED);
            }
            final RejectCode code =
                    send(template, samples.of(template), samples.of(template).body(), phase.name());
            if (template == NewOrderEncoder.TEMPLATE_ID) {
                assertThat(code).isEqualTo(PhaseRules.entry(phase));
            }
        }
    }

    @TestFactory
    List<DynamicTest> everyRequestCutShort() {
        return schema.templates().stream()
                .map(template -> DynamicTest.dynamicTest(schema.nameOf(template), () -> cutShort(template)))
                .toList();
    }

    private void cutShort(final int template) {
        final Sample sample = samples.of(template);
        final int block = schema.blockLength(template);
        fresh();
        for (int length = 0; length < sample.body().length; length += FrameLayout.ALIGNMENT) {
            final byte[] body = Arrays.copyOf(sample.body(), length);
            final String what = "cut to " + length;
            assertThat(send(template, block, sample, body, what)).as(what).isEqualTo(RejectCode.MALFORMED);
            if (length < block) {
                final String shorter = "with a block of " + length;
                assertThat(send(template, length, sample, sample.body(), shorter))
                        .as(shorter)
                        .isEqualTo(RejectCode.MALFORMED);
            }
        }
    }

    @TestFactory
    List<DynamicTest> everyRequestWithFieldsOfALaterSchema() {
        return schema.templates().stream()
                .map(template -> DynamicTest.dynamicTest(schema.nameOf(template), () -> longer(template)))
                .toList();
    }

    /** Fields that this build does not know are behind those of the block, and passed over. */
    private void longer(final int template) {
        final Sample sample = samples.of(template);
        final int block = schema.blockLength(template);
        final byte[] body = new byte[sample.body().length + LATER_FIELDS];
        Arrays.fill(body, (byte) -1);
        System.arraycopy(sample.body(), 0, body, 0, block);
        System.arraycopy(sample.body(), block, body, block + LATER_FIELDS, sample.body().length - block);
        fresh();
        assertThat(send(template, block + LATER_FIELDS, sample, body, "later fields"))
                .isEqualTo(RejectCode.ACCEPTED);
        final List<Long> hashes = venue.stateHashes();
        fresh();
        send(template, sample, sample.body(), "as it is");
        assertThat(hashes).isEqualTo(venue.stateHashes());
    }

    private static boolean isUndefined(final Field field, final byte[] value) {
        final long number = value[0] & 0xff;
        if (field.kind() == Kind.ENUM) {
            return !field.defined().contains(number);
        }
        return field.kind() == Kind.FLAGS
                && field.defined().stream().mapToLong(bit -> 1L << bit).sum() < number;
    }

    @Test
    void severalFieldsAtOnceAndOneAfterTheOther() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final List<Integer> templates = new ArrayList<>(schema.templates());
        templates.remove(Integer.valueOf(SetRateLimitEncoder.TEMPLATE_ID)); // what is refused costs tokens from then on
        for (int round = 0; round < MIXED_ROUNDS; round++) {
            if (round % ROUNDS_PER_VENUE == 0) {
                fresh();
            }
            final int template = templates.get(random.nextInt(templates.size()));
            final Sample sample = samples.of(template);
            final byte[] body = sample.body().clone();
            final List<Field> fields = schema.of(template, sample.entries());
            final StringBuilder what = new StringBuilder("seed " + SEED + " round " + round);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                final Field field = fields.get(random.nextInt(fields.size()));
                final List<byte[]> values = values(field, body);
                final byte[] value = values.get(random.nextInt(values.size()));
                System.arraycopy(value, 0, body, field.offset(), value.length);
                what.append(", ").append(field.name()).append(' ').append(Arrays.toString(value));
            }
            send(template, sample, body, what.toString());
        }
    }

    private void fresh() {
        venue = new RequestVenue();
        twin = null;
        isAsBefore = true;
        twinned.clear();
    }

    /** Sends a request and sees to what it leaves behind. */
    private RejectCode send(final int template, final Sample sample, final byte[] body, final String what) {
        return send(template, schema.blockLength(template), sample, body, what);
    }

    private RejectCode send(
            final int template, final int block, final Sample sample, final byte[] body, final String what) {
        final String named = schema.nameOf(template) + " " + what;
        final int source = sample.operator() ? RequestVenue.OPERATOR : RequestVenue.CLIENT;
        final RejectCode code;
        try {
            code = venue.send(source, template, block, body);
            venue.tick();
        } catch (final RuntimeException e) {
            throw new AssertionError(named, e);
        }
        assertThat(code).as(named).isNotNull().isNotIn(RejectCode.NULL_VAL, RejectCode.SBE_UNKNOWN);
        isAsBefore = code != RejectCode.ACCEPTED;
        if (isAsBefore) {
            twinned.add(other -> other.send(source, UNKNOWN_TEMPLATE, block, new byte[block]));
            assertThat(twinHashes()).as(named + " was refused: " + code).isEqualTo(venue.stateHashes());
        } else {
            venue.check();
            twinned.add(other -> other.send(source, template, block, body));
        }
        return code;
    }

    /** Hashes of a venue to which everything was sent that was accepted, and, in place of what was refused, what nobody knows. */
    private List<Long> twinHashes() {
        if (twin == null) {
            twin = new RequestVenue();
        }
        for (final Consumer<RequestVenue> sent : twinned) {
            sent.accept(twin);
            twin.tick();
        }
        twinned.clear();
        return twin.stateHashes();
    }

    /** Values for a field besides the one that it has. */
    private static List<byte[]> values(final Field field, final byte[] body) {
        final byte[] present = Arrays.copyOfRange(body, field.offset(), field.offset() + field.size());
        final List<byte[]> values = switch (field.kind()) {
            case TEXT -> texts(field.size());
            case ENUM, FLAGS -> bytes();
            case NUMBER -> numbers(field.size(), present);
        };
        values.removeIf(value -> Arrays.equals(value, present));
        return values;
    }

    private static List<byte[]> texts(final int size) {
        final List<byte[]> values = new ArrayList<>();
        for (final int fill : new int[] {0, 1, 31, ' ', '"', 'A', 127, 128, 255}) {
            final byte[] value = new byte[size];
            Arrays.fill(value, (byte) fill);
            values.add(value);
            final byte[] hidden = value.clone();
            hidden[0] = 0;
            values.add(hidden);
            final byte[] last = new byte[size];
            Arrays.fill(last, (byte) 'B');
            last[size - 1] = (byte) fill;
            values.add(last);
        }
        return values;
    }

    private static List<byte[]> bytes() {
        final List<byte[]> values = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            values.add(new byte[] {(byte) value});
        }
        return values;
    }

    private static List<byte[]> numbers(final int size, final byte[] present) {
        final long now = toLong(present);
        final Set<Long> numbers = new LinkedHashSet<>(List.of(
                0L,
                1L,
                2L,
                3L,
                4L,
                5L,
                RequestSamples.RESTING,
                16L,
                17L,
                100L,
                101L,
                -1L,
                -2L,
                now - 1,
                now + 1,
                -now,
                2 * now));
        for (final int bit : new int[] {7, 8, 15, 16, 31, 32, 53, 61, 62, 63}) {
            numbers.addAll(List.of((1L << bit) - 1, 1L << bit, (1L << bit) + 1, -(1L << bit), now + (1L << bit)));
        }
        final Map<Long, byte[]> different = new TreeMap<>();
        for (final long number : numbers) {
            final byte[] value = new byte[size];
            for (int i = 0; i < size; i++) {
                value[i] = (byte) (number >> 8 * i);
            }
            different.putIfAbsent(toLong(value), value);
        }
        return new ArrayList<>(different.values());
    }

    private static long toLong(final byte[] bytes) {
        long number = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }
}
