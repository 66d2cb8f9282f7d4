const mostTurns = 16;

/**
 * The command of a loop with each of its values in place of the variable; the variable stays where nobody knows them.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/for
 * @returns nothing where the words are no loop
 */
export function turnsOf(words: readonly string[]): readonly (readonly string[])[] | undefined {
  const [first = '', ...rest] = words;
  if (!/^for$/i.test(first)) return undefined;
  const at = rest.findIndex((word) => /^do$/i.test(word));
  if (at === -1) return [];
  const head = rest.slice(0, at);
  const [command = '', ...others] = rest.slice(at + 1);
  const body = [command.replace(/^@+/, ''), ...others];
  const variable = head.find((word) => /^%%?\w$/.test(word));
  const values = valuesOf(head);
  if (variable === undefined || values === undefined) return [body];
  const name = variable.replaceAll('%', '');
  const pattern = new RegExp(`%%?(?:~[a-z]*)?${name}(?![\\w%])`, 'g');
  return values.slice(0, mostTurns).map((value) => body.map((word) => word.replace(pattern, () => value)));
}

/** What stands in the parentheses: names and patterns; those of `/r` lie below a folder, what `/f` reads is not known. */
function valuesOf(head: readonly string[]): readonly string[] | undefined {
  const from = head.findIndex((word) => /^in$/i.test(word));
  const set = head.slice(from + 1).join(' ');
  if (from === -1 || set === '') return undefined;
  const isFile = head.some((word) => /^\/f$/i.test(word));
  if (isFile) return listedBy(set);
  if (head.some((word) => /^\/l$/i.test(word))) return undefined;
  const below = head.findIndex((word) => /^\/r$/i.test(word));
  const folder = below === -1 || /^%/.test(head[below + 1] ?? '%') ? '' : `${head[below + 1]}\\**\\`;
  return set
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map((word) => folder + word.replaceAll('"', ''));
}

/** `'dir /b /s C:\\x\\*.bak'`: what a listing prints lies where it looks. */
function listedBy(set: string): readonly string[] | undefined {
  const command = /^['`]\s*dir\s+([\s\S]*?)\s*['`]$/i.exec(set)?.[1];
  if (command === undefined) return undefined;
  const words = command.split(/\s+/);
  const places = words.filter((word) => !word.startsWith('/')).map((word) => word.replaceAll('"', ''));
  const isDeep = words.some((word) => /^\/s$/i.test(word));
  return (places.length > 0 ? places : ['.']).map((place) =>
    /[*?]/.test(place) ? place : `${place}\\${isDeep ? '**' : '*'}`,
  );
}
