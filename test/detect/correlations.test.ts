import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../src/events/log-events/log-event.ts';
import { detect } from '../support/detect.ts';
import { logEvent } from '../support/log-event.ts';

const rule = (name: string) =>
  `---\ntitle: ${name}\nname: ${name}\nlogsource:\n    category: process_creation\ndetection:\n    s:\n        Kind: ${name}\n    condition: s\n`;

function chain(correlation: string, rules: readonly string[] = ['a', 'b']): string {
  const indented = correlation.replace(/^/gm, '    ');
  return `title: Chain\ncorrelation:\n${indented}\nlevel: high\n${rules.map(rule).join('')}`;
}

/** Events by kind and minute: `a0 b5`; further fields after a colon: `a0:User=x`. */
function events(script: string) {
  return script.split(' ').map((word) => {
    const [head = '', ...pairs] = word.split(':');
    const minute = Number(head.slice(1));
    const fields: Record<string, FieldValue> = { Kind: head.charAt(0) };
    for (const pair of pairs) fields[pair.split('=')[0] ?? ''] = pair.split('=')[1] ?? '';
    const startedAt = new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();
    return logEvent(fields, { startedAt, sessionId: String(fields['Session'] ?? 's') });
  });
}

const count = (yaml: string, script: string) =>
  detect(yaml, events(script)).reduce((sum, finding) => sum + finding.count, 0);

/** Correlation, then how often it holds for which events. */
const cases: Record<string, [yaml: string, holds: Record<string, number>]> = {
  event_count: [
    chain('type: event_count\nrules: [a]\ngroup-by: [session_id]\ntimespan: 10m\ncondition:\n    gte: 3', [
      'a',
    ]),
    {
      'a0 a5 a9': 1,
      'a0 a5 a10': 1,
      'a0 a5 a11': 0,
      'a0 a1': 0,
      'a0 a1 a2 a20 a21 a22': 2,
      'a2 a0 a1': 1,
      'a0 a1 a2 a3': 1,
    },
  ],
  'event_count, exactly': [
    chain('type: event_count\nrules: [a]\ngroup-by: [session_id]\ntimespan: 10m\ncondition:\n    eq: 2', [
      'a',
    ]),
    { 'a0 a1': 1, 'a0 a1 a2': 0, a0: 0 },
  ],
  'event_count between two numbers': [
    chain(
      'type: event_count\nrules: [a]\ngroup-by: [session_id]\ntimespan: 10m\ncondition:\n    gt: 1\n    lt: 4',
      ['a'],
    ),
    { 'a0 a1': 1, 'a0 a1 a2 a3': 0 },
  ],
  'event_count of several rules': [
    chain('type: event_count\nrules: [a, b]\ngroup-by: [session_id]\ntimespan: 10m\ncondition:\n    gte: 3'),
    { 'a0 b1 a2': 1, 'a0 b1': 0 },
  ],
  value_count: [
    chain(
      'type: value_count\nrules: [a]\ngroup-by: [session_id]\ntimespan: 10m\ncondition:\n    field: User\n    gte: 2',
      ['a'],
    ),
    { 'a0:User=x a1:User=y': 1, 'a0:User=x a1:User=x': 0, 'a0:User=x a11:User=y': 0, 'a0 a1:User=x': 0 },
  ],
  value_sum: [
    chain(
      'type: value_sum\nrules: [a]\ngroup-by: [session_id]\ntimespan: 10m\ncondition:\n    field: Bytes\n    gt: 10',
      ['a'],
    ),
    { 'a0:Bytes=6 a1:Bytes=6': 1, 'a0:Bytes=6 a11:Bytes=6': 0, 'a0:Bytes=x a1:Bytes=11': 1 },
  ],
  value_avg: [
    chain(
      'type: value_avg\nrules: [a]\ngroup-by: [session_id]\ntimespan: 10m\ncondition:\n    field: Bytes\n    gt: 10',
      ['a'],
    ),
    { 'a0:Bytes=8 a1:Bytes=14': 1, 'a0:Bytes=8 a1:Bytes=10': 0 },
  ],
  'temporal, in any order': [
    chain('type: temporal\nrules: [a, b]\ngroup-by: [session_id]\ntimespan: 10m'),
    { 'a0 b1': 1, 'b0 a1': 1, 'a0 b11': 0, 'a0 a1': 0 },
  ],
  'temporal, two of three': [
    chain('type: temporal\nrules: [a, b, c]\ngroup-by: [session_id]\ntimespan: 10m\ncondition:\n    gte: 2', [
      'a',
      'b',
      'c',
    ]),
    { 'a0 c1': 1, 'a0 a1': 0 },
  ],
  temporal_ordered: [
    chain('type: temporal_ordered\nrules: [a, b]\ngroup-by: [session_id]\ntimespan: 10m'),
    { 'a0 b1': 1, 'b0 a1': 0, 'a0 b10': 1, 'a0 b11': 0, 'a0 a5 b12': 1, 'a0 b1 a2 b3': 2, 'b1 a0': 1 },
  ],
  'temporal_ordered, three steps': [
    chain('type: temporal_ordered\nrules: [a, b, c]\ngroup-by: [session_id]\ntimespan: 10m', ['a', 'b', 'c']),
    { 'a0 b1 c2': 1, 'a0 c1 b2': 0, 'a0 b5 c11': 0, 'a0 x1 b2 x3 c4': 1, 'a0 b1 a2 c3': 1 },
  ],
  'groups stay apart': [
    chain('type: temporal_ordered\nrules: [a, b]\ngroup-by: [User]\ntimespan: 10m'),
    { 'a0:User=x b1:User=x': 1, 'a0:User=x b1:User=y': 0, 'a0 b1': 0 },
  ],
  'an alias names one thing by two fields': [
    chain(
      'type: temporal_ordered\nrules: [a, b]\ngroup-by: [file]\ntimespan: 10m\naliases:\n    file:\n        a: Target\n        b: Image',
    ),
    { 'a0:Target=x b1:Image=x': 1, 'a0:Target=x b1:Image=y': 0, 'a0:Target=x b1:Target=x': 0 },
  ],
};

describe('a correlation', () => {
  it.each(Object.entries(cases))('%s', (_name, [yaml, holds]) => {
    for (const [script, times] of Object.entries(holds)) expect(count(yaml, script), script).toBe(times);
  });

  it('silences the rules that it refers to, unless they are to give findings too', () => {
    const silent = chain('type: temporal\nrules: [a, b]\ngroup-by: [session_id]\ntimespan: 10m');
    expect(detect(silent, events('a0 b1')).map(({ title }) => title)).toEqual(['Chain']);
    const loud = chain(
      'type: temporal\nrules: [a, b]\ngroup-by: [session_id]\ntimespan: 10m\ngenerate: true',
    );
    expect(
      detect(loud, events('a0 b1'))
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Chain', 'a', 'b']);
  });

  it('may be a part of another one', () => {
    const many =
      'title: Many\nname: many\ncorrelation:\n    type: event_count\n    rules: [a]\n    group-by: [session_id]\n    timespan: 10m\n    condition:\n        gte: 3\n';
    const yaml = `${chain('type: temporal_ordered\nrules: [many, b]\ngroup-by: [session_id]\ntimespan: 1h')}---\n${many}`;
    expect(count(yaml, 'a0 a1 a2 b20')).toBe(1);
    expect(count(yaml, 'a0 a1 b20')).toBe(0);
  });

  it('names every event of the chain as evidence', () => {
    const yaml = chain('type: temporal_ordered\nrules: [a, b]\ngroup-by: [session_id]\ntimespan: 10m');
    const [finding] = detect(yaml, events('a0 b1'));
    expect(finding).toMatchObject({ level: 'high', at: '2026-11-20T10:00:00.000Z', subject: 'subject' });
  });
});
