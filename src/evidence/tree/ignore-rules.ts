import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readRegularText } from '../../regular-file.ts';

const largestFile = 1024 * 1024;

/** Whether ignore files of a tree leave a path out, as git and ripgrep read them. */
export function ignoreRules(root: string): (path: string, isFolder: boolean) => boolean {
  const rules = new Map<string, Ignore | undefined>();
  const rulesOf = (folder: string): Ignore | undefined => {
    if (!rules.has(folder)) rules.set(folder, readRules(folder));
    return rules.get(folder);
  };
  return (path, isFolder) => {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const inside = relative(folder, path).split(sep).join('/') + (isFolder ? '/' : '');
      const verdict = rulesOf(folder)?.test(inside);
      if (verdict?.ignored) return true;
      if (verdict?.unignored || folder === root || folder === dirname(folder)) return false;
    }
  };
}

function readRules(folder: string): Ignore | undefined {
  const texts = ['.gitignore', '.ignore']
    .map((name) => textOf(join(folder, name)))
    .filter((text) => text !== '');
  return texts.length === 0 ? undefined : ignore({ allowRelativePaths: true }).add(texts.join('\n'));
}

function textOf(path: string): string {
  try {
    return readRegularText(path, largestFile);
  } catch {
    return '';
  }
}

/** What `.yolo-triageignore` in a root accepts. */
export function ignoredIn(root: string): ReturnType<typeof acceptedPlaces> {
  return acceptedPlaces(textOf(join(root, '.yolo-triageignore')));
}

/** What the text of such a file accepts: path patterns and fingerprints, with the line that says so. */
export function acceptedPlaces(text: string): (path: string, fingerprint: string) => string | undefined {
  const entries = text.split('\n').flatMap(acceptanceOf);
  return (path, fingerprint) => {
    const inside = path.replace(/^(?:~\/|\/+|(?:\.\.?\/)+)+/, '');
    return entries.find(({ accepts }) => accepts(inside, fingerprint))?.reason;
  };
}

interface AcceptanceLine {
  readonly accepts: (path: string, fingerprint: string) => boolean;
  readonly reason: string;
}

function acceptanceOf(line: string, index: number): AcceptanceLine[] {
  const text = line.replace(/(?:^|\s)#.*$/, '').trim();
  if (text === '') return [];
  const reason = `.yolo-triageignore:${index + 1}`;
  if (/^[0-9a-f]{16}$/.test(text)) return [{ accepts: (_, fingerprint) => fingerprint === text, reason }];
  const rules = ignore().add(text);
  return [{ accepts: (path) => path !== '' && rules.ignores(path), reason }];
}
