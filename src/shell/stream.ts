import type { Trait } from './effect.ts';

/** What is known of where data comes from. */
export type Origin = Extract<Trait, 'from-network' | 'from-secret' | 'encoded'>;

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
  return text === undefined ? { origins } : textStream(text, origins);
}

export function joinOrigins(streams: readonly { readonly origins: readonly Origin[] }[]): readonly Origin[] {
  return [...new Set(streams.flatMap(({ origins }) => origins))];
}
