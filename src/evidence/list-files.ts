import { type Dirent, readdirSync, type Stats } from 'node:fs';
import { basename, join } from 'node:path';
import { whereLinksLead } from './configuration/follow-links.ts';
import { statOf } from './configuration/stat-of.ts';
import type { GapKind, ReportGap } from './gap.ts';
import { type Home, referencePath } from './home.ts';
import { liesIn } from './lies-in.ts';

/** Deeper folders are not entered; real ones go seven deep. */
const deepest = 24;
/** Each may lead to a large folder. */
const linksAtMost = 1000;

/** One file, where it lies and where links name it; absolute. The same where no link led to it. */
export interface ListedFile {
  readonly path: string;
  readonly named: string;
}

export interface ListOptions {
  /** By its name. */
  readonly isWanted: (name: string) => boolean;
  readonly reportGap: ReportGap;
}

/**
 * Every regular file below a folder, in the order of their paths, each once; nothing where there is no such folder.
 * Links are followed inside the evidence, after what lies there itself. A link that leads nowhere or out of it, a pipe,
 * a folder that cannot be read or lies too deep becomes a gap where it could be or hold a wanted file.
 * @param folder absolute
 */
export function listFiles(home: Home, folder: string, options: ListOptions): ListedFile[] {
  return new Listing(home, folder, options).files();
}

interface Place extends ListedFile {
  readonly depth: number;
}

class Listing {
  readonly #home: Home;
  readonly #folder: string;
  readonly #options: ListOptions;
  readonly #files = new Map<string, string>();
  readonly #entered = new Set<string>();
  readonly #links: Place[] = [];

  constructor(home: Home, folder: string, options: ListOptions) {
    this.#home = home;
    this.#folder = folder;
    this.#options = options;
  }

  files(): ListedFile[] {
    const start = { path: this.#folder, named: this.#folder, depth: 0 };
    const stat = statOf(this.#folder);
    if (stat?.isSymbolicLink()) this.#links.push(start);
    else this.#visit(start);
    for (let count = 0, link = this.#links.shift(); link; count += 1, link = this.#links.shift()) {
      if (count < linksAtMost) this.#follow(link);
      else this.#gap(link.path, 'truncated', `is one of more than ${linksAtMost} links and was not followed`);
    }
    const found = [...this.#files].map(([path, named]) => ({ path, named }));
    return found.sort((a, b) => (a.named < b.named ? -1 : 1));
  }

  #visit({ path, named, depth }: Place): void {
    if (this.#entered.has(path)) return;
    this.#entered.add(path);
    if (depth > deepest) {
      this.#gap(path, 'truncated', 'lies too deep and was not entered');
      return;
    }
    for (const entry of this.#entriesOf(path)) {
      const { name } = entry;
      this.#take(entry, { path: join(path, name), named: join(named, name), depth: depth + 1 });
    }
  }

  #take(entry: Dirent | Stats, place: Place): void {
    const { path, named } = place;
    if (entry.isDirectory()) this.#visit(place);
    else if (entry.isSymbolicLink()) this.#links.push(place);
    else if (!this.#options.isWanted(basename(named))) return;
    else if (!entry.isFile()) this.#gap(path, 'unsupported', 'is no regular file and was not opened');
    else if (!this.#files.has(path)) this.#files.set(path, named);
  }

  /** A link to a folder above would list the whole home, or the whole machine. */
  #follow(place: Place): void {
    const path = whereLinksLead(place.path, this.#home);
    const stat = path === undefined || liesIn(this.#folder, path) ? undefined : statOf(path);
    if (path !== undefined && stat) this.#take(stat, { ...place, path });
    else this.#gap(place.path, 'unsupported', 'is a symbolic link and was not followed');
  }

  #entriesOf(path: string): Dirent[] {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (error) {
      if (!isAbsence(error)) this.#gap(path, 'unreadable', `cannot be read: ${codeOf(error)}`);
      return [];
    }
  }

  #gap(path: string, kind: GapKind, reason: string): void {
    this.#options.reportGap({ kind, reason, evidence: { path: referencePath(this.#home, path) } });
  }
}

function isAbsence(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
