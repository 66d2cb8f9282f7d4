import { type Block, heading, list } from '../../blocks/block.ts';

/** The words of the report, for whoever reads one for the first time. */
const words: readonly (readonly [word: string, meaning: string])[] = [
  ['artifact', 'a file or repository that was read, with size, time stamp and digest'],
  [
    'attribution',
    'a commit tied to the call that made it: exact (its id stands in the result), strong (made while the call ran), session, none',
  ],
  ['bypass window', 'a time in which a session ran with permission prompts off'],
  ['disclosure', 'whether somebody has to be told: escalate, undetermined, review, near-miss, none'],
  ['effect', 'what a call does to the world: read, write, delete, upload, …'],
  ['finding', 'what a query matched, with its evidence'],
  ['gap', 'evidence that is missing or could not be read; where there is one, nothing is proven clean'],
  ['guard', 'a declaration beside the flag that it runs in a sandbox; isolates nothing by itself'],
  [
    'incident',
    'what one instruction led to in one session, close in time and with one kind of harm; an instruction ends with the next one',
  ],
  ['outcome', 'what became of a call: succeeded, failed, denied, not-run, interrupted, background, unknown'],
  ['tool call', 'one action that the agent asked for, with its result'],
  [
    'zone',
    'where a path lies: repository, temporary, agent-config, credentials, persistence, path-binaries, home, system, outside',
  ],
];

export function glossary(): readonly Block[] {
  return [heading(2, 'Glossary'), list(words.map(([word, meaning]) => `**${word}**: ${meaning}`))];
}
