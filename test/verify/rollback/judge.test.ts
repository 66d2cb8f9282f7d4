import { describe, expect, it } from 'vitest';
import { judgePlan, judgeRun } from './judge.mjs';
import { isGood, tableOf } from './table.mjs';

const empty = { steps: [], guards: [], lost: [], unknown: [], gaps: [] };
const notes = '/home/dana/proj/notes.txt';
const lostNotes = { what: notes, reason: 'a recorded command removed it', evidence: [] };
const step = {
  kind: 'repository',
  title: 'Bring back a deleted branch',
  subject: 'wip',
  commands: ['git branch wip'],
};
const kindsOf = (reasons: readonly { readonly kind: string }[]) => reasons.map(({ kind }) => kind);
const judged = (truth: object, plan: object, facts: object = {}) =>
  kindsOf(judgePlan(truth, { plan: { ...empty, ...plan }, ...facts }));

describe('the judge of rollback plans', () => {
  it('counts a plan that says nothing over a loss', () => {
    expect(judged({ lost: ['notes.txt'] }, {})).toEqual(['falseNothing', 'wrong']);
    expect(judged({ back: ['branch wip'] }, {})).toEqual(['falseNothing']);
    expect(judged({ offered: ['own'] }, {}, { ids: ['0123456789abcdef'] })).toEqual([
      'falseNothing',
      'wrong',
    ]);
    expect(judged({ said: ['proj'] }, { unknown: ['nothing is known'] })).toEqual(['falseNothing', 'wrong']);
  });

  it('counts what is called lost and is not', () => {
    expect(judged({ harmless: 'undo' }, { lost: [lostNotes] })).toEqual(['falseLost']);
    expect(judged({ said: ['notes.txt'] }, { lost: [lostNotes] }, { held: [notes] })).toEqual(['falseLost']);
  });

  it('takes a loss that may be for no claim', () => {
    expect(judged({ said: ['notes.txt'] }, { possible: [lostNotes] }, { held: [notes] })).toEqual([]);
    expect(judged({ harmless: 'undo' }, { lost: [{ ...lostNotes, state: 'possible' }] })).toEqual([]);
  });

  it('counts a step where nothing happened, and one that does nothing', () => {
    expect(judged({ harmless: 'nothing' }, { steps: [step] })).toEqual(['wrong']);
    expect(
      judged({ harmless: 'undo' }, { steps: [{ ...step, commands: ['git var GIT_COMMITTER_IDENT'] }] }),
    ).toEqual(['wrong']);
  });

  it('finds nothing in a plan that is right', () => {
    expect(judged({ lost: ['notes.txt'] }, { lost: [lostNotes] })).toEqual([]);
    expect(judged({ said: ['proj'] }, { unknown: ['/home/dana/proj was deleted'] })).toEqual([]);
    expect(judged({ back: ['branch wip'] }, { steps: [step] })).toEqual([]);
    expect(
      judged({ offered: ['own'] }, { steps: [{ ...step, subject: '0123456' }] }, { ids: ['0123456789'] }),
    ).toEqual([]);
    expect(judged({ harmless: 'nothing' }, {})).toEqual([]);
  });

  it('counts what a script did not do', () => {
    const good = { code: 0, stderr: '' };
    const run = {
      run: good,
      undo: good,
      missing: [],
      damaged: [],
      notUndone: [],
      refusal: { code: 1, moved: 'a' },
    };
    expect(judgeRun(run)).toEqual([]);
    expect(kindsOf(judgeRun({ ...run, missing: ['branch wip'], damaged: [notes] }))).toEqual([
      'wrong',
      'wrong',
    ]);
    expect(kindsOf(judgeRun({ ...run, notUndone: [notes] }))).toEqual(['undo']);
    expect(kindsOf(judgeRun({ ...run, refusal: { code: 0, moved: 'a' } }))).toEqual(['notRefused']);
  });

  it('fails below the share that has to be right, and at the first false word', () => {
    const right = Array.from({ length: 99 }, () => ({
      family: 'reset',
      id: '',
      reasons: [] as object[],
      kept: [],
    }));
    const one = (kind: string) => ({ family: 'branch', id: '', reasons: [{ kind, text: '' }], kept: [] });
    expect(isGood([...right, one('wrong')])).toBe(true);
    expect(isGood([...right, one('falseLost')])).toBe(false);
    expect(isGood([...right.slice(0, 20), one('wrong')])).toBe(false);
    expect(
      tableOf([...right, one('falseNothing')])
        .at(-1)
        ?.split(/ {2,}/),
    ).toEqual(['all', '99 / 100', '0', '0', '1', '0', '0']);
    const kept = { family: 'reset', id: '', reasons: [], kept: ['a.txt'] };
    expect(
      tableOf([kept, ...right])
        .at(-1)
        ?.split(/ {2,}/),
    ).toEqual(['all', '100 / 100', '1', '0', '0', '0', '0']);
  });
});
