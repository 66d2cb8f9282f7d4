import type { Finding } from '../../detect/finding.ts';
import { type Clause, clausesOf } from './clauses.ts';
import {
  asksAbout,
  beforeOrder,
  type Deed,
  deeds,
  leavesTheChoice,
  namesAnother,
  negatedBefore,
  negatedBehind,
  negatesNothing,
  particles,
  pronounBehind,
  toldOfBefore,
  workVerbs,
} from './deeds.ts';
import { namesIt, sourcesIn } from './named-things.ts';
import { indexOfWord, ownWords } from './own-words.ts';
import { repeatedCommand } from './repeated-command.ts';

/** What words say of a finding. */
export interface Reading {
  readonly requested: Finding['requested'];
  /** Whether they name what it was done to, and no more than its kind. */
  readonly isNamed: boolean;
}

const unclear: Reading = { requested: 'unclear', isNamed: false };

/** What the words are read beside. */
interface Setting {
  /** What was spoken of before: what "it" may stand for. */
  readonly about?: string;
  /** They are the agent's own, to which a human said yes. */
  readonly isOffer?: boolean;
}

export function readWords(
  text: string,
  finding: Finding,
  { about = '', isOffer = false }: Setting = {},
): Reading {
  const repeated = repeatedCommand(text, finding);
  if (repeated !== undefined) return repeated === 'ordered' ? { requested: 'yes', isNamed: true } : unclear;
  const deed = deedOf(finding);
  return deed ? readAsDeed(text, { deed, finding, about: about.toLowerCase(), isOffer }) : unclear;
}

/** What a request for this would look like; nothing for what nobody asks for. */
function deedOf({ tags, queryId }: Finding): Deed | undefined {
  return (
    deeds.find((deed) => deed.queries.test(queryId)) ??
    deeds.find((deed) => deed.tags.some((tag) => tags.includes(tag)))
  );
}

interface Asked {
  readonly deed: Deed;
  readonly finding: Finding;
  /** In lower case. */
  readonly about: string;
  readonly isOffer: boolean;
}

/** In words that hold neither, nothing of the kind was asked for; in words that hold one of both, nobody can tell. */
function readAsDeed(text: string, { deed, finding, about, isOffer }: Asked): Reading {
  const own = [...ownWords(finding), ...sourcesIn(text, finding)];
  const found = clausesOf(text, isOffer).map((clause) => readClause(clause, { deed, own, about }));
  const asks = found.filter(({ verb, object, isQuestion }) => verb && object && !isQuestion);
  const isNamed = asks.some(({ isOwn }) => isOwn);
  if (asks.some(({ isNegated }) => isNegated)) return { requested: 'against', isNamed };
  if (asks.length > 0) return { requested: 'yes', isNamed };
  if (deed.isReading && namesIt(text, finding)) return { requested: 'yes', isNamed: true };
  if (found.some(({ verb, object, isHint }) => verb || object || isHint)) return unclear;
  if (!isOffer && placesOf(own, about).length > 0) return unclear;
  return { requested: isOrder(text) ? 'no' : 'unclear', isNamed: false };
}

interface Wanted {
  readonly deed: Deed;
  readonly own: readonly string[];
  readonly about: string;
}

function readClause({ text, isPasted }: Clause, { deed, own, about }: Wanted) {
  const verbs = placesOf(deed.verbs, text).filter((at) => isVerb(text, at));
  const isNear = (at: number) => verbs.some((verb) => Math.abs(verb - at) <= reachOfVerb);
  const isOwn = own
    .flatMap((word) => placeOfThing(word, text))
    .some((at) => verbs.length === 0 || isNear(at));
  const objects = isPasted ? [] : deed.objects.flatMap((word) => placeOfThing(word, text));
  const isOfKind = objects.some((at) => verbs.length === 0 || isNear(at));
  return {
    verb: verbs.length > 0,
    isNegated: verbs.length > 0 && verbs.every((at) => isNegated(text, at)),
    isHint: placesOf(deed.hints, text).length > 0,
    isQuestion: asksAbout.test(text),
    isOwn,
    object: isOwn || isOfKind || (!isPasted && isSpokenOf(text, verbs, { deed, own, about })),
  };
}

function placeOfThing(word: string, clause: string): readonly number[] {
  const at = indexOfWord(clause, word);
  return at < 0 || namesAnother.test(clause.slice(at + word.length)) ? [] : [at];
}

/** How far a verb is from what it is done to, in characters. */
const reachOfVerb = 80;

/** "Delete it": the thing stands in what was said before. */
function isSpokenOf(clause: string, verbs: readonly number[], { deed, own, about }: Wanted): boolean {
  if (verbs.length === 0) return false;
  const pointsBack = verbs.some((at) => pronounBehind.test(clause.slice(at)));
  const isSettled = !deed.isBroad || placesOf([...own, ...deed.objects], about).length > 0;
  return isSettled && (pointsBack || isWholeOrder(clause, deed));
}

function placesOf(words: readonly string[], clause: string): readonly number[] {
  return words.map((word) => indexOfWord(clause, word)).filter((at) => at >= 0);
}

/** No part of a name or an address, and nothing that is told of: `clean-deploy`, `/deploy/logs`, "was deleted". */
function isVerb(clause: string, at: number): boolean {
  if (!/^[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(clause.slice(at))) return true;
  const word = /^[\p{L}\p{N}]+/u.exec(clause.slice(at))?.[0] ?? '';
  if (
    /[-_/\\.@=$]$/.test(clause.slice(0, at)) ||
    /^[-_/\\=@](?!(?:moi|le|la|les|lui|nous)(?!\p{L}))/u.test(clause.slice(at + word.length))
  )
    return false;
  return !(/ed$/.test(word) && toldOfBefore.test(clause.slice(0, at)));
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
const fewestOfOrder = 4;

/**
 * Whether all words order something that is known, and so nothing else: "GO", a pasted log, an account of what went
 * wrong, a goal and a language that the tables do not have leave open what was meant.
 */
function isOrder(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < fewestOfOrder || leavesTheChoice.test(text)) return false;
  const sentences = text.toLowerCase().match(/[^.!?\n]+[.!?\n]*/gu) ?? [];
  return sentences.every((sentence) => asksAbout.test(sentence) || beginsWithVerb(sentence));
}

/** "Please fix the test", and no account of what went wrong. */
function beginsWithVerb(sentence: string): boolean {
  const order = sentence.replace(beforeOrder, '');
  return latinVerbs.some((verb) => order.startsWith(verb) && indexOfWord(order, verb) === 0);
}

const latinVerbs = [...deeds.flatMap(({ verbs }) => verbs), ...workVerbs].filter((verb) =>
  /^\p{Script=Latin}/u.test(verb),
);
