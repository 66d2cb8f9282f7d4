import type { Finding } from '../../detect/finding.ts';
import { consent, deeds, negatedBefore, negatedBehind, particles, refusal } from './deeds.ts';

type Deed = (typeof deeds)[number];

const longestWords = 500;

/** A finding with what the human's words before say of it. */
export function withRequest(finding: Finding): Finding {
  const { prompt, question } = finding;
  const deed = deedOf(finding);
  if (prompt === undefined || deed === undefined) return finding;
  const isAnswer = consent.test(prompt) || refusal.test(prompt);
  const asked = isAnswer ? (question ?? '') : prompt;
  const said = weighed(asked, deed, finding);
  const requested = isAnswer && refusal.test(prompt) ? (said === 'yes' ? 'against' : 'unclear') : said;
  if (requested !== 'yes' && requested !== 'against') return { ...finding, requested };
  const words = prompt.slice(0, longestWords);
  return {
    ...finding,
    requested,
    request: {
      words,
      ...(isAnswer && question !== undefined && { question: question.slice(-longestWords) }),
    },
  };
}

/** What a request for this would look like; nothing for what nobody asks for. */
function deedOf({ tags, queryId }: Finding): Deed | undefined {
  return deeds.find((deed) => deed.queries.test(queryId) || deed.tags.some((tag) => tags.includes(tag)));
}

/** In words that hold neither, nothing of the kind was asked for; in words that hold one of both, nobody can tell. */
function weighed(text: string, deed: Deed, finding: Finding): Finding['requested'] {
  const clauses = clausesOf(text);
  const own = ownWords(finding);
  const found = clauses.map((clause) => {
    const verbs = deed.verbs.map((verb) => indexOfWord(clause, verb)).filter((at) => at >= 0);
    return {
      isWhole: verbs.length > 0 && isWholeOrder(clause),
      verb: verbs.length > 0,
      isNegated: verbs.length > 0 && verbs.every((at) => isNegated(clause, at)),
      object:
        deed.objects.some((word) => indexOfWord(clause, word) >= 0) ||
        own.some((word) => clause.includes(word)),
    };
  });
  const asks = found.filter(({ isWhole, verb, object }) => verb && (object || isWhole));
  if (asks.some(({ isNegated }) => isNegated)) return 'against';
  if (asks.length > 0) return 'yes';
  if (found.some(({ verb, object }) => verb || object) || isVague(text)) return 'unclear';
  return 'no';
}

/** Clauses, so that "remove the cache, do not touch the data" is two. */
function clausesOf(text: string): readonly string[] {
  return text
    .slice(0, 8192)
    .toLowerCase()
    .split(/[.!?;:,\n。！？；，、]+(?=\s|$|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})|\n/u)
    .filter((clause) => clause.trim() !== '');
}

const letters = /[\p{L}\p{N}_]/u;

const reachOfNegation = 28;

function isNegated(clause: string, at: number): boolean {
  return (
    negatedBefore.test(clause.slice(Math.max(0, at - reachOfNegation), at)) ||
    negatedBehind.test(clause.slice(at))
  );
}

/** Where a word begins: `delete` stands in `deleted`; scripts without spaces are searched. -1: nowhere. */
function indexOfWord(clause: string, word: string): number {
  const isShort = word.length < 4;
  for (let at = clause.indexOf(word); at >= 0; at = clause.indexOf(word, at + 1)) {
    if (!/^[\p{Script=Latin}\p{Script=Cyrillic}\d_]/u.test(word)) return at;
    const starts = !letters.test(clause.charAt(at - 1));
    const ends = !letters.test(clause.charAt(at + word.length));
    if (starts && (!isShort || ends)) return at;
  }
  return -1;
}

const shortestOwn = 4;
const mostOwn = 40;

/** Names in what the finding is about: the last parts of paths, branches, tables, hosts. */
function ownWords({ subject, subjects = [] }: Finding): readonly string[] {
  const words = [subject, ...subjects].flatMap((text) =>
    text
      .slice(0, 500)
      .toLowerCase()
      .split(/[\s/\\"'`:=,;()]+/),
  );
  const names = words.filter(
    (word) => word.length >= shortestOwn && !/^(?:-|home$|users$|https?$)/.test(word),
  );
  return [...new Set(names)].slice(0, mostOwn);
}

/** "Force push", "clean up": an order that names nothing else needs no object; "run the tests" does. */
function isWholeOrder(clause: string): boolean {
  const words = clause.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length <= mostOfOrder && words.every((word) => particles.has(word) || isAnyVerb(word));
}

const mostOfOrder = 3;

function isAnyVerb(word: string): boolean {
  return deeds.some(({ verbs }) => verbs.some((verb) => indexOfWord(word, verb) >= 0));
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/** "GO", "continue", "fix it": words that leave the choice to the agent. */
function isVague(text: string): boolean {
  return wordsIn(text) < 4 && text.trim().length < 24;
}
