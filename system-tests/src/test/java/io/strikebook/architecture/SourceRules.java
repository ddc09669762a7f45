package io.strikebook.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What a source file may look like. */
final class SourceRules {
    /** A file has fewer lines than this. */
    static final int FILE_LINES = 500;

    /** A method or constructor has fewer lines than this, from its first annotation or modifier to its closing brace. */
    static final int METHOD_LINES = 60;

    /** Names that say nothing, and so end up holding everything. */
    private static final Pattern DRAWER =
            Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w*(?:Utils?|Helpers?|Misc))\\b");

    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b");

    private SourceRules() {}

    /**
     * Everything that is wrong with the files.
     *
     * @param sources the text of each file by its name
     */
    static List<String> violations(final Map<String, String> sources) {
        final List<String> violations = new ArrayList<>();
        sources.forEach((name, source) -> {
            final long lines = source.lines().count();
            if (lines >= FILE_LINES) {
                violations.add(name + " has " + lines + " lines");
            }
            final Matcher drawer = DRAWER.matcher(source);
            while (drawer.find()) {
                violations.add(name + " has a drawer: " + drawer.group(1));
            }
            final Matcher leftOver = LEFT_OVER.matcher(source);
            while (leftOver.find()) {
                violations.add(name + " has a " + leftOver.group(1));
            }
        });
        violations.addAll(longMethods(sources));
        return violations;
    }

    private static List<String> longMethods(final Map<String, String> sources) {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final List<InMemorySource> files = new ArrayList<>();
        sources.forEach((name, source) -> files.add(new InMemorySource(name, source)));
        final JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        final SourcePositions positions = Trees.instance(task).getSourcePositions();
        final List<String> violations = new ArrayList<>();
        for (final CompilationUnitTree unit : parse(task)) {
            final String name = unit.getSourceFile().getName().substring(1);
            final LineMap lineMap = unit.getLineMap();
            final TreeScanner<Void, Void> methods = new TreeScanner<>() {
                @Override
                public Void visitMethod(final MethodTree method, final Void nothing) {
                    final long first = lineMap.getLineNumber(positions.getStartPosition(unit, method));
                    final long last = lineMap.getLineNumber(positions.getEndPosition(unit, method));
                    final long lines = last - first + 1;
                    if (lines >= METHOD_LINES) {
                        violations.add(name + ":" + first + " " + method.getName() + " has " + lines + " lines");
                    }
                    return super.visitMethod(method, nothing);
                }
            };
            methods.scan(unit, null);
        }
        return violations;
    }

    private static Iterable<? extends CompilationUnitTree> parse(final JavacTask task) {
        try {
            return task.parse();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class InMemorySource extends SimpleJavaFileObject {
        private final String source;

        InMemorySource(final String name, final String source) {
            super(URI.create("memory:///" + name), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(final boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
