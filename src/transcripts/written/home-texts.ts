import type { LeftText } from '../../shell/path-context.ts';

/** Characters of all texts that are held; the least recently written ones leave first. */
const mostCharacters = 4 * 1024 * 1024;
/** Texts over this are remembered by name only. */
export const longestText = 64 * 1024;
/** Files of which is remembered at least that they were written. */
const mostFiles = 20_000;

/** What one session left in one file. */
interface Version {
  readonly session: string;
  /** When it first wrote the file, in milliseconds; −∞ where no record tells. */
  readonly from: number;
  at: number;
  state: 'held' | 'left' | 'deleted';
  text: string;
}

/** Who asks for a text, and when. */
export interface Asking {
  readonly session: string;
  /** Milliseconds; `undefined` where the record has no time: whatever is known by then counts. */
  readonly at: number | undefined;
}

/**
 * Texts of files that can be run, as the sessions of a home wrote them: what one session writes, another one runs. One
 * version a file and session, the last; bounded as a whole, and what leaves is remembered as gone, never as nothing.
 */
export class HomeTexts {
  /** By path, in the order in which the sessions are read. */
  readonly #versions = new Map<string, Version[]>();
  readonly #held = new Set<Version>();
  readonly #most: number;
  #characters = 0;

  /** @param most characters of all texts together */
  constructor(most = mostCharacters) {
    this.#most = most;
  }

  /** @param text absent where it is too long to be held, or not told */
  write(path: string, text: string | undefined, { session, at }: Asking): void {
    const version = this.#versionOf(path, session, at ?? Number.NEGATIVE_INFINITY);
    this.#release(version);
    const isHeld = text !== undefined && text.length <= longestText;
    Object.assign(version, { state: isHeld ? 'held' : 'left', text: isHeld ? text : '' });
    if (!isHeld) return;
    this.#held.add(version);
    this.#characters += text.length;
    this.#makeRoom();
  }

  delete(path: string, { session, at }: Asking): void {
    if (!this.#versions.has(path)) return;
    const version = this.#versionOf(path, session, at ?? Number.NEGATIVE_INFINITY);
    this.#release(version);
    version.state = 'deleted';
  }

  /** The last that was written before; undefined where no session wrote the file, or one deleted it. */
  textAt(path: string, { session, at = Number.POSITIVE_INFINITY }: Asking): HomeText | undefined {
    let last: Version | undefined;
    for (const version of this.#versions.get(path) ?? [])
      if ((version.session === session || version.from <= at) && version.at >= (last?.at ?? version.at))
        last = version;
    if (!last || last.state === 'deleted') return undefined;
    return { text: last.state === 'held' ? last.text : undefined, isOwn: last.session === session };
  }

  #versionOf(path: string, session: string, at: number): Version {
    const known = this.#versions.get(path) ?? [];
    this.#versions.delete(path);
    this.#versions.set(path, known);
    if (this.#versions.size > mostFiles) this.#forgetOldest();
    const own = known.find((version) => version.session === session);
    if (own) {
      own.at = at;
      return own;
    }
    const made: Version = { session, from: at, at, state: 'left', text: '' };
    known.push(made);
    return made;
  }

  #forgetOldest(): void {
    const [path, versions = []] = this.#versions.entries().next().value ?? [''];
    for (const version of versions) this.#release(version);
    this.#versions.delete(path);
  }

  #release(version: Version): void {
    if (!this.#held.delete(version)) return;
    this.#characters -= version.text.length;
    version.text = '';
    version.state = 'left';
  }

  #makeRoom(): void {
    for (const oldest of this.#held) {
      if (this.#characters <= this.#most) return;
      this.#release(oldest);
    }
  }
}

export interface HomeText extends LeftText {
  /** The session that asks wrote it itself. */
  readonly isOwn: boolean;
}
