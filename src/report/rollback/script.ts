import type { RepositoryGuard, RollbackDocument, RollbackStep } from '../../assess/rollback/plan.ts';
import { visible } from '../sanitize.ts';

/**
 * The plan as a POSIX shell script that asks before each step, stops at the first failure, and starts only while the
 * repositories are as the plan saw them. Text from evidence stands in single quotes and nowhere else.
 */
export function rollbackScript({ steps, guards, lost, unknown }: RollbackDocument): string {
  const numbered = steps.map((given, index) => ({ given, number: index + 1 }));
  const local = numbered.filter(({ given }) => given.kind !== 'remote');
  const remote = numbered.filter(({ given }) => given.kind === 'remote');
  const undone = numbered.filter(({ given }) => given.undoCommands.length > 0).toReversed();
  return [
    head,
    ...numbered.flatMap(functions),
    `guard() {\n${indented(guards.length === 0 ? [':'] : guards.flatMap(guard))}\n}`,
    `notes() {\n${indented(notes(lost, unknown))}\n}`,
    `run() {\n${indented(['guard', ...local.map(runLine), ...(steps.length === 0 ? [say('There is nothing to roll back that the evidence knows of.')] : []), 'notes'])}\n}`,
    `remote() {\n${indented(remote.length === 0 ? [say('There are no steps beyond this machine.')] : remote.map(runLine))}\n}`,
    `undo() {\n${indented(undone.length === 0 ? [say('There is nothing to undo.')] : undone.map(undoLine))}\n}`,
    tail,
  ].join('\n\n');
}

interface Numbered {
  readonly given: RollbackStep;
  readonly number: number;
}

const head = `#!/bin/sh
# A rollback plan made by yolo-triage. Read it before you run it.
#   sh plan.sh          the steps on this machine, asking before each
#   sh plan.sh remote   the steps beyond this machine, asking before each
#   sh plan.sh undo     takes back the steps that were run, the last one first
set -eu
LC_ALL=C
export LC_ALL
doing='starting'
trap 'status=$?; test "$status" -eq 0 || printf "stopped while %s; the steps before it are done, the ones after it are not\\n" "$doing" >&2' EXIT

# Answers with 0 for yes, 1 for no; stops where there is no answer.
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

# step <number> <kind> <folder of copies> <title>
step() {
  printf '\\nStep %s (%s): %s\\n' "$1" "$2" "$4"
  "show_$1"
  if ! ask 'Run it?'; then
    test "$2" != save || { printf 'Nothing is done without the copies.\\n'; exit 1; }
    return 0
  fi
  doing="running step $1"
  run_it "$1"
  mkdir -p "$3"
  printf '%s\\n' "$1" >> "$3/done"
  doing="after step $1"
}

run_it() {
  "run_$1"
  doing="checking step $1"
  "check_$1"
}

# back <number> <folder of copies> <title>
back() {
  test -f "$2/done" && grep -qx "$1" "$2/done" || return 0
  printf '\\nUndo step %s: %s\\n' "$1" "$3"
  ask 'Undo it?' || return 0
  doing="undoing step $1"
  "undo_$1"
  { grep -vx "$1" "$2/done" || :; } > "$2/done.new"
  mv "$2/done.new" "$2/done"
}`;

const tail = `case \${1-run} in
  run) run ;;
  remote) remote ;;
  undo) undo ;;
  *) printf 'usage: %s [run|remote|undo]\\n' "$0" >&2; exit 2 ;;
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
    body('run', commands.length === 0 ? [say('Do this by hand.')] : commands),
    body('check', checkCommand === undefined ? [] : [checkCommand]),
    ...(undoCommands.length === 0 ? [] : [body('undo', undoCommands)]),
  ];
}

function guard({ repository, checkCommands }: RepositoryGuard): string[] {
  return checkCommands.map(
    (command) =>
      `${command} || { ${say(`${repository} is not as the plan saw it: make the plan anew`)}; doing='comparing with the plan'; exit 1; }`,
  );
}

function notes(lost: RollbackDocument['lost'], unknown: readonly string[]): string[] {
  const lines = [
    ...lost.map(({ what, reason }) => `Lost for good: ${what}: ${reason}`),
    ...[...new Set(unknown)].map((text) => `Not known: ${text}`),
  ];
  return lines.length === 0 ? [':'] : lines.map(say);
}

function runLine({ given, number }: Numbered): string {
  return `step ${number} ${given.kind} ${quoted(given.saveFolder ?? '.')} ${quoted(given.title)}`;
}

function undoLine({ given, number }: Numbered): string {
  return `back ${number} ${quoted(given.saveFolder ?? '.')} ${quoted(given.title)}`;
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
