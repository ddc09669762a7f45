package io.strikebook.architecture;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a few lines of source in memory, against everything that the tests see: the subject of a counter-test. */
final class Snippet {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Shared, because it keeps the opened jars. */
    private static final JavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private Snippet() {}

    /**
     * @param name binary name of the class, in the package that it pretends to be in
     * @param body members of the class
     */
    static List<CompiledClass> inClass(final String name, final String body) {
        final int dot = name.lastIndexOf('.');
        return compile(
                name,
                "package " + name.substring(0, dot) + "; class " + name.substring(dot + 1) + " {\n" + body + "\n}");
    }

    /** One at a time: test classes run beside each other, and the shared file manager is not made for two threads. */
    private static synchronized List<CompiledClass> compile(final String name, final String source) {
        final List<ByteArrayOutputStream> classFiles = new ArrayList<>();
        final StringWriter messages = new StringWriter();
        final JavaFileManager output = new ForwardingJavaFileManager<JavaFileManager>(FILES) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    final Location location,
                    final String className,
                    final JavaFileObject.Kind kind,
                    final FileObject sibling) {
                final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                classFiles.add(bytes);
                return new InMemory(className, kind, "", bytes);
            }
        };
        final InMemory input = new InMemory(name, JavaFileObject.Kind.SOURCE, source, new ByteArrayOutputStream());
        final List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "--add-modules=jdk.incubator.vector",
                "-classpath",
                System.getProperty("java.class.path"));
        if (!COMPILER.getTask(messages, output, null, options, null, List.of(input))
                .call()) {
            throw new IllegalArgumentException("a counter-test does not compile: " + messages + "\n" + source);
        }
        return classFiles.stream()
                .map(bytes -> CompiledClass.of(bytes.toByteArray()))
                .toList();
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String source;
        private final ByteArrayOutputStream bytes;

        InMemory(final String name, final Kind kind, final String source, final ByteArrayOutputStream bytes) {
            super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
            this.source = source;
            this.bytes = bytes;
        }

        @Override
        public CharSequence getCharContent(final boolean ignoreEncodingErrors) {
            return source;
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }
}
