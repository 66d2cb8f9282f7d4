/** A part of a query; every call that is shown fits all of them. */
export interface Term {
  /** Empty for text that stands somewhere in a call. */
  readonly key: string;
  /** One of them has to fit. */
  readonly values: readonly string[];
  readonly isNegated: boolean;
  /** As it was written. */
  readonly written: string;
}

/** `query = { [ "-" ] term }; term = key ":" value { "," value } | text`; quotation marks hold anything together. */
export function parseQuery(text: string): readonly Term[] {
  const words = text.match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];
  return words.filter((written) => written !== '-').map(termOf);
}

function termOf(written: string): Term {
  const isNegated = written.startsWith('-');
  const plain = isNegated ? written.slice(1) : written;
  const [, key, values = ''] = /^([a-z]+):(.*)$/is.exec(plain) ?? [];
  if (key === undefined) return { key: '', values: [unquoted(plain)], isNegated, written };
  const listed = values.match(/"[^"]*"?|[^,"]+/g) ?? [];
  return { key: key.toLowerCase(), values: listed.map(unquoted), isNegated, written };
}

function unquoted(word: string): string {
  return word.replace(/^"|"$/g, '');
}

/** One value as a query writes it. */
export function quoted(value: string): string {
  const plain = value.replaceAll('"', '');
  return /^[^\s",]+$/.test(plain) ? plain : `"${plain}"`;
}

/** The query with a term more, or without it where it has it already. */
export function toggled(query: string, term: string): string {
  const terms = parseQuery(query).map(({ written }) => written);
  const rest = terms.filter((written) => written !== term);
  return [...rest, ...(rest.length < terms.length ? [] : [term])].join(' ');
}

/** The query with one value, or none, for a key. */
export function withValue(query: string, key: string, value: string): string {
  const rest = parseQuery(query).filter((term) => term.key !== key || term.isNegated);
  const own = value === '' ? [] : [`${key}:${quoted(value)}`];
  return [...rest.map(({ written }) => written), ...own].join(' ');
}

/** What the query asks of a key, where that is one plain value. */
export function chosenFor(query: string, key: string): string {
  const own = parseQuery(query).filter((term) => term.key === key && !term.isNegated);
  return own.length === 1 && own[0]?.values.length === 1 ? (own[0].values[0] ?? '') : '';
}
