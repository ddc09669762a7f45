package io.strikebook.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A class file, opened: what its code uses, instruction by instruction, and every type that it names anywhere. */
final class CompiledClass {
    /** A class name inside a type descriptor or a generic signature; plain texts rarely look like it. */
    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L((?:[\\w$]+/)+[\\w$]+)[;<]");

    private final String name;
    private final List<Reference> references = new ArrayList<>();
    private final Set<String> types = new TreeSet<>();

    private CompiledClass(final ClassModel model) {
        name = model.thisClass().asInternalName().replace('/', '.');
        for (final PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type && !type.asInternalName().startsWith("[")) {
                types.add(type.asInternalName().replace('/', '.'));
            } else if (entry instanceof Utf8Entry text) {
                final Matcher matcher = TYPE_IN_DESCRIPTOR.matcher(text.stringValue());
                while (matcher.find()) {
                    types.add(matcher.group(1).replace('/', '.'));
                }
            }
        }
        types.remove(name);
        for (final FieldModel field : model.fields()) {
            final String fieldName = field.fieldName().stringValue();
            final String descriptor = field.fieldType().stringValue();
            references.add(new Reference(name + "." + fieldName, "field", "", fieldName, descriptor));
            if (field.flags().has(AccessFlag.VOLATILE)) {
                references.add(new Reference(name + "." + fieldName, "volatile", "", fieldName, descriptor));
            }
        }
        for (final MethodModel method : model.methods()) {
            final String methodName = method.methodName().stringValue();
            final String descriptor = method.methodType().stringValue();
            final String where = name + "." + methodName;
            references.add(new Reference(where, "method", "", methodName, descriptor));
            if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
                references.add(new Reference(where, "synchronized", "", methodName, descriptor));
            }
            method.code().ifPresent(code -> new InstructionReader(where, references).read(code));
        }
    }

    static CompiledClass of(final byte[] classFile) {
        return new CompiledClass(ClassFile.of().parse(classFile));
    }

    static CompiledClass of(final Path classFile) {
        try {
            return of(Files.readAllBytes(classFile));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Binary name, with dots; nested classes after a {@code $}. */
    String name() {
        return name;
    }

    /** Binary name of the class of the file, for a nested class the outermost one. */
    String outermost() {
        final int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    String packageName() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Whether it is in the package or in one below it. */
    boolean isIn(final String packagePrefix) {
        return packageName().equals(packagePrefix) || packageName().startsWith(packagePrefix + ".");
    }

    /** Fields, methods and instructions, in the order of the class file. */
    List<Reference> references() {
        return references;
    }

    /** Names of all other classes that the class file mentions, also those only in signatures and annotations. */
    Set<String> types() {
        return types;
    }

    @Override
    public String toString() {
        return name;
    }
}
