import { afterAll, describe, expect, it } from 'vitest';
import { Incident, removeTemplate } from './incident.ts';
import { incidents } from './incidents.ts';
import { provePlan, scriptFor } from './prove-plan.ts';

afterAll(removeTemplate);

describe('the script of a rollback plan', () => {
  for (const incident of incidents) {
    it(`brings back what can be brought back, and can be undone: ${incident.name}`, () =>
      provePlan(incident));
  }

  it('changes nothing by being made', async () => {
    const incident = new Incident();
    incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1');
    const before = incident.state();
    await scriptFor(incident);
    expect(incident.state()).toEqual(before);
    incident.remove();
  });

  it('is refused once somebody has worked in the repository', async () => {
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

  it('puts a published branch back only when it is asked to', async () => {
    const incident = new Incident();
    incident.addRemote();
    const pushed = incident.commit('a.txt', 'one\n');
    incident.git('push', '--quiet', 'origin', 'main');
    incident.agent('git reset --hard HEAD~1; git push --force origin main');
    const script = await scriptFor(incident);
    const published = () => incident.git('ls-remote', 'origin', 'refs/heads/main').split('\t')[0];
    expect(incident.runScript(script).status).toBe(0);
    expect(published()).not.toBe(pushed);
    expect(incident.runScript(script, 'remote').status).toBe(0);
    expect(published()).toBe(pushed);
    expect(incident.runScript(script, 'undo').status).toBe(0);
    expect(published()).not.toBe(pushed);
    incident.remove();
  });

  it('stops at the first failure, and what it did can be undone', async () => {
    const incident = new Incident();
    incident.commit('a.txt', 'one\n');
    incident.commit('a.txt', 'two\n');
    incident.agent('git reset --hard HEAD~2; echo other > a.txt; git add .; git commit -m Clash');
    incident.commit('mine.txt', 'mine\n');
    const damaged = incident.state();
    const script = await scriptFor(incident);
    const run = incident.runScript(script.replace(/^run_2\(\) \{\n/m, 'run_2() {\n  false || return 1\n'));
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('stopped while running step 2');
    expect(run.stderr).toContain('What remains: the steps 2');
    expect(incident.runScript(script, 'undo').status).toBe(0);
    expect(incident.state()).toEqual(damaged);
    incident.remove();
  });
});
