import { describe, expect, it } from 'vitest';
import { anonymiseRows } from '../../src/report/anonymise.ts';
import { createAnonymiser } from '../../src/secrets/anonymise.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

describe('people in an output', () => {
  it.each([
    [
      ['/home/dana/src', 'ask dana'],
      ['/home/person-1/src', 'ask person-1'],
    ],
    [
      ['/Users/dana/x', '-Users-dana-x'],
      ['/Users/person-1/x', '-Users-person-1-x'],
    ],
    [['C:\\Users\\Dana\\x'], ['C:\\Users\\person-1\\x']],
    [['Dana Roe <d.roe@example.org>'], ['person-1 <person-1@domain.invalid>']],
    [
      ['/home/dana', 'Dana Roe <dana@example.org>', 'ask Dana, or roe', '/srv/DANA', 'dana_notes.md'],
      [
        '/home/person-1',
        'person-1 <person-1@domain.invalid>',
        'ask person-1, or person-1',
        '/srv/person-1',
        'person-1_notes.md',
      ],
    ],
    [
      ['/home/dana', 'danas-laptop.local', "dana's", 'dana@mbp', '17+dana@users.noreply.github.com'],
      ['/home/person-1', 'person-1-laptop.local', "person-1's", 'person-1@mbp', 'person-1@domain.invalid'],
    ],
    [
      [
        'Co-Authored-By: Claude <noreply@anthropic.com>',
        'npm i lodash@4.17.21',
        '/home/ubuntu/app',
        'Will Poe <poe@example.org>',
        'will it run',
      ],
      [
        'Co-Authored-By: Claude <noreply@anthropic.com>',
        'npm i lodash@4.17.21',
        '/home/ubuntu/app',
        'person-1 <person-1@domain.invalid>',
        'will it run',
      ],
    ],
    [
      ['scp out.tgz kim.lee@10.0.0.7:/tmp', 'kim.lee'],
      ['scp out.tgz person-1@10.0.0.7:/tmp', 'person-1'],
    ],
    [['/home/dana and /home/danae'], ['/home/person-1 and /home/person-2']],
    [['/home/dana, bandana'], ['/home/person-1, bandana']],
    [
      ['/home/runner/work', 'git@github.com'],
      ['/home/runner/work', 'git@github.com'],
    ],
  ])('%j become %j', (texts, expected) => {
    const anonymiser = createAnonymiser();
    anonymiser.learn(texts);
    expect(anonymiser.apply(texts)).toEqual(expected);
  });

  it('have no name in a field either, nor in the first row of a stream', async () => {
    const anonymiser = createAnonymiser();
    anonymiser.learn({ '/home/dana/x': 1 });
    expect(anonymiser.apply({ '/home/dana/x': { dana: 1 } })).toEqual({
      '/home/person-1/x': { 'person-1': 1 },
    });
    const rows = async function* () {
      yield { project: '-home-dana-x' };
    };
    for await (const row of anonymiseRows(rows(), ['/home/dana']))
      expect(row).toEqual({ project: '-home-person-1-x' });
  });

  it('have no name in any part of a report, nor in that of its file', async () => {
    const image = evidenceImage({
      'home/dana/.bashrc': 'alias c="claude --dangerously-skip-permissions" # dana\n',
    });
    const evidence = ['--home', image.home, '--root', image.root];
    const { stdout } = await runCli(['report', '--anonymise', '--output', '-', ...evidence]);
    expect(stdout).not.toMatch(/dana/i);
    expect(stdout).toContain('/home/person-1');
  });
});
