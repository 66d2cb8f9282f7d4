import type { Neighbours } from '../evidence/tree/neighbours.ts';
import type { Site, Surroundings } from './site.ts';

/** What a form is chosen by. */
export interface FileName {
  /** As absolute as it is known, `/` as separator: `…/.github/workflows/ci.yml`. */
  readonly path: string;
  /** Below the scanned root; what says of a folder above it nothing says of the file. */
  readonly relative: string;
  /** Lower case, without what templates and backups append: `ci.yml` for `ci.yml.j2`. */
  readonly name: string;
  /** Lower case, without the dot; empty where there is none. */
  readonly extension: string;
  /** The first line. */
  readonly head: string;
}

/** A file, or the text of one that a script writes. */
export interface ScannedText {
  readonly file: FileName;
  readonly text: string;
  /** Line of the outer file on which the text begins; 1 for a file of its own. */
  readonly firstLine: number;
  /** Where the text stands inside another file: what surrounds it there. */
  readonly outer?: Surroundings;
  /** Whether the file is a test, a fixture or an example. */
  readonly test: boolean;
  /** The files around the file; absent where nothing but its text is known. */
  readonly neighbours?: Neighbours;
  /** Scans the text of another file inside this one. */
  readonly written: (path: string, text: string, line: number, surroundings: Surroundings) => readonly Site[];
}

interface FormResult {
  readonly sites: readonly Site[];
  /** The form could not be read as such; what is reported rests on single lines. */
  readonly broken?: boolean;
}

/** One form of file: how it is known, and where in it a route is taken. */
export interface Form {
  readonly name: string;
  readonly matches: (file: FileName) => boolean;
  readonly scan: (text: ScannedText) => FormResult;
  /** The file is examined even where no needle stands in it: its routes have common words. */
  readonly always?: true;
}

const appended =
  /\.(?:tmpl|tpl|template|j2|jinja2?|erb|ejs|mustache|hbs|gotmpl|example|sample|dist|default|bak|backup|old|orig|save|in|symlink|\d+)$|~$|\.bak[-.\w]*$/;

/**
 * @param head the first bytes of the text, for the interpreter line
 * @param relative the path below the scanned root, where that is another one
 */
export function fileName(path: string, head: string, relative: string = path): FileName {
  const forward = path.split('\\').join('/');
  let name = forward.slice(forward.lastIndexOf('/') + 1).toLowerCase();
  for (
    let stripped = name.replace(appended, '');
    stripped !== name && stripped !== '';
    stripped = name.replace(appended, '')
  ) {
    name = stripped;
  }
  const dot = name.lastIndexOf('.');
  const line = head.slice(0, 300).split('\n', 1)[0] ?? '';
  return {
    path: forward,
    relative,
    name,
    extension: dot > 0 ? name.slice(dot + 1) : /^\s*[{[]\s*(?:["{[\n]|$)/.test(line) ? 'json' : '',
    head: line.replace(/^\ufeff/, ''),
  };
}

/** Surroundings where nothing is known but the scope. */
export function plainSurroundings(scope: Surroundings['scope']): Surroundings {
  return { scope, guard: 'none', isolation: 'none', notes: [] };
}
