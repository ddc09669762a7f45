package io.strikebook.schemas;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Every generated codec, found in the build's output, and a way to fill any message with values that depend only on field names. */
final class Messages {
    private Messages() {}

    static List<Object> encoders() {
        return instances("Encoder.class").stream()
                .sorted(Comparator.comparingInt(Messages::templateId))
                .toList();
    }

    static List<Object> decoders() {
        return instances("Decoder.class").stream()
                .sorted(Comparator.comparingInt(Messages::templateId))
                .toList();
    }

    private static List<Object> instances(final String suffix) {
        final Path folder;
        try {
            folder = Path.of(FrameHeaderEncoder.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve("io/strikebook/schemas");
        } catch (final java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix) && !name.contains("$"))
                    .map(name -> "io.strikebook.schemas." + name.replace(".class", ""))
                    .filter(Messages::isMessage)
                    .map(Messages::newInstance)
                    .toList();
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isMessage(final String className) {
        try {
            return Arrays.stream(Class.forName(className).getMethods())
                    .anyMatch(method -> method.getName().equals("sbeTemplateId"));
        } catch (final ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static int templateId(final Object codec) {
        return (int) invoke(method(codec, "sbeTemplateId"), codec);
    }

    private static Object newInstance(final String name) {
        try {
            return Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Header and body of a message whose every field is set; returns its length. */
    static int encode(final Object encoder, final UnsafeBuffer buffer) {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        final FrameHeaderEncoder header = new FrameHeaderEncoder();
        invoke(method(encoder, "wrapAndApplyHeader"), encoder, buffer, 0, header);
        fill(encoder, encoder.getClass().getSimpleName());
        final int length = FrameHeaderEncoder.ENCODED_LENGTH + (int) invoke(method(encoder, "encodedLength"), encoder);
        header.frameLength(length).frameInGroup(1 << 31).sequence(7).timestampNs(1_700_000_000_000_000_000L);
        return length;
    }

    private static void fill(final Object encoder, final String path) {
        final List<Method> methods = Arrays.stream(encoder.getClass().getMethods())
                .filter(method -> method.getDeclaringClass() == encoder.getClass())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        for (final Method method : methods) {
            final Class<?>[] parameters = method.getParameterTypes();
            final String name = path + "." + method.getName();
            if (parameters.length == 1 && isSetter(method, encoder)) {
                invoke(method, encoder, value(parameters[0], name, method.getName()));
            } else if (parameters.length == 0 && isNested(method)) {
                fill(invoke(method, encoder), name);
            } else if (parameters.length == 2
                    && parameters[0] == int.class
                    && parameters[1] == int.class
                    && method.getName().equals("values")) {
                for (int i = 0; i < 35; i++) {
                    invoke(method, encoder, i, (name + i).hashCode());
                }
            } else if (parameters.length == 2 && parameters[0] == int.class && parameters[1] == short.class) {
                for (int i = 0; i < 32; i++) {
                    invoke(method, encoder, i, (short) ((name + i).hashCode() & 0xFF));
                }
            }
        }
        for (final Method method : methods) {
            if (method.getName().endsWith("Count") && method.getParameterCount() == 1) {
                final Object group = invoke(method, encoder, 2);
                for (int i = 0; i < 2; i++) {
                    invoke(method(group, "next"), group);
                    fill(group, path + i);
                }
            }
        }
    }

    private static boolean isSetter(final Method method, final Object encoder) {
        return method.getReturnType() == encoder.getClass()
                && !method.getName().endsWith("Count")
                && !List.of("limit", "wrap", "next", "appendTo").contains(method.getName())
                && (method.getParameterTypes()[0].isPrimitive()
                        || method.getParameterTypes()[0].isEnum()
                        || method.getParameterTypes()[0] == String.class);
    }

    private static boolean isNested(final Method method) {
        return List.of("EnvelopeEncoder", "InstrumentTermsEncoder", "EngineHashesEncoder", "ComboLegsEncoder")
                        .contains(method.getReturnType().getSimpleName())
                || method.getReturnType().getSimpleName().endsWith("FlagsEncoder")
                        && !method.getName().equals("clear");
    }

    private static Object value(final Class<?> type, final String path, final String field) {
        final long hash = path.hashCode() * 0x9E3779B97F4A7C15L;
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == String.class) {
            return field.substring(0, Math.min(8, field.length()));
        } else if (type == boolean.class) {
            return hash < 0;
        } else if (type == long.class) {
            return hash;
        } else if (type == int.class) {
            return field.toLowerCase().contains("source") && field.endsWith("Id")
                            || field.startsWith("reserved")
                            || field.endsWith("Reserved2")
                            || field.equals("commandTemplateId")
                    ? (int) (hash >>> 48)
                    : (int) hash;
        } else if (type == short.class) {
            return (short) (hash >>> 56);
        }
        throw new IllegalStateException("no value for " + type + " " + path);
    }

    static Method method(final Object target, final String name) {
        return Arrays.stream(target.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }

    static Object invoke(final Method method, final Object target, final Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (final InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException) {
                throw (RuntimeException) e.getCause();
            }
            throw new IllegalStateException(e);
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
