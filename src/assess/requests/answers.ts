import { type Deed, deeds } from './deeds.ts';
import { indexOfWord } from './own-words.ts';

const start = '^[^\\p{L}\\p{N}]*(?:';
const end =
  ')(?:[^\\p{L}\\p{N}]+(?:please|bitte|now|all|both|thanks|it|that|wait|[ab\\d]))?[^\\p{L}\\p{N}]*$';

/** An answer to what was asked before, with nothing of its own. */
export const consent = new RegExp(
  `${start}y|ye[ps]|yeah|yes|ok(?:ay)?|sure|go|go ahead|go on|do it|do that|please do|proceed|continue|confirm(?:ed)?|approved?|correct|right|sounds good|lgtm|fine|ja|jawohl|mach(?: das| weiter)?|genau|gerne|oui|vas-y|d'accord|sí|si|dale|hazlo|adelante|sim|pode|faz|sì|va bene|procedi|да|давай|хорошо|ок|好|好的|是|是的|可以|行|はい|お願いします|네|응${end}`,
  'iu',
);

export const refusal = new RegExp(
  `${start}no+|nope|nah|don['’]?t|do not|stop|cancel|abort|nein|nicht|non|no gracias|não|нет|不|不要|いいえ|やめて${end}`,
  'iu',
);

/** A letter or a number that stands for one of several offers. */
const choice = /^\W*(?:option\s+|number\s+|#)?([a-h]|\d{1,2})\W*$/i;

/** Begins as a consent and says which of the offers is meant. */
const consentWithWords =
  /^\W*(?:yes|yeah|yep|ok|okay|sure|ja|oui|sí|sim|да|好的?|是的?|はい)[\s,.!:，。]+\S/iu;
const mostOfConsent = 60;

/** Whether words are an answer that nobody understands without what was asked before. */
export function isAnswer(words: string): boolean {
  return consent.test(words) || refusal.test(words) || choice.test(words) || isLongerConsent(words);
}

function isLongerConsent(words: string): boolean {
  return words.trim().length <= mostOfConsent && consentWithWords.test(words);
}

/** What an answer says yes or no to: the offer that it names, the last question, or all that was said before it. */
export function answered(words: string, question: string): string {
  const mark = choice.exec(words)?.[1];
  const offer = mark === undefined ? undefined : offerOf(mark, question);
  if (offer !== undefined)
    return /all of the above|all of them|everything above/i.test(offer) ? question : offer;
  const asked = lastQuestion(question);
  const offered = asked !== undefined && isOfItsOwn(asked) ? asked : question;
  return isLongerConsent(words) ? `${words}\n${question}` : offered;
}

/** The lines of one offer, up to the next mark; empty where no line has the mark. */
function offerOf(mark: string, question: string): string {
  const lines = question.split('\n');
  const from = lines.findLastIndex((line) => markOf(line) === mark.toLowerCase());
  if (from < 0) return '';
  const rest = lines.slice(from + 1);
  const next = rest.findIndex((line) => markOf(line) !== undefined || line.trim() === '');
  const words = [lines[from]?.replace(marked, ''), ...rest.slice(0, next < 0 ? undefined : next)];
  return words.join('\n');
}

const marked = /^[\s>*#-]*(?:option\s+)?([a-h]|\d{1,2})[*]*[.):：]\s*/i;

function markOf(line: string): string | undefined {
  return marked.exec(line)?.[1]?.toLowerCase();
}

function lastQuestion(text: string): string | undefined {
  return text.match(/[^.!?\n？。！]+[?？]/gu)?.at(-1);
}

/** "Shall I go on with this?" asks for what stands before it. */
const pointsBack =
  /proceed|continue|go (?:ahead|on)|(?:do|apply|run|execute|implement|perform|start|begin|try) (?:that|this|it|so|these|those|them|all)|all of|weiter|fortfahren|继续|开始|执行/iu;

function isOfItsOwn(question: string): boolean {
  const said = question.toLowerCase();
  return !pointsBack.test(said) && deeds.some((deed) => hasVerb(deed, said));
}

function hasVerb({ verbs }: Deed, said: string): boolean {
  return verbs.some((verb) => indexOfWord(said, verb) >= 0);
}
