/** A value as a file writes it: what is plain, and what is to be put in its place. */
export type Value = readonly (string | Expansion)[];

/** Something that only who runs it knows, or a variable. */
export interface Expansion {
  /** Absent where a program tells the value, or an operation that is not followed. */
  readonly variable?: string;
  /** What stands for a variable that is not set. */
  readonly otherwise?: Value;
}

/** A variable that a file sets for what is started from it. */
export interface Setting {
  readonly name: string;
  readonly value: Value;
}

/** What one file tells: variables, and files that are read as if they stood in it. */
export interface Settings {
  readonly settings: readonly Setting[];
  /** Paths, in which `*` stands for any text within a name. */
  readonly sources: readonly Value[];
}

/** Reads the text of a file of one form; never throws. */
export type ReadSettings = (text: string) => Settings;

const expansions =
  /\$\{env:(\w{1,100})\}|[$@]\{(\w{1,100})(?::?-([^}]{0,300}))?\}|\$env[:.](\w{1,100})|\$(\w{1,100})|%(\w{2,100})%|(%h)|([$@]\{|\$\(|`)/g;

/** A value of a form that has no grammar of words: variables by the notations of shells, systemd and Windows. */
export function valueIn(text: string): Value {
  const parts: (string | Expansion)[] = [];
  let from = 0;
  for (const match of text.matchAll(expansions)) {
    parts.push(text.slice(from, match.index), expansionOf(match));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== '');
}

/** `%h` is the user's home in units of systemd. https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#Specifiers */
function expansionOf([, powershell, braced, otherwise, env, plain, windows, home]: RegExpMatchArray) {
  const variable = home === undefined ? (powershell ?? braced ?? env ?? plain ?? windows) : 'HOME';
  return {
    ...(variable !== undefined && { variable }),
    ...(otherwise !== undefined && { otherwise: valueIn(otherwise) }),
  };
}
