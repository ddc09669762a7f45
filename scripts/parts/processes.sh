# The processes of a home, one by one: who they are, whether they run, how they start and stop. Sourced by 'strikebook'.

# The processes of a venue in the order they start; they stop in the order of the data, sources first, and last the one that makes
# everything durable.
START_ORDER="sync margin matching risk pricer feeder load auditor"
STOP_ORDER="load feeder pricer risk matching margin auditor sync"

main_class() {
    case $1 in
        feeder) echo io.strikebook.feeder.FeederMain ;;
        pricer) echo io.strikebook.pricer.PricerMain ;;
        risk) echo io.strikebook.sequencer.RiskEngineMain ;;
        matching | matching-[0-9]*) echo io.strikebook.matching.MatchingMain ;;
        margin) echo io.strikebook.margin.MarginMain ;;
        load) echo io.strikebook.orderflow.load.LoadMain ;;
        sync) echo io.strikebook.ipc.sync.SyncMain ;;
        auditor) echo io.strikebook.auditor.AuditorMain ;;
        *) die 2 "there is no process called '$1'; the processes are: $START_ORDER" ;;
    esac
}

# Puts the shards of matching that the home has, by its manifest, in the place of matching, in both orders.
name_shards() {
    shards=$(sed -n 's/^  matchingShards: *\([0-9]*\).*/\1/p' "$HOME_DIR/manifest" 2>/dev/null)
    [ "${shards:-1}" -gt 1 ] || return 0
    names=
    shard=0
    while [ "$shard" -lt "$shards" ]; do
        names="$names${names:+ }matching-$shard"
        shard=$((shard + 1))
    done
    START_ORDER=$(echo "$START_ORDER" | sed "s/ matching / $names /")
    STOP_ORDER=$(echo "$STOP_ORDER" | sed "s/ matching / $names /")
}

# Refuses names that no process of this home has.
check_roles() { # roles
    for role in "$@"; do
        case " $START_ORDER " in *" $role "*) ;; *) die 2 "there is no process called '$role' in $HOME_DIR; the processes are: $START_ORDER" ;; esac
    done
}

pid_of() { # role
    cat "$HOME_DIR/run/$1.pid" 2>/dev/null
}

# Whether the pid file's process is really that role of this home: pids are reused.
is_running() { # role
    pid=$(pid_of "$1") || return 1
    [ -n "$pid" ] && [ -r "/proc/$pid/cmdline" ] || return 1
    # A child of this shell is it, also before it has become a JVM.
    grep -q "^PPid:[[:space:]]*$$\$" "/proc/$pid/status" 2>/dev/null \
        || tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "$(main_class "$1") --home $HOME_DIR --role $1 " || return 1
    [ "$(sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$pid/status" 2>/dev/null)" != Z ]
}

start_role() { # role
    if is_running "$1"; then
        die 3 "$1 already runs on $HOME_DIR as pid $(pid_of "$1")"
    fi
    # Its own session, so that a Ctrl-C in this terminal stops the venue through 'down', in order. It works in the folder that
    # holds the scripts: relative paths in a configuration mean the same whoever starts it from wherever.
    cd "$ROOT" || die 1 "cannot enter $ROOT"
    STARTING=$1
    heap=${STRIKEBOOK_HEAP:-256m}
    [ "$1" != sync ] || heap=64m
    # The pricer computes with vectors where the JDK has them, which a small runtime may not; its results are the same bits without.
    modules=
    if [ "$1" = pricer ] && grep -q '^MODULES=.*jdk\.incubator\.vector' "$(java_release "$JAVA")" 2>/dev/null; then
        modules=--add-modules=jdk.incubator.vector
    fi
    # Nobody waits for the auditor, so it steps back where CPUs are scarce.
    priority=
    [ "$1" != auditor ] || priority="nice -n 10"
    setsid $priority "$JAVA" "@$SCRIPT_DIR/jvm-flags" -XX:+UseSerialGC -Xms$heap -Xmx$heap \
        -XX:+AlwaysPreTouch ${CLASS_ARCHIVE:+"-XX:SharedArchiveFile=$CLASS_ARCHIVE"} \
        $modules ${STRIKEBOOK_JVM_FLAGS:-} -cp "$(class_path "$LIB")" "$(main_class "$1")" --home "$HOME_DIR" --role "$1" \
        >>"$HOME_DIR/log/$1.out" 2>&1 </dev/null 9>&- &
    echo $! >"$HOME_DIR/run/$1.pid"
    STARTING=
}

stop_role() { # role
    is_running "$1" || return 0
    pid=$(pid_of "$1")
    kill -TERM "$pid" 2>/dev/null
    waited=0
    while is_running "$1"; do
        if [ "$waited" -ge "${STRIKEBOOK_STOP_SECONDS:-30}0" ]; then
            echo "strikebook: $1 (pid $pid) did not stop in ${STRIKEBOOK_STOP_SECONDS:-30} s, killing it; nothing recorded is lost" >&2
            kill -KILL "$pid" 2>/dev/null
        fi
        sleep 0.1
        waited=$((waited + 1))
    done
    rm -f "$HOME_DIR/run/$1.pid"
}

stop_all() {
    for role in $STOP_ORDER; do
        stop_role "$role"
    done
}

# Says how the processes that were stopped have ended; answers 1 where one did not end as asked, whenever that was.
report_ended() { # options and roles
    cli ended --home "$HOME_DIR" "$@"
}

# One spelling for every way to name a folder or file, also one that does not exist yet: processes are found by it.
absolute() {
    if [ -d "$1" ]; then
        (CDPATH='' cd -- "$1" && pwd -P)
        return
    fi
    parent=$(CDPATH='' cd -- "$(dirname -- "$1")" 2>/dev/null && pwd -P) || parent=$(dirname -- "$1")
    case $parent in
        /) echo "/$(basename -- "$1")" ;;
        /*) echo "$parent/$(basename -- "$1")" ;;
        *) echo "$(pwd -P)/$parent/$(basename -- "$1")" ;;
    esac
}

# One 'up' or 'down' of a home at a time: both write its pid files. Held until this shell ends; the processes do not inherit it.
lock_group() {
    mkdir -p "$HOME_DIR/run" || die 3 "cannot make $HOME_DIR/run"
    exec 9>"$HOME_DIR/run/group.lock"
    flock -n 9 || die 3 "$HOME_DIR is being started or stopped by another command; try again when it is done"
}
