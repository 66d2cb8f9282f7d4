import type { Finding } from '../../detect/finding.ts';
import { type Clause, clausesOf } from './clauses.ts';
import {
  asksAbout,
  beforeOrder,
  type Deed,
  deeds,
  leavesTheChoice,
  namesAnother,
  namesAnotherElsewhere,
  particles,
  pronounBehind,
  tellsOfState,
  toldOfBefore,
  workVerbs,
} from './deeds.ts';
import { handsOver, namesIt, sourcesIn } from './named-things.ts';
import { isOfException, type Negation, negationOf } from './negation.ts';
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
  const clauses = clausesOf(withoutQuotes(text), isOffer);
  const takesOutside = deletesOutside.test(finding.queryId);
  const found = clauses.map((clause) => readClause(clause, { deed, own, about, takesOutside }));
  const spoken = found.filter(({ object, isQuestion }) => object && !isQuestion);
  const asks = spoken.filter(({ verb, negation }) => verb && negation === undefined);
  const forbids = spoken.filter(({ negation }) => negation === 'forbidden');
  const isNamed = asks.some(({ isOwn }) => isOwn);
  // "Delete this folder, and do not delete others": what is named is asked for.
  const isExcepted = isNamed && !forbids.some(({ isOwn }) => isOwn);
  if (forbids.length > 0 && !isExcepted) return { requested: 'against', isNamed };
  if (asks.length > 0) return { requested: 'yes', isNamed };
  if (deed.isGranting && handsOver(text, finding)) return { requested: 'yes', isNamed: true };
  if (deed.isReading && namesIt(text, finding)) return { requested: 'yes', isNamed: true };
  if (found.some(({ verb, object, isHint }) => verb || object || isHint)) return unclear;
  if (!isOffer && placesOf(own, about).length > 0) return unclear;
  return { requested: isOrder(text) ? 'no' : 'unclear', isNamed: false };
}

/** A flag that is quoted is the flag: `commit with "--no-verify"`. */
function withoutQuotes(text: string): string {
  return text.replace(/(["'`“‘])(--?\w[\w-]{0,60})["'`”’]/g, '$2');
}

/** Deletes of what the project does not hold. */
const deletesOutside =
  /^(?:recursive_)?delete_(?:outside_repository|unknown_place|system_\w+)$|^recursive_delete_unknown_place$/;
/** "Clean up", "free some space": of what, it does not say. */
const tidying =
  /^(?:clean|clear|tidy|empty|fresh|bereinig|aufräum|räum|nettoie|limpia|limpe|pulisci|очист|清理)/u;

interface Wanted {
  readonly deed: Deed;
  readonly own: readonly string[];
  readonly about: string;
  readonly takesOutside: boolean;
}

function readClause({ text, isPasted }: Clause, { deed, own, about, takesOutside }: Wanted) {
  const isVague = takesOutside && own.every((word) => placeOfName(word, text).length === 0);
  const verbs = [
    ...placesOf(deed.verbs, text).filter(
      (at) =>
        isVerb(text, at) &&
        !isOfException(text, at) &&
        !(isVague && tidying.test(text.slice(at)) && !negationOf(text, at)),
    ),
    ...placesOf(gerundsOf(deed), text).filter((at) => negationOf(text, at) === 'forbidden'),
  ];
  const isNear = (at: number) => verbs.some((verb) => Math.abs(verb - at) <= reachOfVerb);
  const isOwn = own.flatMap((word) => placeOfName(word, text)).some((at) => verbs.length === 0 || isNear(at));
  const objects = isPasted ? [] : deed.objects.flatMap((word) => placeOfThing(word, text));
  const isOfKind = objects.some((at) => verbs.length === 0 || isNear(at));
  const isTidying = isVague && placesOf(deed.verbs, text).some((at) => tidying.test(text.slice(at)));
  const hints = placesOf(deed.hints, text);
  const negation = negationOfAll(text, verbs.length > 0 ? verbs : hints);
  const isImplied = negation === 'forbidden' && forbidsAll(text, verbs.length > 0 ? verbs : hints, deed);
  return {
    verb: verbs.length > 0,
    negation,
    isHint: hints.length > 0 || isTidying,
    isQuestion: asksAbout.test(text),
    isOwn,
    object:
      isOwn ||
      isOfKind ||
      (!isPasted && (isImplied || isSpokenOf(text, verbs, { deed, own, about, takesOutside }))),
  };
}

/** "Stop deleting": of verbs in -e, whose beginning that is not; where nobody forbids it, it tells of what is done. */
function gerundsOf({ verbs }: Deed): readonly string[] {
  return verbs.filter((verb) => /^[a-z]{2,}e$/.test(verb)).map((verb) => `${verb.slice(0, -1)}ing`);
}

const atAll =
  /^\s+(?:(?:anything|any|nothing|until|unless)(?!\p{L})|without (?:asking|checking|my|permission|approval))/u;

/** Of several verbs one that is not turned around is an order. */
function negationOfAll(clause: string, verbs: readonly number[]): Negation | undefined {
  const negations = verbs.map((at) => negationOf(clause, at));
  if (negations.includes(undefined)) return undefined;
  return negations.includes('forbidden') ? 'forbidden' : negations[0];
}

/** "Don't push", "never delete anything": what is forbidden at all needs no object. */
function forbidsAll(clause: string, verbs: readonly number[], { isBroad }: Deed): boolean {
  return verbs.some((at) => {
    const behind = clause.slice(at).replace(/^\p{L}+/u, '');
    if (atAll.test(behind)) return true;
    return isBroad !== true && (behind.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => particles.has(word));
  });
}

function placeOfThing(word: string, clause: string): readonly number[] {
  const at = indexOfWord(clause, word);
  return at < 0 || namesAnother.test(clause.slice(at + word.length)) ? [] : [at];
}

/** "Uninstall express vpn" names `expressvpn`. */
function placeOfName(word: string, clause: string): readonly number[] {
  const places = placeOfThing(word, clause);
  if (places.length > 0 || !/^[a-z0-9]{7,40}$/.test(word)) return places;
  const spaced = new RegExp(`(?<!\\p{L})${[...word].join('[ _-]?')}(?!\\p{Script=Latin})`, 'u').exec(clause);
  return spaced ? [spaced.index] : [];
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
  if (namesAnotherElsewhere.test(clause.slice(at))) return false;
  if (!/^[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(clause.slice(at))) return true;
  const word = /^[\p{L}\p{N}]+/u.exec(clause.slice(at))?.[0] ?? '';
  if (
    /[-_/\\.@=$]$/.test(clause.slice(0, at)) ||
    /^[-_/\\=@](?!(?:moi|le|la|les|lui|nous)(?!\p{L}))/u.test(clause.slice(at + word.length))
  )
    return false;
  return !(/ed$/.test(word) && toldOfBefore.test(clause.slice(0, at)));
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
 * Whether all sentences are understood and some order something that is known, and so nothing else: "GO", a pasted log,
 * nothing but an account of what went wrong, a goal and a language that the tables do not have leave open what was meant.
 */
function isOrder(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < fewestOfOrder || leavesTheChoice.test(text)) return false;
  const sentences = text.toLowerCase().match(/[^.!?\n]+[.!?\n]*/gu) ?? [];
  const isOrdering = (sentence: string) => asksAbout.test(sentence) || holdsOrder(sentence);
  return (
    sentences.some(isOrdering) &&
    sentences.every((sentence) => isOrdering(sentence) || tellsOfState.test(sentence))
  );
}

/** "Fix the test", "the total is wrong, please fix it". */
function holdsOrder(sentence: string): boolean {
  return sentence.split(/[,;:]\s+|\s[–—-]\s/).some(beginsWithVerb);
}

/** "Please fix the test", and no account of what went wrong. */
function beginsWithVerb(sentence: string): boolean {
  const order = sentence.replace(beforeOrder, '');
  return latinVerbs.some((verb) => order.startsWith(verb) && indexOfWord(order, verb) === 0);
}

const latinVerbs = [...deeds.flatMap(({ verbs }) => verbs), ...workVerbs].filter((verb) =>
  /^\p{Script=Latin}/u.test(verb),
);
