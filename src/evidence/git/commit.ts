import { commitMarks } from '../../agents/commit-marks.ts';

/** What a commit says of itself. Every string was chosen by whoever made it, the times too. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  /** First line of the message, cut to a bound. */
  readonly subject: string;
  /** The ref from which git came upon it; an object id where no ref reaches it. */
  readonly source: string;
  /** `Co-Authored-By: …` and what else may name an agent: hints, never proof. */
  readonly trailers: readonly string[];
}

interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601 UTC; git records whole seconds. */
  readonly at: string;
}

const trailers = ['Co-Authored-By', 'Assisted-By', ...commitMarks.flatMap(({ trailers = [] }) => trailers)]
  .map((key) => `key=${key}`)
  .join(',')
  .concat(',separator=%x0A');

/** https://git-scm.com/docs/pretty-formats; with `-z` every field and every commit ends in NUL. */
export const commitFormat = [
  '%H',
  '%P',
  '%an',
  '%ae',
  '%at',
  '%cn',
  '%ce',
  '%ct',
  '%S',
  '%s',
  `%(trailers:${trailers})`,
].join('%x00');

const fieldCount = commitFormat.split('%x00').length;

/** Reads what `git log -z` with {@link commitFormat} prints. */
export function* parseCommits(printed: string): Generator<Commit> {
  const fields = printed.split('\0');
  for (let at = 0; at + fieldCount <= fields.length; at += fieldCount) {
    yield commitOf(fields.slice(at, at + fieldCount));
  }
}

function commitOf(fields: readonly string[]): Commit {
  const [sha = '', parents = '', ...rest] = fields;
  const [authorName = '', authorEmail = '', authoredAt = '', name = '', email = '', at = ''] = rest;
  const [source = '', subject = '', trailerText = ''] = rest.slice(6);
  return {
    sha,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name: authorName, email: authorEmail, at: isoTime(authoredAt) },
    committer: { name, email, at: isoTime(at) },
    subject: subject.slice(0, subjectAtMost),
    source,
    trailers: trailerText === '' ? [] : trailerText.split('\n').slice(0, 20),
  };
}

const subjectAtMost = 500;

const latest = 8_640_000_000_000;

/** Times beyond what a calendar holds are brought to its end: a commit may claim any. */
function isoTime(seconds: string): string {
  return new Date(Math.min(Number(seconds) || 0, latest) * 1000).toISOString();
}
