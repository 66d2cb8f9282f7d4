/** A part of what somebody said that orders one thing, in lower case. */
export interface Clause {
  readonly text: string;
  /** Whether it stands within a document or a log that was pasted: there only the names of things tell what is meant. */
  readonly isPasted: boolean;
}

const longestText = 8192;
const longestLine = 1000;

/** Clauses, so that "remove the cache, do not touch the data" is two.
 * @param isOffer the words are the agent's, and nothing in them is pasted
 */
export function clausesOf(text: string, isOffer = false): readonly Clause[] {
  const bounded = text.slice(0, longestText).replace(forbiddenList, (list) => list.replaceAll(',', ' or'));
  const passages = isOffer ? [{ text: bounded, isPasted: false }] : passagesOf(bounded);
  return passages.flatMap(({ text: passage, isPasted }) =>
    withNames(passage.toLowerCase().split(separator))
      .filter((clause) => clause.trim() !== '' && !(isPasted && isLog.test(clause)))
      .map((clause) => ({ text: clause.slice(0, longestLine), isPasted })),
  );
}

/** A path that stands alone belongs to what was said before it. */
function withNames(clauses: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const clause of clauses) {
    const last = joined.at(-1);
    if (last !== undefined && /^\s*[~.]?[/\\]\S+\s*$/.test(clause))
      joined[joined.length - 1] = `${last} ${clause}`;
    else joined.push(clause);
  }
  return joined;
}

/** "Do not touch, move or delete": one negation for all of them. */
const forbiddenList =
  /(?<!\p{L})(?:do not|don['’]t|never|without|not)\s+\p{L}+(?:,\s+\p{L}+){1,5},?\s+(?:or|nor)\s/giu;

const separator =
  /\s+(?=(?:without|ohne|sans)\s)|[.!?;:,\n。！？；，、]+(?=\s|$|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})|\n/u;

/** As programs write, and nobody who asks for something. */
const isLog =
  /^\W*(?:\d{2,4}[-/:]\d{1,2}[-/:]\d|\[\d|at\s+\S+\s*\(|error|warn(?:ing)?|info|debug|npm err|traceback|caused by|failed to)/i;

const mostTyped = 1200;
const mostTypedLines = 14;
const longestEnd = 400;

/** What frames a long text is what somebody typed: its first and its last paragraph. */
function passagesOf(text: string): readonly Clause[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  if (text.length <= mostTyped && lines <= mostTypedLines) return [{ text, isPasted: false }];
  const paragraphs = text.split(/\n\s*\n/);
  const isFrame = (index: number) =>
    (index === 0 || index === paragraphs.length - 1) && (paragraphs[index]?.length ?? 0) <= longestEnd;
  return paragraphs.map((paragraph, index) => ({ text: paragraph, isPasted: !isFrame(index) }));
}
