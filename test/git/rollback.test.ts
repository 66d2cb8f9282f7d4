import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { fileIncidents } from './file-incidents.ts';
import { Incident, removeTemplate } from './incident.ts';
import { incidents } from './incidents.ts';

afterAll(removeTemplate);

async function scriptFor(incident: Incident): Promise<string> {
  const { stdout } = await runCli([
    'rollback',
    '--home',
    incident.home,
    '--format',
    'sh',
    '--recover',
    `${incident.directory}/recovered`,
  ]);
  return stdout;
}

describe('the script of a rollback plan', () => {
  for (const { name, happen, expectAfter, lost = [] } of [...incidents, ...fileIncidents]) {
    it(`brings back what can be brought back, and can be undone: ${name}`, async () => {
      const incident = new Incident();
      try {
        const safe = happen(incident);
        const damaged = incident.state();
        const script = await scriptFor(incident);
        expect(incident.state(), 'making a plan changes nothing').toEqual(damaged);

        const run = incident.runScript(script);
        expect({ status: run.status, stderr: run.stderr.match(/^stopped.*/m)?.[0] }).toEqual({ status: 0 });
        expect([...run.stdout.matchAll(/^Lost for good: (.*?): /gm)].map((match) => match[1])).toEqual(
          lost.map((what) => what.replace('<app>', incident.repository)),
        );
        expectAfter(incident.state(), safe, damaged);

        const undo = incident.runScript(script, 'undo');
        expect({ status: undo.status, stderr: undo.stderr.match(/^stopped.*/m)?.[0] }).toEqual({ status: 0 });
        expect(incident.state()).toEqual(damaged);
      } finally {
        incident.remove();
      }
    });
  }

  it('is refused by its script once somebody has worked in the repository', async () => {
    const incident = new Incident();
    incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1');
    const script = await scriptFor(incident);
    incident.write('new.txt', 'new\n');
    const before = incident.state();
    const run = incident.runScript(script);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('is not as the plan saw it');
    expect(incident.state()).toEqual(before);
    incident.remove();
  });

  it('does nothing where the human says no', async () => {
    const incident = new Incident();
    incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1');
    const before = incident.state();
    const run = incident.runScript(await scriptFor(incident), 'run', 'n');
    expect(run.stdout).toContain('Nothing is done without the copies.');
    expect(incident.state()).toEqual(before);
    incident.remove();
  });
});
