import type { Finding } from '../../detect/finding.ts';
import { answered, isAnswer, refusal } from './answers.ts';
import { type Reading, readWords } from './read-words.ts';

/** One thing that a human said, and what it says of a finding. */
export interface Voice extends Reading {
  /** Hostile. */
  readonly words: string;
  /** What they answer; hostile. */
  readonly question?: string;
}

type Said = Pick<Voice, 'words' | 'question'>;

/** All that was said before a finding, from what stands closest to it. */
export function voicesOf(finding: Finding): readonly Voice[] {
  const { prompt, question, said } = finding;
  if (prompt === undefined) return [];
  const spoken: Said = { words: prompt, ...(question !== undefined && { question }) };
  const agreed = (said?.agreed ?? []).flatMap(agreementsIn);
  return [spoken, ...agreed].map((each) => heard(each, finding)).concat(standingOrder(finding));
}

const longestAbout = 200;

function heard({ words, question }: Said, finding: Finding): Voice {
  const answers = isAnswer(words);
  const asked = answers ? answered(words, question ?? '') : words;
  const about = finding.said?.earlier[0]?.slice(0, longestAbout) ?? '';
  const reading = readWords(asked, finding, { about, isOffer: answers });
  const requested = refusal.test(words)
    ? reading.requested === 'yes'
      ? 'against'
      : 'unclear'
    : reading.requested;
  return {
    ...reading,
    requested: requested === 'no' && answers && question === undefined ? 'unclear' : requested,
    words,
    ...(answers && question !== undefined && { question }),
  };
}

/** "Continue" goes on with what was ordered before, where that names what was done. */
function standingOrder(finding: Finding): readonly Voice[] {
  const { prompt = '', said } = finding;
  const order = isAnswer(prompt) ? said?.earlier.find((words) => !isAnswer(words)) : undefined;
  if (order === undefined) return [];
  const voice = heard({ words: order }, finding);
  return voice.requested === 'yes' && voice.isNamed ? [voice] : [{ ...voice, requested: 'unclear' }];
}

/** Of a tool that asks, question and answer; of a plan, the plan. */
function agreementsIn(text: string): readonly Said[] {
  const pairs = [...text.matchAll(/"([^"]{1,500})"="([^"]{1,500})"/g)];
  if (pairs.length === 0) return [{ words: text }];
  return pairs.map(([, question = '', words = '']) => ({ words, question }));
}

/** Whether any earlier prompt of the session asks for such a thing, or forbids it. */
export function wasSpokenOf(finding: Finding): boolean {
  return (finding.said?.earlier ?? []).some((words) =>
    ['yes', 'against'].includes(readWords(words, finding).requested),
  );
}
