import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

let incident: Incident;
beforeEach(() => {
  incident = new Incident();
  incident.promptWithout('Go on');
  incident.agent('git status');
});
afterEach(() => incident.remove());

const output = async (command: string, format: string) =>
  (await runCli([command, '--home', incident.home, '--format', format, '--output', '-'])).stdout;

function state(content: unknown): void {
  writeFileSync(join(incident.home, '.claude.json'), JSON.stringify(content));
}

describe('the account under which the agent ran', () => {
  it('is told with its organisation, and since when it is known', async () => {
    state({
      oauthAccount: { emailAddress: 'dana@example.org', organizationName: 'Example', accountUuid: 'a-1' },
    });
    const told = { email: 'dana@example.org', organization: 'Example', accountId: 'a-1' };
    expect(JSON.parse(await output('git', 'json')).accounts).toMatchObject([told]);
    expect(await output('git', 'table')).toContain(
      'under the account <dana@example.org> of Example, signed in as of',
    );
    expect(JSON.parse(await output('report', 'json')).subject.accounts).toMatchObject([told]);
    incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1');
    expect(await output('report', 'markdown')).toContain('under the account `dana@example.org` of `Example`');
  });

  for (const [name, content] of [
    ['no account', {}],
    ['an account that is no object', { oauthAccount: 'dana@example.org' }],
    ['an account without words', { oauthAccount: { emailAddress: '', accountUuid: null } }],
  ] as const) {
    it(`is not told where the state has ${name}`, async () => {
      state(content);
      expect(JSON.parse(await output('git', 'json')).accounts).toEqual([]);
      expect(JSON.parse(await output('report', 'json')).subject.accounts).toBeUndefined();
    });
  }
});
