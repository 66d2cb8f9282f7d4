import type { GitInvocation } from './git-invocation.ts';

/**
 * What a commit's first paragraph is called by git, for each message that a command line gives.
 * https://git-scm.com/docs/git-commit#_discussion
 */
export function commitSubjects({ subcommand, args }: GitInvocation): readonly string[] {
  if (subcommand !== 'commit') return [];
  const at = args.findIndex((arg) => /^(?:-[a-zA-Z]*m|--message)$/.test(arg));
  const given =
    at >= 0
      ? args[at + 1]
      : args.flatMap((arg) => /^(?:--message=|-m(?=.))([\s\S]+)$/.exec(arg)?.[1] ?? [])[0];
  if (given === undefined || /^[$`]/.test(given)) return [];
  const subject = subjectOf(given);
  return subject === '' ? [] : [subject];
}

/** The first paragraph in one line, with single spaces. */
export function subjectOf(message: string): string {
  const [paragraph = ''] = message.trim().split(/\n\s*\n/, 1);
  return paragraph.replace(/\s+/g, ' ').trim();
}

const assigned = /\bGIT_COMMITTER_DATE=(?:"([^"\n]{1,60})"|'([^'\n]{1,60})'|([^\s;&|]{1,60}))/g;

/**
 * The times that a command line makes git write, ISO 8601 UTC with whole seconds. A time without a zone is left out:
 * nothing tells the zone of the machine. https://git-scm.com/docs/git-commit#_date_formats
 */
export function commandDates(command: string): readonly string[] {
  return [...command.matchAll(assigned)].flatMap(([, double, single, plain]) => {
    const time = timeOf((double ?? single ?? plain ?? '').trim());
    return Number.isNaN(time) ? [] : [new Date(Math.floor(time / 1000) * 1000).toISOString()];
  });
}

function timeOf(text: string): number {
  const seconds = /^@?(\d{9,11})(?: [+-]\d{4})?$/.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  return /(?:Z|GMT|UTC|[+-]\d{2}:?\d{2})$/i.test(text) ? Date.parse(text) : Number.NaN;
}
