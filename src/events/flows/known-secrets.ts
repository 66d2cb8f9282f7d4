import { findSecrets } from '../../secrets/find-secrets.ts';

/** Where the session saw a value. */
export interface SeenSecret {
  /** The file that was read. */
  readonly file: string;
  /** The name that it has there, or its kind. */
  readonly name: string;
}

const mostValues = 500;
const longestResult = 200_000;
/** Shorter ones occur by chance. */
const shortestValue = 12;

const assignment =
  /^\s*(?:export\s+)?([A-Za-z][\w.-]{0,80}?(?:key|token|secret|password|passwd|pat|dsn|credential)s?)\s*[=:]\s*["']?([^\s"'#]{12,500})/gim;

/** Values of credentials that results of a session showed, so that later calls that carry one are known. Never leaves memory. */
export class KnownSecrets {
  readonly #values = new Map<string, SeenSecret>();

  /** @param text what a call printed that read a file of credentials */
  learn(text: string, file: string): void {
    const shown = text.slice(0, longestResult);
    for (const [, name = '', value = ''] of shown.matchAll(assignment)) this.#add(value, { file, name });
    for (const { kind, offset, length } of findSecrets(shown))
      this.#add(shown.slice(offset, offset + length), { file, name: kind });
  }

  #add(value: string, seen: SeenSecret): void {
    if (value.length < shortestValue || this.#values.size >= mostValues || this.#values.has(value)) return;
    if (new Set(value).size < 6) return;
    this.#values.set(value, seen);
  }

  /** The values that a text holds, as they are, in the form of addresses or in Base64. */
  in(text: string): readonly SeenSecret[] {
    if (this.#values.size === 0 || text.length < shortestValue) return [];
    const forms = [text, decoded(text), ...decodedRuns(text)];
    return [...this.#values]
      .filter(([value]) => forms.some((form) => form.includes(value)))
      .map(([, seen]) => seen);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const mostRuns = 50;

function decodedRuns(text: string): readonly string[] {
  return (text.match(/[A-Za-z0-9+/_-]{16,20000}/g) ?? [])
    .slice(0, mostRuns)
    .map((run) => Buffer.from(run, 'base64').toString('latin1'));
}
