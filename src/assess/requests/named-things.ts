import type { Finding } from '../../detect/finding.ts';

const shortestName = 8;

/** Whether words name the very address or file that a finding is about. */
export function namesIt(words: string, { subject, subjects = [], arguments: commands }: Finding): boolean {
  const said = plain(words);
  return [subject, ...subjects, ...commands]
    .flatMap((text) => (/^\S+$/.test(text) ? [text] : (text.match(/https?:\/\/[^\s"'`<>|)]+/g) ?? [])))
    .map(plain)
    .some((name) => name.length >= shortestName && /[/\\.]/.test(name) && said.includes(name));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/[#/]+$/, '');
}

/** Names of what stands at the addresses in some words, where calls of the finding name it too: a repository, a package. */
export function sourcesIn(words: string, { arguments: commands }: Finding): readonly string[] {
  const done = commands.map(plain).join('\n');
  return [...words.matchAll(/https?:\/\/[^\s"'`<>|)]+?\/([\w.-]{6,}?)(?:\.git)?(?=[/#?]*(?:[\s"'`<>|)]|$))/g)]
    .map(([, name = '']) => plain(name))
    .filter((name) => done.includes(name));
}

/** Whether words hold a long value that calls of the finding hold too, such as a key: it was handed over for that. */
export function handsOver(words: string, { arguments: commands }: Finding): boolean {
  const done = commands.join('\n');
  return (words.match(/[\w+/=-]{40,}/g) ?? []).some((value) => done.includes(value));
}
