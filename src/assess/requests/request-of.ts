import type { Finding } from '../../detect/finding.ts';
import { answered, isAnswer, refusal } from './answers.ts';
import {
  asksAbout,
  type Deed,
  deeds,
  negatedBefore,
  negatedBehind,
  negatesNothing,
  particles,
  pronounBehind,
} from './deeds.ts';
import { indexOfWord, ownWords } from './own-words.ts';
import { repeatedCommand } from './repeated-command.ts';

const longestWords = 500;

/** A finding with what the human's words before say of it. */
export function withRequest(finding: Finding): Finding {
  const { prompt, question } = finding;
  if (prompt === undefined) return finding;
  const answers = isAnswer(prompt);
  const asked = answers ? answered(prompt, question ?? '') : prompt;
  const said = weighed(asked, finding);
  const requested = refusal.test(prompt) ? (said === 'yes' ? 'against' : 'unclear') : said;
  if (requested !== 'yes' && requested !== 'against') return { ...finding, requested };
  const words = prompt.slice(0, longestWords);
  return {
    ...finding,
    requested,
    request: {
      words,
      ...(answers && question !== undefined && { question: question.slice(-longestWords) }),
    },
  };
}

/** What a request for this would look like; nothing for what nobody asks for. */
function deedOf({ tags, queryId }: Finding): Deed | undefined {
  return deeds.find((deed) => deed.queries.test(queryId) || deed.tags.some((tag) => tags.includes(tag)));
}

function weighed(text: string, finding: Finding): Finding['requested'] {
  const repeated = repeatedCommand(text, finding);
  if (repeated !== undefined) return repeated === 'ordered' ? 'yes' : 'unclear';
  const deed = deedOf(finding);
  return deed ? readWords(text, deed, finding) : 'unclear';
}

/** In words that hold neither, nothing of the kind was asked for; in words that hold one of both, nobody can tell. */
function readWords(text: string, deed: Deed, finding: Finding): Finding['requested'] {
  const own = ownWords(finding);
  const found = clausesOf(text).map((clause) => readClause(clause, deed, own));
  const asks = found.filter(({ verb, object, isQuestion }) => verb && object && !isQuestion);
  if (asks.some(({ isNegated }) => isNegated)) return 'against';
  if (asks.length > 0) return 'yes';
  if (found.some(({ verb, object, isHint }) => verb || object || isHint) || isVague(text)) return 'unclear';
  return 'no';
}

function readClause(clause: string, deed: Deed, own: readonly string[]) {
  const verbs = placesOf(deed.verbs, clause);
  return {
    verb: verbs.length > 0,
    isNegated: verbs.length > 0 && verbs.every((at) => isNegated(clause, at)),
    isHint: placesOf(deed.hints, clause).length > 0,
    isQuestion: asksAbout.test(clause),
    object:
      [...deed.objects, ...own].some((word) => indexOfWord(clause, word) >= 0) ||
      verbs.some((at) => pronounBehind.test(clause.slice(at))) ||
      (verbs.length > 0 && isWholeOrder(clause, deed)),
  };
}

function placesOf(words: readonly string[], clause: string): readonly number[] {
  return words.map((word) => indexOfWord(clause, word)).filter((at) => at >= 0);
}

/** Clauses, so that "remove the cache, do not touch the data" is two. */
function clausesOf(text: string): readonly string[] {
  return text
    .slice(0, 8192)
    .toLowerCase()
    .split(/[.!?;:,\n。！？；，、]+(?=\s|$|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})|\n/u)
    .filter((clause) => clause.trim() !== '');
}

const reachOfNegation = 28;

function isNegated(clause: string, at: number): boolean {
  return (
    negatedBefore.test(clause.slice(Math.max(0, at - reachOfNegation), at).replace(negatesNothing, ' ')) ||
    negatedBehind.test(clause.slice(at))
  );
}

/** "Force push", "clean up": an order that names nothing else needs no object; "run the tests" does. */
function isWholeOrder(clause: string, { verbs, hints }: Deed): boolean {
  const words = clause.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isMeant = (word: string) =>
    particles.has(word) || [...verbs, ...hints].some((verb) => indexOfWord(word, verb) >= 0);
  return words.length <= mostOfOrder && words.every(isMeant);
}

const mostOfOrder = 5;

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/** "GO", "continue", "fix it": words that leave the choice to the agent. */
function isVague(text: string): boolean {
  return wordsIn(text) < 4 && text.trim().length < 24;
}
