import type { Trait } from './effect.ts';

/** What is known of where data comes from. */
export type Origin = Extract<Trait, 'from-network' | 'from-socket' | 'from-secret' | 'encoded'>;

/** Text on its way through a command line: standard output, a file's content, a variable's value. */
export interface Stream {
  /** The text itself, where the command line tells it. */
  readonly text?: string;
  readonly origins: readonly Origin[];
  /**
   * What its lines name, where the text is not known: paths as globs, relative to the working folder. `src/**` is all
   * that lies below `src`, and a name after that part says what of it.
   */
  readonly names?: readonly string[];
}

/** Longer texts are not followed. */
const longestText = 64 * 1024;
const mostNames = 32;

export const unknownStream: Stream = { origins: [] };
/** What a raw connection brings: no file of a server, but what somebody at the other end sends. */
export const fromSocket: Stream = { origins: ['from-network', 'from-socket'] };
export const emptyStream: Stream = { text: '', origins: [] };

export function textStream(text: string, origins: readonly Origin[] = []): Stream {
  return text.length > longestText ? { origins } : { text, origins };
}

export function namesStream(names: readonly string[], origins: readonly Origin[] = []): Stream {
  return names.length === 0 ? { origins } : { origins, names: names.slice(0, mostNames) };
}

/** One after the other, as `cat a b`. */
export function joinStreams(streams: readonly Stream[]): Stream {
  const [only] = streams;
  if (streams.length === 1 && only) return only;
  const origins = joinOrigins(streams);
  let text: string | undefined = '';
  for (const stream of streams) {
    text = text === undefined || stream.text === undefined ? undefined : text + stream.text;
  }
  return text === undefined ? namesStream(namesIn(streams), origins) : textStream(text, origins);
}

export function joinOrigins(streams: readonly { readonly origins: readonly Origin[] }[]): readonly Origin[] {
  return [...new Set(streams.flatMap(({ origins }) => origins))];
}

/** What comes out of a program that changes the lines that it reads. */
export function reworked(streams: readonly Stream[]): Stream {
  return namesStream([...new Set(streams.flatMap(({ names = [] }) => names))], joinOrigins(streams));
}

/** What comes out of a program that prints some of the lines that it reads, as they are. */
export function selected(streams: readonly Stream[]): Stream {
  return namesStream(namesIn(streams), joinOrigins(streams));
}

/** Each line of a text is a name. */
function namesIn(streams: readonly Stream[]): readonly string[] {
  if (streams.every(({ names, text }) => names === undefined && !text)) return [];
  return [...new Set(streams.flatMap(({ names, text = '' }) => names ?? linesOf(text)))];
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n', mostNames)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The first line, and what comes after it. */
export function takeLine({ text, names, origins }: Stream): { readonly line: Stream; readonly rest: Stream } {
  if (text !== undefined) {
    const end = text.indexOf('\n');
    const line = { text: end === -1 ? text : text.slice(0, end), origins };
    return { line, rest: { text: end === -1 ? '' : text.slice(end + 1), origins } };
  }
  if (names === undefined) return { line: { origins }, rest: { origins } };
  const [first, ...others] = names;
  return {
    line: namesStream(first === undefined ? [] : [first], origins),
    rest: afterNames(others, origins),
  };
}

function afterNames(names: readonly string[], origins: readonly Origin[]): Stream {
  return names.length === 0 ? { text: '', origins } : { names, origins };
}
