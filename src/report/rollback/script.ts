import type {
  FileGuard,
  RepositoryGuard,
  RollbackDocument,
  RollbackStep,
} from '../../assess/rollback/plan.ts';
import type { QuietSetting } from '../../assess/rollback/quiet-settings.ts';
import { visible } from '../sanitize.ts';
import { nothingToDo } from './step-facts.ts';

/**
 * The plan as a POSIX shell script that asks before each step, and starts only while repositories and files are as the
 * plan saw them. A step that fails stops those that build on it, and no others. Text from evidence stands in single
 * quotes and nowhere else.
 */
export function rollbackScript(plan: RollbackDocument): string {
  const { steps, folder } = plan;
  const numbered = steps.map((given, index) => ({ given, number: index + 1 }));
  const remote = numbered.filter(({ given }) => given.kind === 'remote');
  const offered = numbered.filter(({ given }) => given.isOffered === true);
  const local = numbered.filter((one) => !remote.includes(one) && !offered.includes(one));
  const undone = numbered.filter(({ given }) => given.undoCommands.length > 0).toReversed();
  const needed = [...local, ...saves(numbered, offered)];
  return [
    head,
    `copies=${quoted(folder)}`,
    functionsOfScript,
    ...quiet(plan),
    ...numbered.flatMap(functions),
    `guard() {\n${indented(guardLines(plan))}\n}`,
    `state() {\n${indented(plan.stateCommands.length === 0 ? [':'] : plan.stateCommands)}\n}`,
    `notes() {\n${indented(notes(plan, offered))}\n}`,
    `run() {\n${indented(['guard', ...local.map(runLine), ...(steps.length === 0 ? [say(nothingToDo(plan))] : []), 'notes', 'finish'])}\n}`,
    `offered() {\n${indented(offered.length === 0 ? [say('There are no steps that are only offered.')] : ['unmoved', ...saves(needed, offered).map(runLine), ...offered.map(runLine), 'finish'])}\n}`,
    `remote() {\n${indented(remote.length === 0 ? [say('There are no steps beyond this machine.')] : [...remote.map(runLine), 'finish'])}\n}`,
    `undo() {\n${indented(undone.length === 0 ? [say('There is nothing to undo.')] : ['unmoved', ...undone.map(undoLine), 'finish'])}\n}`,
    tail,
  ].join('\n\n');
}

interface Numbered {
  readonly given: RollbackStep;
  readonly number: number;
}

/** The copies on which offered steps build. */
function saves(steps: readonly Numbered[], offered: readonly Numbered[]): readonly Numbered[] {
  const chains = new Set(offered.map(({ given }) => given.chain));
  return steps.filter(({ given }) => given.kind === 'save' && chains.has(given.chain));
}

const head = `#!/bin/sh
# A rollback plan made by yolo-triage. Read it before you run it.
#   sh plan.sh          the steps on this machine, asking before each
#   sh plan.sh offered  the steps that bring back what the session made itself
#   sh plan.sh remote   the steps beyond this machine, asking before each
#   sh plan.sh undo     takes back the steps that were run, the last one first
set -eu
LC_ALL=C
export LC_ALL
failed=''
left=''`;

const functionsOfScript = `# Answers with 0 for yes, 1 for no; stops where there is no answer.
ask() {
  printf '%s [y/N/q] ' "$1"
  IFS= read -r answer || { printf 'no answer\\n'; exit 1; }
  test -t 0 || printf '\\n'
  case $answer in
    y | Y | yes) return 0 ;;
    q | Q | quit) exit 1 ;;
    *) return 1 ;;
  esac
}

# Whether something failed on which this chain builds.
blocked() {
  for one in $failed; do
    case $1 in "$one" | "$one":*) return 0 ;; esac
  done
  return 1
}

# give_up <doing what> <number> <chain>
give_up() {
  printf 'stopped while %s step %s; the other steps that build on it (%s) are left out\\n' "$1" "$2" "$3" >&2
  failed="$failed $3"
  left="$left $2"
}

done_before() {
  test -f "$copies/done" && grep -qx "$1" "$copies/done"
}

# step <number> <kind> <chain> <whether it does something> <title>
step() {
  if blocked "$3"; then
    printf '\\nStep %s (%s): left out, a step before it failed: %s\\n' "$1" "$2" "$5"
    left="$left $1"
    return 0
  fi
  if test "$2" = save && done_before "$1"; then return 0; fi
  printf '\\nStep %s (%s): %s\\n' "$1" "$2" "$5"
  "show_$1"
  if test "$4" = no; then
    printf 'Do this by hand.\\n'
    return 0
  fi
  if ! ask 'Run it?'; then
    test "$2" != save || { printf 'Nothing is done without the copies.\\n'; exit 1; }
    return 0
  fi
  (umask 077 && mkdir -p "$copies") || { give_up 'making the folder of copies for' "$1" "$3"; return 0; }
  "run_$1" || { mark; give_up running "$1" "$3"; return 0; }
  printf '%s\\n' "$1" >> "$copies/done"
  mark
  "check_$1" || give_up checking "$1" "$3"
}

# back <number> <chain> <title>
back() {
  done_before "$1" || return 0
  printf '\\nUndo step %s: %s\\n' "$1" "$3"
  ask 'Undo it?' || return 0
  "undo_$1" || { mark; give_up undoing "$1" "$2"; return 0; }
  mark
  { grep -vx "$1" "$copies/done" || :; } > "$copies/done.new"
  mv "$copies/done.new" "$copies/done"
}

# Says what was not done; the exit status tells as much.
finish() {
  test -n "$left" || return 0
  printf 'What remains: the steps%s\\n' "$left" >&2
  exit 1
}

# sum <file>: its SHA-256
sum() {
  { sha256sum 2> /dev/null || shasum -a 256; } < "$1" | cut -c 1-64
}

# seen <file>: whether it is there, its mode, checksum and size
seen() {
  if test -f "$1"; then
    printf '%s %s %s\\n' "$(ls -ld -- "$1" | cut -c 1-10)" "$(cksum < "$1")" "$1"
  elif test -e "$1" || test -h "$1"; then
    printf 'no file: %s\\n' "$1"
  else
    printf 'absent: %s\\n' "$1"
  fi
}

# Writes down how all is that undoing could write over.
mark() {
  state > "$copies/state.new" && mv "$copies/state.new" "$copies/state"
}

# Stops where something has changed since the last step, and names it.
unmoved() {
  test -f "$copies/state" || return 0
  state > "$copies/state.now"
  cmp -s "$copies/state" "$copies/state.now" && return 0
  {
    printf 'This has changed since the last step of this plan; to go on would write over it:\\n'
    diff "$copies/state" "$copies/state.now" | sed -n 's/^[<>] /  &/p' | tr -c '[:print:]\\n' '?'
    printf 'Nothing was done. What was there before each step lies in %s.\\n' "$copies"
  } >&2
  exit 1
}

changed() {
  printf '%s is not as the plan saw it: make the plan anew\\n' "$1"
  exit 1
}`;

const tail = `case \${1-run} in
  run) run ;;
  offered) offered ;;
  remote) remote ;;
  undo) undo ;;
  *) printf 'usage: %s [run|offered|remote|undo]\\n' "$0" >&2; exit 2 ;;
esac`;

function functions({ given, number }: Numbered): string[] {
  const { commands, checkCommand, undoCommands, subject, reason, risk, undo } = given;
  const shown = [
    ...(subject === undefined ? [] : [`What: ${subject}`]),
    `Why: ${reason}`,
    `Risk: ${risk}`,
    `Undo: ${undo}`,
  ];
  const body = (name: string, lines: readonly string[]) =>
    `${name}_${number}() {\n${indented(lines.length === 0 ? [':'] : lines)}\n}`;
  return [
    body('show', [...shown, ...commands.map((command) => `  ${command}`)].map(say)),
    ...(commands.length === 0 ? [] : [body('run', commands.map(orStop))]),
    ...(commands.length === 0 ? [] : [body('check', checkCommand === undefined ? [] : [checkCommand])]),
    ...(undoCommands.length === 0 ? [] : [body('undo', undoCommands.map(orStop))]),
  ];
}

/** Inside of a condition, `set -e` stops nothing. */
function orStop(command: string): string {
  return `{ ${command}; } || return 1`;
}

/** Also for what the reader would run by hand in the same shell: settings of the command line win over a repository's. */
function quiet({ guards }: RollbackDocument): string[] {
  const settings = guards.flatMap((one) => one.quiet);
  const asked = guards
    .filter(({ takesInOthers }) => takesInOthers)
    .map(({ repository }) => {
      const text = `The configuration of ${repository} takes in other files, which may make git start programs.`;
      return `${say(text)}\nask 'Go on?' || exit 1`;
    });
  if (settings.length === 0) return asked;
  const all: readonly QuietSetting[] = [...settings, [isQuiet, 'on']];
  const pairs = all.map(
    ([key, value], index) =>
      `GIT_CONFIG_KEY_${index}=${quoted(key)} GIT_CONFIG_VALUE_${index}=${quoted(value)}\nexport GIT_CONFIG_KEY_${index} GIT_CONFIG_VALUE_${index}`,
  );
  return [
    [
      '# These repositories name programs for git to start; here it starts none of them.',
      ...pairs,
      `GIT_CONFIG_COUNT=${all.length}`,
      'export GIT_CONFIG_COUNT',
      `test "$(git config --get ${isQuiet})" = on || { printf 'git 2.31 or newer is needed: an older one would start the programs that the repositories name\\n' >&2; exit 1; }`,
    ].join('\n'),
    ...asked,
  ];
}

/** Tells whether git takes settings from the environment. https://git-scm.com/docs/git-config#Documentation/git-config.txt-GITCONFIGCOUNT */
const isQuiet = 'yolo-triage.quiet';

function guardLines({ guards, fileGuards }: RollbackDocument): string[] {
  const lines = [...guards.flatMap(guard), ...fileGuards.map(fileGuard)];
  return lines.length === 0 ? [':'] : lines;
}

function guard({ repository, checkCommands }: RepositoryGuard): string[] {
  return checkCommands.map((command) => `${command} || changed ${quoted(visible(repository))}`);
}

function fileGuard({ path, checkCommand }: FileGuard): string {
  return `${checkCommand} || changed ${quoted(visible(path))}`;
}

function notes({ lost, possible, unknown }: RollbackDocument, offered: readonly Numbered[]): string[] {
  const lines = [
    ...offered.map(({ given }) => `Offered, by sh plan.sh offered: ${given.title}: ${given.subject ?? ''}`),
    ...lost.map(({ what, reason }) => `Lost for good: ${what}: ${reason}`),
    ...possible.map(
      ({ what, reason, decide }) => `Possibly lost: ${what}: ${reason}; what decides it: ${decide}`,
    ),
    ...[...new Set(unknown)].map((text) => `Not known: ${text}`),
  ];
  return lines.length === 0 ? [':'] : lines.map(say);
}

function runLine({ given, number }: Numbered): string {
  const { kind, chain, commands, title } = given;
  const does = commands.length > 0 ? 'yes' : 'no';
  return `step ${number} ${kind} ${chainOf(chain, number)} ${does} ${quoted(title)}`;
}

function undoLine({ given, number }: Numbered): string {
  return `back ${number} ${chainOf(given.chain, number)} ${quoted(given.title)}`;
}

/** A step that nothing builds on is a chain of its own. */
function chainOf(chain: string | undefined, number: number): string {
  return chain ?? `step-${number}`;
}

function say(text: string): string {
  return `printf '%s\\n' ${quoted(visible(text))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}
