import type { Gap } from '../../evidence/gap.ts';
import type { Trait } from '../../shell/effect.ts';
import { isRefusal } from '../dialects/claude-code/outcome.ts';
import type { ToolCall } from '../tool-call.ts';
import { retentionChangeOf } from './retention-change.ts';

/** What the agent itself keeps of its sessions. https://code.claude.com/docs/en/claude-directory */
const records = /[\\/]\.claude[\\/](?:projects|file-history|history\.jsonl)(?:[\\/]|$)/;
/** Names that projects use in a folder `.claude` of their own, too. */
const recordsOfHome =
  /^(?:[A-Za-z]:[\\/]Users[\\/][^\\/]+|\/(?:home|Users)\/[^/]+|(?:\/var)?\/root)[\\/]\.claude[\\/](?:sessions|todos|tasks|debug|backups|session-env)(?:[\\/]|$)/;
const wholeFolder =
  /^(?:[A-Za-z]:[\\/]Users[\\/][^\\/]+|\/(?:home|Users)\/[^/]+|(?:\/var)?\/root)[\\/]\.claude[\\/]?$/;
/** A project's notes lie among its transcripts, and are written as a matter of course. */
const notes = /[\\/]memory(?:[\\/]|$)/;
const mention = /\.claude|cleanupPeriodDays|CLAUDE_CONFIG_DIR|claude\s+project\s/;

const harmless: ReadonlySet<Trait> = new Set<Trait>(['dry-run', 'remote', 'own-creation']);

function isRecord(target: string): boolean {
  return (records.test(target) || recordsOfHome.test(target)) && !notes.test(target);
}

/** Whether a call may be one that {@link tamperingOf} reports, by its words alone. */
export function namesRecords({ argument }: Pick<ToolCall, 'argument'>): boolean {
  return mention.test(argument);
}

/**
 * A call that wrote to or deleted the records of sessions, or shortened the time for which they are kept; needs the
 * call's input and its effects.
 */
export function tamperingOf(call: ToolCall): Gap[] {
  if (isRefusal(call.outcome)) return [];
  const effect = call.effects.find(
    ({ action, target, traits = [] }) =>
      (action === 'delete' || action === 'write') &&
      !traits.some((trait) => harmless.has(trait)) &&
      (isRecord(target) || (action === 'delete' && wholeFolder.test(target))),
  );
  const gap = (done: string): Gap[] => [
    { kind: 'tampering', reason: `a call ${done}`, evidence: call.evidence },
  ];
  if (effect) {
    const verb = effect.action === 'delete' ? 'deleted' : 'wrote to';
    return gap(`${verb} the records of sessions: ${effect.target}`);
  }
  const removal = removals.find(({ program, words }) => isRunBy(call, program) && words.test(call.argument));
  return removal ? gap(removal.says) : retentionChangeOf(call);
}

/** What takes records away and is no deletion. */
const removals = [
  {
    program: 'mv',
    words: /\bmv\s[^|;&\n]{0,400}\.claude\/(?:projects(?!\S{0,400}\/memory)|file-history|history\.jsonl)/,
    says: 'moved the records of sessions away',
  },
  {
    program: 'claude',
    // https://code.claude.com/docs/en/cli-reference
    words: /\bclaude\s+project\s+purge\b(?![^|;&\n]{0,200}--dry-run)/,
    says: 'purged a project: its transcripts, history and backups of files',
  },
] as const;

function isRunBy({ effects }: ToolCall, program: string): boolean {
  return effects.some((effect) => effect.program === program);
}
