import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident } from './incident.ts';
import { incidents } from './incidents.ts';

async function plan(incident: Incident, format: string): Promise<string> {
  const { stdout } = await runCli(['rollback', '--home', incident.home, '--format', format]);
  return stdout;
}

describe('a rollback plan', () => {
  it.each(incidents)('$name', async ({ happen, expectAfter, lost }) => {
    const incident = new Incident();
    try {
      const safe = happen(incident);
      const damaged = incident.state();
      const document = JSON.parse(await plan(incident, 'json'));
      expect(document.lost.map(({ what }: { what: string }) => what)).toEqual(lost ?? []);
      expect(incident.state(), 'making a plan changes nothing').toEqual(damaged);

      const script = await plan(incident, 'sh');
      const run = incident.runScript(script);
      expect(run.stderr + run.stdout.slice(-300) + run.status).toMatch(/0$/);
      expectAfter(incident.state(), safe, damaged);

      const undo = incident.runScript(script, 'undo');
      expect(undo.status, undo.stderr).toBe(0);
      expect(incident.state()).toEqual(damaged);
    } finally {
      incident.remove();
    }
  });

  it('is refused by its script once somebody has worked in the repository', async () => {
    const incident = new Incident();
    incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1');
    const script = await plan(incident, 'sh');
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
    const run = incident.runScript(await plan(incident, 'sh'), 'run', 'n');
    expect(run.stdout).toContain('Nothing is done without the copies.');
    expect(incident.state()).toEqual(before);
    incident.remove();
  });
});
