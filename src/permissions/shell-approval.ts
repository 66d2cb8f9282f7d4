import { isAtLeast } from './agent-version.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { fileArguments } from './file-arguments.ts';
import { isFree, isInside, pathRules } from './free-path.ts';
import { type JudgedMode, type PermissionCall, touch } from './permission-call.ts';
import { isReadOnlyCommand } from './read-only/read-only-command.ts';
import { rulePath } from './rule-path.ts';
import type { ShellCommands, Subcommand } from './shell-commands.ts';
import { byRule, type PermissionVerdict, type Step } from './verdict.ts';
import { folderAfter, shellPath } from './working-places.ts';
import { bareWords, setsOnlySafeVariables } from './wrappers.ts';

/** What may approve a part of a line. */
interface Approvers {
  readonly rules: readonly CompiledRule[];
  readonly mode: JudgedMode;
}

type Approval = CompiledRule | Extract<Step, 'read-only' | 'accept-edits'>;

/** Commands that acceptEdits approves: https://code.claude.com/docs/en/permission-modes */
const editing = new Set(['mkdir', 'touch', 'rm', 'rmdir', 'mv', 'cp', 'sed']);

/** A line is approved where each of its commands is, and each file that the shell opens for writing. */
export function approvedShell(
  call: PermissionCall,
  line: ShellCommands,
  approvers: Approvers,
): PermissionVerdict | undefined {
  if (!line.understood || line.subcommands.length === 0) return undefined;
  const approvals: Approval[] = [];
  for (const command of line.subcommands) {
    const approval = approvalOf(command, line, { call, ...approvers });
    if (approval === undefined) return undefined;
    approvals.push(approval);
  }
  if (!opensApproved(call, line, approvers)) return undefined;
  const rule = approvals.find((approval) => typeof approval !== 'string');
  if (rule) return byRule('allow', 'allow-rule', rule);
  const edits = approvals.includes('accept-edits') || line.outputs.length > 0;
  return { decision: 'allow', step: edits ? 'accept-edits' : 'read-only' };
}

interface Circumstances extends Approvers {
  readonly call: PermissionCall;
}

function approvalOf(command: Subcommand, line: ShellCommands, around: Circumstances): Approval | undefined {
  const rule = around.rules.find(
    ({ coverage }) => coverage.kind === 'command' && coverage.covers(command, line),
  );
  if (rule) return rule;
  if (onlyLooks(command, line, around.call)) return 'read-only';
  return around.mode === 'acceptEdits' && editsInside(command, around.call) ? 'accept-edits' : undefined;
}

function onlyLooks(command: Subcommand, line: ShellCommands, call: PermissionCall): boolean {
  if (!isAtLeast(call.version, '2.1.111') && (changesFolderSomewhere(line) || hasGlob(command))) return false;
  if (!setsOnlySafeVariables(command) && isAtLeast(call.version, '2.1.98')) return false;
  if (command.words.length === 0)
    return !isAtLeast(call.version, '2.1.145') || setsOnlySafeVariables(command);
  const words = bareWords(command, 'known-safe');
  if (words[0]?.value === 'git' && changesFolder(command, call)) return false;
  if (!isReadOnlyCommand(words, line.assigned)) return false;
  return fileArguments(words).reads.every((word) =>
    isFree(touch(shellPath(word, command.cds, call.places), call.request), call),
  );
}

function changesFolderSomewhere({ subcommands }: ShellCommands): boolean {
  return subcommands.length > 1 && subcommands.some(({ words }) => words[0]?.value === 'cd');
}

/** Before 2.1.111 an unquoted glob, and a `cd` in the line, made it prompt: https://code.claude.com/docs/en/changelog */
function hasGlob({ words }: Subcommand): boolean {
  return words.some(({ pieces }) => pieces.some(({ kind }) => kind === 'glob'));
}

/** git in another folder could run that folder's hooks. */
function changesFolder({ cds }: Subcommand, { places }: PermissionCall): boolean {
  return folderAfter(cds, places) !== rulePath(places.cwd, places.cwd, places.home);
}

function editsInside(command: Subcommand, call: PermissionCall): boolean {
  if (!setsOnlySafeVariables(command)) return false;
  const words = bareWords(command, 'known-safe');
  const program = words[0]?.value ?? '';
  if (!editing.has(program) || (changesFolder(command, call) && command.cds.length > 0)) return false;
  if (program === 'sed' && !isAtLeast(call.version, '1.0.117')) return false;
  const { reads, writes } = fileArguments(words);
  const paths = [...reads, ...writes];
  return (
    paths.length > 0 &&
    paths.every((word) => isInside(touch(shellPath(word, command.cds, call.places), call.request), call))
  );
}

/** https://code.claude.com/docs/en/permissions#redirections */
function opensApproved(call: PermissionCall, line: ShellCommands, { rules, mode }: Approvers): boolean {
  const opened = call.writes.slice(call.writes.length - line.outputs.length);
  return opened.every((target) => {
    const byMode = (mode === 'acceptEdits' || mode === 'auto') && isInside(target, call);
    return byMode || pathRules('Edit', [target], rules) !== undefined;
  });
}
