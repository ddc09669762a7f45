# Stores classes for quick starts. Sourced by 'strikebook'.

prepare_help() {
    cat <<'EOF'
usage: strikebook prepare

Lets a venue trade for a moment in a folder of its own, notes which classes were loaded, and stores them beside the jars as this
JDK has them in memory (40 MB). What uses this JDK with these jars starts in three fifths of the time then, all else as before. The
build does it for its JDK. Worth doing by hand where a distribution gets another JDK, or was copied without its files' times.

Exit codes: 0 stored, or it was before; 1 failed, everything works as before; 2 wrong usage or nothing is built.
EOF
}

# Made under a name that nobody looks at: a JVM takes a file for whole that has the right length.
command_prepare() { # arguments
    case ${1:-} in
        '') ;;
        -h | --help) prepare_help; exit 0 ;;
        *) die 2 "prepare: unexpected argument '$1'" ;;
    esac
    find_java
    name_lib
    [ -d "$LIB" ] || die 2 "nothing is built; 'mvn package' does this too"
    find_archive
    [ -n "$ARCHIVE" ] || die 1 "prepare: $JAVA does not say which JDK it is (it has no file 'release')"
    unset STRIKEBOOK_JVM_FLAGS
    [ -z "$CLASS_ARCHIVE" ] || ! java_run -Xshare:on -version >/dev/null 2>&1 || return 0
    find "$LIB" -name '.classes-*' -mmin +60 -exec rm -f {} +
    unfinished=$(mktemp "$LIB/.classes-XXXXXX") || die 1 "prepare: cannot write to $LIB"
    scratch=$(mktemp -d) || die 1 "prepare: cannot make a folder for the venue"
    trap 'rm -rf "$scratch" "$unfinished"' EXIT
    trap 'exit 130' INT TERM HUP
    rehearse >"$scratch/log" 2>&1 || { tail -n 20 "$scratch/log" >&2; die 1 "prepare: failed; everything starts as before"; }
    chmod 644 "$unfinished" && mv "$unfinished" "$ARCHIVE" || die 1 "prepare: cannot write $ARCHIVE"
}

# References from class to class, resolved, would be stored too (@cp); with them, none of the old class files are.
rehearse() {
    # few requests: where the machine is busy, more would wait than are answered until it stops
    { sed 's/^\( *ratePerSecond:\) .*/\1 1000/' "$SCRIPT_DIR/config/demo.yaml" && printf '\nsync:\n  intervalMs: 10\n'; } >"$scratch/venue.yaml" \
        && java_run -XX:+UseSerialGC -Xmx512m -XX:TieredStopAtLevel=1 "-XX:DumpLoadedClassList=$scratch/classes" \
            io.strikebook.cli.rehearsal.Rehearsal "$scratch/home" "$scratch/venue.yaml" \
        && grep -v '^@cp' "$scratch/classes" >"$scratch/list" && CLASS_ARCHIVE= \
        && java_run -Xshare:dump -XX:+UseSerialGC -Xmx512m "-XX:SharedClassListFile=$scratch/list" \
            "-XX:SharedArchiveFile=$unfinished"
}
