package io.strikebook.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.IrDecoder;
import uk.co.real_logic.sbe.ir.Signal;
import uk.co.real_logic.sbe.ir.Token;

/** Every request of the schema and every field of it, with where it is in the body, as the schema's own representation says. */
final class RequestFields {
    private static final int FIRST_REQUEST = 300;
    private static final int FIRST_COMMAND = 500;
    private static final int DIMENSIONS = 4;

    private final Ir ir;

    /** How the values of a field are to be taken. */
    enum Kind {
        NUMBER,
        ENUM,
        FLAGS,
        TEXT
    }

    /**
     * A field of the block, of a composite, of an entry of a repeating group, or of its dimensions.
     *
     * @param name    with the names of what it is in, and the entry's number
     * @param offset  in the body
     * @param size    in bytes
     * @param defined values of an enum, bits of flags; else empty
     */
    record Field(String name, Kind kind, int offset, int size, Set<Long> defined) {
        /** Without the number of an entry: the field of the schema. */
        String nameInSchema() {
            return name.replaceAll("\\[\\d+]", "");
        }
    }

    RequestFields() {
        try (InputStream resource = RequestFields.class.getResourceAsStream("/strikebook.sbeir");
                IrDecoder decoder = new IrDecoder(ByteBuffer.wrap(resource.readAllBytes()))) {
            ir = decoder.decode();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Templates of all requests of clients and operators. */
    List<Integer> templates() {
        return ir.messages().stream()
                .map(tokens -> tokens.get(0).id())
                .filter(id -> id >= FIRST_REQUEST && id < FIRST_COMMAND)
                .sorted()
                .toList();
    }

    String nameOf(final int template) {
        return ir.getMessage(template).get(0).name();
    }

    int blockLength(final int template) {
        return ir.getMessage(template).get(0).encodedLength();
    }

    /** All fields of a request whose repeating group, if it has one, has so many entries. */
    List<Field> of(final int template, final int entries) {
        final List<Token> tokens = ir.getMessage(template);
        final List<Field> fields = new ArrayList<>();
        final int groupAt = indexOf(tokens, Signal.BEGIN_GROUP);
        walk(tokens.subList(1, groupAt < 0 ? tokens.size() - 1 : groupAt), "", 0, fields);
        if (groupAt >= 0) {
            final Token group = tokens.get(groupAt);
            final int block = blockLength(template);
            fields.add(number(group.name() + ".blockLength", block));
            fields.add(number(group.name() + ".numInGroup", block + 2));
            final int entriesFrom = indexOf(tokens, Signal.END_COMPOSITE, groupAt) + 1;
            final int end = indexOf(tokens, Signal.END_GROUP);
            for (int entry = 0; entry < entries; entry++) {
                walk(
                        tokens.subList(entriesFrom, end),
                        group.name() + "[" + entry + "].",
                        block + DIMENSIONS + entry * group.encodedLength(),
                        fields);
            }
        }
        return fields;
    }

    private static Field number(final String name, final int offset) {
        return new Field(name, Kind.NUMBER, offset, Short.BYTES, Set.of());
    }

    private static int indexOf(final List<Token> tokens, final Signal signal) {
        return indexOf(tokens, signal, 0);
    }

    private static int indexOf(final List<Token> tokens, final Signal signal, final int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).signal() == signal) {
                return i;
            }
        }
        return -1;
    }

    private static void walk(final List<Token> tokens, final String prefix, final int base, final List<Field> fields) {
        final Deque<Integer> bases = new ArrayDeque<>(List.of(base));
        String field = "";
        boolean inComposite = false;
        for (int i = 0; i < tokens.size(); i++) {
            final Token token = tokens.get(i);
            final int at = bases.element() + token.offset();
            final String name = prefix + field + (inComposite ? "." + token.name() : "");
            switch (token.signal()) {
                case BEGIN_FIELD -> field = token.name();
                case BEGIN_COMPOSITE -> {
                    bases.push(at);
                    inComposite = true;
                }
                case END_COMPOSITE -> {
                    bases.pop();
                    inComposite = false;
                }
                case ENCODING -> {
                    final boolean isText = token.arrayLength() > 1;
                    fields.add(new Field(name, isText ? Kind.TEXT : Kind.NUMBER, at, token.encodedLength(), Set.of()));
                }
                case BEGIN_ENUM ->
                    fields.add(new Field(name, Kind.ENUM, at, token.encodedLength(), constants(tokens, i)));
                case BEGIN_SET ->
                    fields.add(new Field(name, Kind.FLAGS, at, token.encodedLength(), constants(tokens, i)));
                default -> {}
            }
        }
    }

    private static Set<Long> constants(final List<Token> tokens, final int begin) {
        final Set<Long> constants = new TreeSet<>();
        for (int i = begin + 1;
                tokens.get(i).signal() == Signal.VALID_VALUE || tokens.get(i).signal() == Signal.CHOICE;
                i++) {
            constants.add(tokens.get(i).encoding().constValue().longValue());
        }
        return constants;
    }
}
