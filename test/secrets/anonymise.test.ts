import { describe, expect, it } from 'vitest';
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
    [['Dana Roe <d.roe@example.org>'], ['person-1 <person-2@domain.invalid>']],
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
