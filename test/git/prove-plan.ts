import { expect } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident } from './incident.ts';
import type { IncidentCase } from './incidents.ts';

/** The script of a plan for an incident. */
export async function scriptFor(incident: Incident, options: readonly string[] = []): Promise<string> {
  const recover = ['--recover', `${incident.directory}/recovered`];
  const { stdout } = await runCli([
    'rollback',
    '--home',
    incident.home,
    '--format',
    'sh',
    ...recover,
    ...options,
  ]);
  return stdout;
}

/** Builds the incident, runs the script, compares every ref and byte, and undoes it. */
export async function provePlan({ happen, expectAfter, lost = [], options }: IncidentCase): Promise<void> {
  const incident = new Incident();
  try {
    const safe = happen(incident);
    const damaged = incident.state();
    const script = await scriptFor(incident, options);

    const run = incident.runScript(script);
    expect(endOf(run)).toEqual({ status: 0 });
    expect([...run.stdout.matchAll(/^Lost for good: (.*?): /gm)].map((match) => match[1])).toEqual(
      lost.map((what) => what.replace('<app>', incident.repository)),
    );
    expectAfter(incident.state(), safe, damaged);

    expect(endOf(incident.runScript(script, 'undo'))).toEqual({ status: 0 });
    expect(incident.state()).toEqual(damaged);
  } finally {
    incident.remove();
  }
}

function endOf({ status, stderr }: { readonly status: number | null; readonly stderr: string }) {
  return { status, stderr: stderr.match(/^stopped.*/m)?.[0] };
}
