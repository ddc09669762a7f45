package io.strikebook.cli.print;

import io.strikebook.ipc.frame.FrameLayout;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.PrimitiveValue;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.IrDecoder;
import uk.co.real_logic.sbe.ir.Signal;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.OtfMessageDecoder;
import uk.co.real_logic.sbe.otf.TokenListener;

/** Walks the fields of a frame in schema order and tells a {@link Visitor} their names and values. Not a hot path. */
public final class FrameFields {
    /** No such template or field. */
    public static final int NONE = -1;

    private final Ir ir;

    /** Takes what was found. */
    public interface Visitor {
        /** A number; null values of optional fields are given as null. */
        void number(String name, Long value);

        /** Text or an enum's name. */
        void text(String name, String value);

        /** Names of the flags that are set. */
        void flags(String name, List<String> set);

        /** Numbers of a field that is an array; one of single bytes is a text of hexadecimal digits. */
        void numbers(String name, long[] values);

        /** A repeating group begins; each of its entries is a {@link #begin} and an {@link #end}. */
        void beginList(String name);

        /** It ends. */
        void endList();

        /** A composite or an entry of a repeating group begins. */
        void begin(String name);

        /** It ends. */
        void end();
    }

    /** Loads the schema's representation from the class path. */
    public FrameFields() {
        try (var resource = FrameFields.class.getResourceAsStream("/strikebook.sbeir");
                IrDecoder decoder = new IrDecoder(ByteBuffer.wrap(resource.readAllBytes()))) {
            ir = decoder.decode();
        } catch (final java.io.IOException e) {
            throw new java.io.UncheckedIOException("the schema's representation is not on the class path", e);
        }
    }

    /** Name of a template, or {@code Template<id>} where this schema version does not know it. */
    public String nameOf(final int templateId) {
        final List<Token> tokens = ir.getMessage(templateId);
        return tokens == null ? "Template" + templateId : tokens.get(0).name();
    }

    /** Whether the schema has a message of this template. */
    public boolean knows(final int templateId) {
        return ir.getMessage(templateId) != null;
    }

    /** Names of every message of the schema, in the order of their template ids. */
    public List<String> names() {
        return ir.messages().stream()
                .sorted(Comparator.comparingInt(tokens -> tokens.get(0).id()))
                .map(tokens -> tokens.get(0).name())
                .toList();
    }

    /** Template of the message of this name, whatever its case, or {@link #NONE}. */
    public int templateOf(final String name) {
        return ir.messages().stream()
                .map(tokens -> tokens.get(0))
                .filter(token -> token.name().equalsIgnoreCase(name))
                .mapToInt(Token::id)
                .findFirst()
                .orElse(NONE);
    }

    /**
     * Where a field lies in a message's block, that of a composite's member included.
     *
     * @return bytes from the block's start, or {@link #NONE} where the message has no such field
     */
    public int offsetOf(final int templateId, final String field) {
        final List<Token> tokens = ir.getMessage(templateId);
        if (tokens == null) {
            return NONE;
        }
        int start = 0;
        for (final Token token : tokens) {
            if (token.signal() == Signal.BEGIN_GROUP) {
                return NONE;
            }
            if (token.signal() == Signal.BEGIN_FIELD) {
                start = token.offset();
                if (token.name().equals(field)) {
                    return start;
                }
            } else if (token.signal() == Signal.ENCODING && token.name().equals(field)) {
                return start + token.offset();
            }
        }
        return NONE;
    }

    /**
     * Where a field lies in an entry of a message's first repeating group.
     *
     * @return bytes from the entry's start, or {@link #NONE} where there is no such group or field
     */
    public int offsetInEntries(final int templateId, final String field) {
        final List<Token> tokens = ir.getMessage(templateId);
        boolean inGroup = false;
        for (final Token token : tokens == null ? List.<Token>of() : tokens) {
            if (token.signal() == Signal.END_GROUP) {
                return NONE;
            }
            inGroup |= token.signal() == Signal.BEGIN_GROUP;
            if (inGroup && token.signal() == Signal.BEGIN_FIELD && token.name().equals(field)) {
                return token.offset();
            }
        }
        return NONE;
    }

    /** Visits every field of the frame's body; of an unknown template, nothing. */
    public void visit(final UnsafeBuffer buffer, final int offset, final Visitor visitor) {
        final List<Token> tokens = ir.getMessage(FrameLayout.templateId(buffer, offset));
        if (tokens != null) {
            OtfMessageDecoder.decode(
                    buffer,
                    offset + FrameLayout.HEADER_LENGTH,
                    FrameLayout.version(buffer, offset),
                    FrameLayout.blockLength(buffer, offset),
                    tokens,
                    new Listener(visitor));
        }
    }

    private static final class Listener implements TokenListener {
        private final Visitor visitor;
        private int compositesOpen;

        Listener(final Visitor visitor) {
            this.visitor = visitor;
        }

        /**
         * A composite's enums and sets come with the composite's own token; their member's name is that of their type
         * there.
         */
        private String name(final Token fieldToken, final List<Token> tokens, final int from) {
            return compositesOpen > 0 ? tokens.get(from).name() : fieldToken.name();
        }

        @Override
        public void onBeginMessage(final Token token) {}

        @Override
        public void onEndMessage(final Token token) {}

        @Override
        public void onEncoding(
                final Token fieldToken,
                final DirectBuffer buffer,
                final int index,
                final Token typeToken,
                final int actingVersion) {
            final Encoding encoding = typeToken.encoding();
            final String name = fieldToken.name();
            if (name.toLowerCase().contains("reserved")) {
                return;
            }
            if (typeToken.arrayLength() > 1) {
                array(name, buffer, index, typeToken);
                return;
            }
            final long value = read(buffer, index, encoding);
            final PrimitiveValue nullValue = encoding.applicableNullValue();
            visitor.number(
                    name, fieldToken.isOptionalEncoding() && value == nullValue.longValue() ? null : (Long) value);
        }

        private void array(final String name, final DirectBuffer buffer, final int index, final Token type) {
            final PrimitiveType primitive = type.encoding().primitiveType();
            if (primitive == PrimitiveType.UINT8) {
                final byte[] bytes = new byte[type.arrayLength()];
                buffer.getBytes(index, bytes);
                visitor.text(name, HexFormat.of().formatHex(bytes));
                return;
            }
            if (primitive != PrimitiveType.CHAR) {
                final long[] values = new long[type.arrayLength()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = read(buffer, index + i * primitive.size(), type.encoding());
                }
                visitor.numbers(name, values);
                return;
            }
            final StringBuilder text = new StringBuilder();
            for (int i = 0; i < type.arrayLength() && buffer.getByte(index + i) != 0; i++) {
                text.append((char) (buffer.getByte(index + i) & 0xFF));
            }
            visitor.text(name, text.toString());
        }

        @Override
        public void onEnum(
                final Token fieldToken,
                final DirectBuffer buffer,
                final int index,
                final List<Token> tokens,
                final int from,
                final int to,
                final int actingVersion) {
            final long value = read(buffer, index, tokens.get(from + 1).encoding());
            String name = Long.toString(value);
            for (int i = from + 1; i < to; i++) {
                if (tokens.get(i).encoding().constValue().longValue() == value) {
                    name = tokens.get(i).name();
                }
            }
            visitor.text(name(fieldToken, tokens, from), name);
        }

        @Override
        public void onBitSet(
                final Token fieldToken,
                final DirectBuffer buffer,
                final int index,
                final List<Token> tokens,
                final int from,
                final int to,
                final int actingVersion) {
            final long value = read(buffer, index, tokens.get(from + 1).encoding());
            final List<String> set = new java.util.ArrayList<>();
            for (int i = from + 1; i < to; i++) {
                if ((value & 1L << tokens.get(i).encoding().constValue().longValue()) != 0) {
                    set.add(tokens.get(i).name());
                }
            }
            visitor.flags(name(fieldToken, tokens, from), set);
        }

        @Override
        public void onBeginComposite(final Token fieldToken, final List<Token> tokens, final int from, final int to) {
            compositesOpen++;
            visitor.begin(fieldToken.name());
        }

        @Override
        public void onEndComposite(final Token fieldToken, final List<Token> tokens, final int from, final int to) {
            compositesOpen--;
            visitor.end();
        }

        @Override
        public void onGroupHeader(final Token token, final int numInGroup) {
            visitor.beginList(token.name());
            if (numInGroup == 0) {
                visitor.endList();
            }
        }

        @Override
        public void onBeginGroup(final Token token, final int groupIndex, final int numInGroup) {
            visitor.begin(token.name());
        }

        @Override
        public void onEndGroup(final Token token, final int groupIndex, final int numInGroup) {
            visitor.end();
            if (groupIndex == numInGroup - 1) {
                visitor.endList();
            }
        }

        @Override
        public void onVarData(
                final Token fieldToken,
                final DirectBuffer buffer,
                final int index,
                final int length,
                final Token typeToken) {
            visitor.text(fieldToken.name(), buffer.getStringWithoutLengthAscii(index, length));
        }

        private static long read(final DirectBuffer buffer, final int index, final Encoding encoding) {
            return switch (encoding.primitiveType()) {
                case INT8 -> buffer.getByte(index);
                case UINT8, CHAR -> buffer.getByte(index) & 0xFF;
                case INT16 -> buffer.getShort(index, encoding.byteOrder());
                case UINT16 -> buffer.getShort(index, encoding.byteOrder()) & 0xFFFF;
                case INT32 -> buffer.getInt(index, encoding.byteOrder());
                case UINT32 -> buffer.getInt(index, encoding.byteOrder()) & 0xFFFF_FFFFL;
                default -> buffer.getLong(index, encoding.byteOrder());
            };
        }
    }
}
