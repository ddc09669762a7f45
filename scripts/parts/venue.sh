# All processes of a home at once: 'up', 'down', 'demo' and 'play'. Sourced by 'strikebook'.

# Reads --home and --config (and --seconds for demo) out of the arguments; what is left is an error.
parse_group_arguments() { # command, arguments
    command=$1
    shift
    HOME_DIR=
    CONFIG=
    INIT_FLAGS=
    SECONDS_TO_RUN=
    RECORDING=
    PACE=as-recorded
    ROLES=
    WATCH_PID=
    SPREADS_PID=
    STARTING=
    started=
    while [ $# -gt 0 ]; do
        case $1 in
            --home) [ $# -ge 2 ] || die 2 "$command: --home needs a folder"; HOME_DIR=$(absolute "$2"); shift 2 ;;
            --config) [ $# -ge 2 ] || die 2 "$command: --config needs a file"; CONFIG=$(absolute "$2"); shift 2 ;;
            --only) [ $# -ge 2 ] || die 2 "$command: --only needs a process"
                case $command in demo | play) die 2 "$command: unexpected --only" ;; esac
                main_class "$2" >/dev/null; ROLES="$ROLES $2"; shift 2 ;;
            --seconds) [ "$command" = demo ] && [ $# -ge 2 ] || die 2 "$command: unexpected --seconds"
                case $2 in '' | *[!0-9]*) die 2 "demo: --seconds needs a whole number, not '$2'" ;; esac
                SECONDS_TO_RUN=$2; shift 2 ;;
            --pace) [ "$command" = play ] && [ $# -ge 2 ] || die 2 "$command: unexpected --pace"
                case $2 in
                    as-recorded | as-fast-as-possible) ;;
                    '' | 0* | *[!0-9]*) die 2 "play: --pace needs as-recorded, as-fast-as-possible or a whole number, not '$2'" ;;
                esac
                PACE=$2; shift 2 ;;
            -h | --help) group_help "$command"; exit 0 ;;
            [!-]*) [ "$command" = play ] && [ -z "$RECORDING" ] || die 2 "$command: unexpected argument '$1'; see 'strikebook $command --help'"
                RECORDING=$(absolute "$1"); shift ;;
            *) die 2 "$command: unexpected argument '$1'; see 'strikebook $command --help'" ;;
        esac
    done
}

group_help() {
    case $1 in
        demo) cat <<'EOF'
usage: strikebook demo [--seconds N] [--home D] [--config F]

Builds if needed, starts a whole venue on the built-in simulator with market makers, takers and clients who send every
kind of order, lists some combinations for them ('admin list-spreads'), shows a live summary and stops everything. N: 0 runs until Ctrl-C (default 30). The recording stays in D (default: a new folder, named at the end).

Exit codes: 0 it ran and every process ended as asked; 1 one did not; 2 wrong usage or configuration; 3 refused: home in use,
foreign or damaged; 130 after Ctrl-C, which stops everything too.
EOF
            ;;
        up) cat <<'EOF'
usage: strikebook up [--home D] [--config F] [--only PROCESS]...

Starts the processes of home D (default ./home). A home that does not exist yet is made from config F (default: the simulator).
--only starts single processes, for example after one was killed: feeder, pricer, risk, matching, margin, load, auditor, sync. Where the
configuration divides matching (venue.matchingShards), its processes are matching-0, matching-1 and so on.
Returns when all of them work. Ctrl-C before that stops what was started. Also says what of this host is not tuned.

Exit codes: 0 they run; 1 one failed; 2 wrong usage or configuration; 3 refused: in use, foreign, or damaged.
EOF
            ;;
        play) cat <<'EOF'
usage: strikebook play RECORDING [--home D] [--pace P]

Starts a venue in a new home D (default: a new folder, named at the end) whose market data is what home RECORDING has recorded, by
'record' or otherwise, and whose time is the recording's. RECORDING is only read, and has to stay where it is as long as D is used.
P: as-recorded (default), a whole number (so many times faster) or as-fast-as-possible. 'down --home D' stops it, 'up --home D' goes on.

Exit codes: 0 it runs; 1 a process failed; 2 wrong usage; 3 refused: RECORDING is no home or holds no market data, D exists.
EOF
            ;;
        down) cat <<'EOF'
usage: strikebook down [--home D] [--only PROCESS]...

Stops the processes of home D (default ./home), sources first, so that everything sequenced is also answered, and says how
each ended.

Exit codes: 0 all ended as asked, now or before; 1 one failed or was killed, now or before; 2 wrong usage; 3 not a home, or being
started or stopped by someone else.
EOF
            ;;
    esac
}

# Which roles this home's configuration runs.
configured_roles() {
    if [ -n "$ROLES" ]; then
        echo "$ROLES"
        return
    fi
    if [ "$command" = up ]; then cli roles --host --home "$HOME_DIR"; else cli roles --home "$HOME_DIR"; fi
}

command_up() {
    [ -n "$HOME_DIR" ] || HOME_DIR=$(absolute home)
    if [ ! -e "$HOME_DIR/manifest" ]; then
        [ -n "$CONFIG" ] || CONFIG=$SCRIPT_DIR/config/simulator.yaml
        # What it is to play is tried before a home is made of it: from where the feeder works, which relative paths are from.
        (cd "$ROOT" && cli init --home "$HOME_DIR" --config "$CONFIG" --recordings $INIT_FLAGS) || exit $?
    elif [ -n "$CONFIG" ]; then
        die 2 "$HOME_DIR exists and keeps the configuration it was made with; leave --config away or name another home"
    else
        cli check --home "$HOME_DIR" || exit $?
    fi
    name_shards
    check_roles $ROLES
    lock_group
    started=
    trap 'interrupted 130' INT
    trap 'interrupted 143' TERM
    trap 'interrupted 129' HUP
    wanted=$(configured_roles) || exit $?
    for role in $wanted; do
        is_running "$role" && die 3 "$role already runs on $HOME_DIR as pid $(pid_of "$role"); stop it with 'strikebook down --home $HOME_DIR'"
    done
    for role in $START_ORDER; do
        case " $wanted " in *" $role "*) started="$started $role"; start_role "$role" ;; esac
    done
    cli await --home "$HOME_DIR" $started
    result=$?
    if [ "$result" -ne 0 ]; then
        explain_dead $started
        [ -n "$ROLES" ] || stop_all
        exit "$result"
    fi
}

# Makes a home whose feeder plays another home's market data, and starts it.
command_play() {
    [ -n "$RECORDING" ] || die 2 "play: name the home to play; see 'strikebook play --help'"
    [ -z "$CONFIG" ] || die 2 "play: unexpected --config"
    [ -e "$RECORDING/manifest" ] || die 3 "$RECORDING is not a home: it has no manifest"
    ls "$RECORDING"/queues/market-data/*.cq4 >/dev/null 2>&1 || die 3 "$RECORDING holds no market data"
    [ -n "$HOME_DIR" ] || HOME_DIR=$(absolute "$(mktemp -d "${TMPDIR:-/tmp}/strikebook-play.XXXXXX")/home")
    [ ! -e "$HOME_DIR" ] || die 3 "$HOME_DIR exists: 'up --home' goes on with what it plays"
    case $PACE in as-*) pace=\"$PACE\" ;; *) pace=$PACE ;; esac
    CONFIG=$(mktemp "${TMPDIR:-/tmp}/strikebook-play.XXXXXX") || die 1 "cannot write to ${TMPDIR:-/tmp}"
    printf 'time: recorded\n\nfeeder:\n  source: recording\n  pace: %s\n  recording:\n    path: "%s"\n' "$pace" "$RECORDING" >"$CONFIG"
    INIT_FLAGS=--quiet
    cli init --home "$HOME_DIR" --config "$CONFIG" $INIT_FLAGS
    result=$?
    rm -f "$CONFIG"
    [ "$result" -eq 0 ] || exit "$result"
    CONFIG=
    command_up
    echo "plays $RECORDING in $HOME_DIR"
    echo "  scripts/strikebook watch --home $HOME_DIR"
    echo "  scripts/strikebook down --home $HOME_DIR"
}

# Shows the last words of the processes that ended, and takes the exit code of the first one: what it refused is what 'up' refused.
explain_dead() { # roles
    explained=
    for role in "$@"; do
        is_running "$role" && continue
        wait "$(pid_of "$role")"
        code=$?
        { echo "--- $role ended with $code; end of $HOME_DIR/log/$role.out:"; tail -n 8 "$HOME_DIR/log/$role.out"; } >&2
        [ -n "$explained" ] || [ "$code" -eq 0 ] || [ "$code" -gt 3 ] || { explained=1; result=$code; }
    done
}

# Stops what this shell has started, and nothing of anybody else's.
stop_started() {
    for role in $STOP_ORDER; do
        case " $started " in *" $role "*) stop_role "$role" ;; esac
    done
}

# A signal: stops what was started, in order. A second signal changes nothing, since this ends by itself.
interrupted() { # exit code
    trap '' INT TERM HUP
    if [ -n "$WATCH_PID" ]; then
        kill -TERM "$WATCH_PID" 2>/dev/null && wait "$WATCH_PID" # it sums up what was seen
    fi
    if [ ! -e "$HOME_DIR/manifest" ]; then
        echo "stopped before anything was made" >&2
        exit "$1"
    fi
    if [ -n "$STARTING" ]; then # between a process's start and the line that notes its pid
        set +u
        echo "$!" >"$HOME_DIR/run/$STARTING.pid"
    fi
    if [ "$command" = demo ]; then
        finish_demo
    else
        echo "interrupted${started:+; stopping}$started" >&2
        stop_started
    fi
    exit "$1"
}

command_down() {
    [ -n "$HOME_DIR" ] || HOME_DIR=$(absolute home)
    [ -e "$HOME_DIR/manifest" ] || die 3 "$HOME_DIR is not a home: it has no manifest"
    name_shards
    check_roles $ROLES
    lock_group
    if [ -n "$ROLES" ]; then for role in $ROLES; do stop_role "$role"; done; else stop_all; fi
    report_ended ${ROLES:-$STOP_ORDER}
}

# Stops everything and says what is left of it; answers 1 where a process did not end as asked.
finish_demo() {
    [ -z "$SPREADS_PID" ] || wait "$SPREADS_PID" || echo "not all combinations were listed: see $HOME_DIR/log/list-spreads.out" >&2
    SPREADS_PID=
    stop_started
    report_ended --quiet $STOP_ORDER
    ended=$?
    leftovers=
    for role in $START_ORDER; do is_running "$role" && leftovers="$leftovers $role"; done
    [ -z "$leftovers" ] || die 1 "still running:$leftovers"
    echo "stopped; the recording is in $HOME_DIR"
    echo "  scripts/strikebook replay $HOME_DIR --verify"
    case " $START_ORDER " in *" matching "*) executions=executions ;; *) executions=executions-0 ;; esac
    echo "  scripts/strikebook tail $executions --home $HOME_DIR -n 20"
    return "$ended"
}

command_demo() {
    SECONDS_TO_RUN=${SECONDS_TO_RUN:-30}
    if [ -z "$HOME_DIR" ]; then
        HOME_DIR=$(absolute "$(mktemp -d "${TMPDIR:-/tmp}/strikebook-demo.XXXXXX")/home")
    fi
    [ -n "$CONFIG" ] || [ -e "$HOME_DIR/manifest" ] || CONFIG=$SCRIPT_DIR/config/demo.yaml
    trap 'interrupted 130' INT
    trap 'interrupted 143' TERM
    trap 'interrupted 129' HUP
    INIT_FLAGS=--quiet
    command_up
    (RUN_PREFIX=exec; cli admin list-spreads --home "$HOME_DIR") >>"$HOME_DIR/log/list-spreads.out" 2>&1 </dev/null 9>&- &
    SPREADS_PID=$!
    exec 9>&- # whoever wants to may stop and start single processes while it runs
    # In the background, so that a signal to this shell is heard at once; its input stays the terminal, which it asks about.
    exec 3<&0
    (RUN_PREFIX=exec; cli watch --home "$HOME_DIR" --seconds "$SECONDS_TO_RUN" <&3) &
    WATCH_PID=$!
    wait "$WATCH_PID"
    result=$?
    WATCH_PID=
    trap '' INT TERM HUP
    finish_demo || result=1
    return "$result"
}
