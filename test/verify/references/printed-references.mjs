// The references in what the program printed, by their kind.

const isText = (value) => typeof value === 'string' && value !== '';

/** As outputs print a place. */
export function printedPlace({ path, line, pointer, table, row }) {
  if (line !== undefined) return `${path}:${line}`;
  if (table !== undefined) return `${path}#${table}/${row}`;
  return isText(pointer) ? `${path}#${pointer}` : path;
}

const named = { toolCallId: 'call id', sessionId: 'session id', sha: 'commit' };

/** Of a JSON document, however deep. @param {(kind: string, reference: string) => void} tell */
export function inDocument(value, tell) {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const element of value) inDocument(element, tell);
    return;
  }
  for (const [key, inside] of Object.entries(value)) {
    if (key === 'evidence') {
      for (const place of [inside].flat())
        if (isText(place?.path)) tell('place in JSON', printedPlace(place));
    }
    if (named[key] && isText(inside)) tell(`${named[key]} in JSON`, inside);
    if (key === 'toolCallIds') for (const id of inside) tell('call id in JSON', id);
    inDocument(inside, tell);
  }
}

const kindsOfText = [
  ['exhibit', /(?<![\w/.-])E\d+(?::\d+|#[^\s`<|]+)?(?![\w:#…-])/g],
  ['place in text', /[^\s`"'<>|()]+\.jsonl(?::\d+|#[^\s`<|]+)/g],
  // The last column of a row that begins with a time.
  ['shortened place', /(?<=^\d{4}-\d\d-\d\d .*\s{2})[\w.-]+(?:…[\w.-]*)?:\d+$/gm],
  ['call id in text', /\b(?:toolu|call|chatcmpl-tool)_\w{8,}/g],
];

/** Of a table or a page: `columns` names those of a table whose words are references themselves. */
export function inText(text, tell, columns = {}) {
  for (const [kind, pattern] of kindsOfText) for (const [found] of text.matchAll(pattern)) tell(kind, found);
  for (const [title, kind] of Object.entries(columns)) inColumn(text, title, (word) => tell(kind, word));
}

/** The first words below a title of a table without frames. */
function inColumn(text, title, tell) {
  let start = -1;
  for (const line of text.split('\n')) {
    const at = line.search(new RegExp(`(?<=^|\\s{2})${title}(?=\\s{2}|$)`));
    if (at >= 0) start = at;
    else if (start >= 0) {
      const [word] = line.slice(start).split(/\s/);
      if (/^\d{4}-\d\d-\d\d/.test(line) && isText(word)) tell(word);
    }
  }
}
