import type { Effect, Trait } from '../shell/effect.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { PermissionCall } from './permission-call.ts';
import { hasRefused } from './read-only/command-shape.ts';
import { bareWords } from './wrappers.ts';

type Shows = (call: PermissionCall) => boolean;
type Words = readonly string[];

const has = (effect: Effect, trait: Trait): boolean => effect.traits?.includes(trait) ?? false;

const effect =
  (shows: (effect: Effect) => boolean): Shows =>
  ({ request }) =>
    request.effects?.some(shows) ?? false;

/** One of the line's commands is one of these programs, with such words after it. */
const command =
  (programs: string, shows: (words: Words) => boolean = () => true): Shows =>
  ({ shell }) => {
    const names = programs.split(' ');
    return (
      shell?.subcommands.some((part) => {
        const [program = '', ...rest] = bareWords(part, 'any').map(({ value }) => value);
        return names.includes(program) && shows(rest);
      }) ?? false
    );
  };

const names =
  (...expected: Words) =>
  (words: Words): boolean =>
    expected.every((word) => words.includes(word));
const option =
  (...options: Words) =>
  (words: Words): boolean =>
    hasRefused(words, options);
const both =
  (...tests: readonly ((words: Words) => boolean)[]) =>
  (words: Words): boolean =>
    tests.every((test) => test(words));
const any =
  (...shows: readonly Shows[]): Shows =>
  (call) =>
    shows.some((one) => one(call));

const unattended = new Set(
  '--dangerously-skip-permissions --dangerously-bypass-approvals-and-sandbox --yolo --yes-always --no-sandbox'.split(
    ' ',
  ),
);

/**
 * Documented blocks of the auto mode classifier, as far as words and effects can show them.
 * https://code.claude.com/docs/en/permission-modes#what-the-classifier-blocks-by-default
 */
const blocks: Readonly<Record<string, Shows>> = {
  'downloads and executes code': effect((one) => one.action === 'execute' && has(one, 'from-network')),
  'sends sensitive data to an external endpoint': effect(
    (one) => one.action === 'upload' && has(one, 'from-secret'),
  ),
  'force push': command(
    'git',
    (words) =>
      words.includes('push') &&
      (option('-f', '--force', '--force-with-lease')(words) || words.some((word) => /^\+\S/.test(word))),
  ),
  'discards uncommitted changes': any(
    command('git', names('reset', '--hard')),
    command(
      'git',
      both(names('.'), (words) => words[0] === 'checkout' || words[0] === 'restore'),
    ),
    command('git', both(names('clean'), option('-f', '--force'))),
    command('git', (words) => words[0] === 'stash' && (words[1] === 'drop' || words[1] === 'clear')),
  ),
  'destroys infrastructure': command('terraform pulumi cdk terragrunt tofu', names('destroy')),
  'irreversibly destroys files that existed before': effect(
    (one) =>
      one.action === 'delete' &&
      has(one, 'irreversible') &&
      !has(one, 'own-creation') &&
      !['temporary', 'repository'].includes(one.zone),
  ),
  'deletes a target that only a variable names': command(
    'rm',
    both(option('-r', '-R', '--recursive'), option('-f', '--force'), (words) =>
      words.some((word) => /^\$\{?\w+\}?(?:\/\*?)?$/.test(word)),
    ),
  ),
  'changes where pushes go': command(
    'git',
    (words) => words[0] === 'remote' && (words[1] === 'set-url' || words[1] === 'add'),
  ),
  'starts an agent loop without human approval': ({ shell }) =>
    shell?.subcommands.some(({ words }) => words.some(({ value }) => unattended.has(value))) ?? false,
  'disarms a safety guard': any(
    ({ shell }) =>
      shell?.subcommands.some(({ words }) => words.some(({ value }) => value === '--insecure')) ?? false,
    command('curl', option('-k')),
    command('wget', names('--no-check-certificate')),
  ),
  'grants permissions': any(
    command(
      'aws',
      (words) => words[0] === 'iam' && /^(?:attach|put|create|add|update)-/.test(words[1] ?? ''),
    ),
    command('gcloud', (words) => words.includes('add-iam-policy-binding')),
    command('az', names('role', 'assignment', 'create')),
  ),
  'mass deletion on cloud storage': any(
    command(
      'aws',
      (words) => words[0] === 's3' && (names('rm', '--recursive')(words) || names('rb', '--force')(words)),
    ),
    command('gsutil', both(names('rm'), option('-r'))),
  ),
  'creates persistence or changes credentials': effect(
    ({ action, zone }) => action === 'persist' || (action === 'write' && zone === 'credentials'),
  ),
  "writes to Claude Code's session transcripts": ({ writes }) =>
    writes.some(({ path }) => /\/\.claude\/projects\/[^/]+\/[^/]+\.jsonl$/.test(path ?? '')),
  'opens a tunnel or a reverse shell': any(
    command('ngrok'),
    command('cloudflared', names('tunnel')),
    command('ssh', option('-R')),
  ),
};

/**
 * The documented block that the call shows, if any. An approximation: the real classifier is a language model that
 * reads the conversation.
 */
export function autoModeBlock(call: PermissionCall): string | undefined {
  return Object.keys(blocks).find((reason) => blocks[reason]?.(call));
}

const interpreters =
  'python python3 node ruby perl bash sh zsh deno bun php pwsh powershell npx bunx uvx'.split(' ');
const runners = 'npm pnpm yarn bun'.split(' ');

/** Allow rules that auto mode sets aside. https://code.claude.com/docs/en/permission-modes#how-the-classifier-evaluates-actions */
export function isDroppedInAuto({ rule, coverage }: CompiledRule): boolean {
  if (rule.tool === 'Agent' || rule.tool === 'Monitor') return true;
  if (coverage.kind === 'tool') return rule.tool === 'Bash' || rule.tool === 'PowerShell';
  const specifier = rule.specifier ?? '';
  if (coverage.kind !== 'command' || !specifier.includes('*')) return false;
  const [program = '', subcommand = ''] = specifier.replace(/:\*$/, ' *').split(/[\s*]+/);
  if (interpreters.includes(program)) return true;
  return runners.includes(program) && /^(?:run|exec|dlx|x|)$/.test(subcommand);
}
