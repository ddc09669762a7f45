# The JDK, the jars and their classes as the JDK has them in memory; what runs them. Sourced by 'strikebook'.

REQUIRED_JAVA=25

java_major() {
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$(java_release "$1")" 2>/dev/null)
    [ -z "$major" ] || { echo "$major"; return; }
    "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = \([0-9]*\).*/\1/p'
}

# The file in which a JDK says which one it is.
java_release() {
    echo "$(dirname -- "$(dirname -- "$(readlink -f -- "$1")")")/release"
}

# Sets JAVA to a JDK that is new enough: STRIKEBOOK_JAVA, JAVA_HOME, the PATH, then the usual folders.
find_java() {
    for candidate in "${STRIKEBOOK_JAVA:-}" "${JAVA_HOME:-/nonexistent}/bin/java" "$(command -v java 2>/dev/null)" \
        "$ROOT"/runtime/bin/java /usr/lib/jvm/*/bin/java /opt/*/bin/java "$HOME"/.sdkman/candidates/java/*/bin/java; do
        [ -n "$candidate" ] && [ -x "$candidate" ] || continue
        major=$(java_major "$candidate")
        if [ -n "$major" ] && [ "$major" -ge "$REQUIRED_JAVA" ]; then
            JAVA=$candidate
            return 0
        fi
    done
    die 2 "needs a JDK $REQUIRED_JAVA or newer and found none; install one (for example Temurin $REQUIRED_JAVA) or set JAVA_HOME"
}

# Sets LIB to the folder with the jars: beside the scripts in a distribution, under target in a checkout.
name_lib() {
    LIB=$ROOT/lib
    [ -d "$LIB" ] || LIB=$ROOT/cli/target/dist/lib
}

# The same, and builds them on first use.
find_lib() {
    name_lib
    [ "$LIB" != "$ROOT/lib" ] || return 0
    if ! is_built "$LIB/.built" && ! is_built "$LIB"/cli-*.jar; then
        command -v mvn >/dev/null 2>&1 || die 2 "this checkout is not built and there is no mvn on the PATH; install Maven 3.8.1 or newer"
        build cli
        touch "$LIB/.built"
    fi
}

# Whether everything was built at the time of a file: by this script, or, where it is the last jar that a build makes, by mvn.
is_built() { # file
    [ -e "$1" ] && [ -z "$(find "$ROOT" -path '*/src/main/*' -newer "$1" -type f -print -quit 2>/dev/null)" ]
}

# Builds a module and those it needs, without tests; names each module as it comes.
build() { # module
    echo "building (a few minutes the first time) ..." >&2
    mkdir -p "$ROOT/target"
    BUILD_LOG=$ROOT/target/strikebook-build.log
    { (cd "$ROOT" && mvn -B -Dstyle.color=never -Dmaven.test.skip=true -pl "$1" -am package); echo $? >"$BUILD_LOG.code"; } 2>&1 \
        | tee "$BUILD_LOG" \
        | while read -r line; do
            case $line in
                '[INFO] Building Strikebook '[a-z]*) echo "  ${line#\[INFO\] Building Strikebook }" >&2 ;;
                '[ERROR]'*) echo "$line" >&2 ;;
            esac
        done
    [ "$(cat "$BUILD_LOG.code")" = 0 ] || die 1 "the build failed; $BUILD_LOG has all of its output"
}

# The jars of a folder as a class path, in an order that does not depend on the file system: the classes in an archive are of one.
class_path() { # folder
    (LC_ALL=C; IFS=:; set -- "$1"/*.jar; echo "$*")
}

# Sets ARCHIVE to the file in which this very JDK finds the classes of these very jars as it had them in memory, and CLASS_ARCHIVE to
# the same if it is there and no jar has been made since. The JVM looks at both too, and would go on without it, and without its own.
find_archive() {
    ARCHIVE=
    CLASS_ARCHIVE=
    release=$(java_release "$JAVA")
    [ -r "$release" ] || return 0
    ARCHIVE=$LIB/classes-$(cksum <"$release" | tr ' ' -).jsa
    [ -r "$ARCHIVE" ] && [ -z "$(find "$LIB" -name '*.jar' -newer "$ARCHIVE" -print -quit)" ] || return 0
    CLASS_ARCHIVE=$ARCHIVE
}

find_all() {
    find_java
    find_lib
    find_archive
}

java_run() {
    ${RUN_PREFIX:-} "$JAVA" "@$SCRIPT_DIR/jvm-flags" ${CLASS_ARCHIVE:+"-XX:SharedArchiveFile=$CLASS_ARCHIVE"} \
        ${STRIKEBOOK_JVM_FLAGS:-} -cp "$(class_path "$LIB")" "$@"
}

cli() {
    java_run -XX:TieredStopAtLevel=1 -Xshare:auto -XX:+UseSerialGC -Xmx512m io.strikebook.cli.StrikebookCli "$@"
}

# Benchmarks run with the jars and the flags that the processes have.
run_benchmark() { # name and arguments
    [ -d "$ROOT/benchmarks" ] || die 2 "benchmarks are part of a checkout, not of a distribution"
    BENCH_LIB=$ROOT/benchmarks/target/dist/lib
    is_built "$BENCH_LIB/.built" || is_built "$BENCH_LIB"/benchmarks-*.jar || { build benchmarks && touch "$BENCH_LIB/.built"; }
    find_all
    # The launcher's own jars first: the archive of classes is theirs. What the benchmarks start is run as they are.
    exec "$JAVA" "@$SCRIPT_DIR/jvm-flags" ${CLASS_ARCHIVE:+"-XX:SharedArchiveFile=$CLASS_ARCHIVE"} \
        -cp "$(class_path "$LIB"):$(class_path "$BENCH_LIB")" io.strikebook.benchmarks.BenchMain "$@"
}
