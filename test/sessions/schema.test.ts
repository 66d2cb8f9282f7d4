import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { actions, traits, zones } from '../../src/shell/effect.ts';
import { problemReasons } from '../../src/shell/problem.ts';
import { outcomes, permissionModeSources, permissionModes } from '../../src/transcripts/tool-call.ts';
import { runCli } from '../support/run-cli.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../docs/schemas/tool-call.schema.json', import.meta.url), 'utf8'),
);
const cases = ['unattended-refactor', 'benign-bugfix'];

describe('the published schema of tool calls', () => {
  it.each(cases)('holds for every call of the fixture %s', async (name) => {
    const validate = addFormats.default(new Ajv({ allErrors: true })).compile(schema);
    const root = fileURLToPath(new URL(`../../fixtures/${name}/root`, import.meta.url));
    const { stdout } = await runCli(['sessions', '--root', root, '--format', 'ndjson']);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(validate(row) ? [] : validate.errors).toEqual([]);
  });

  it('names the words that the program uses', () => {
    const { properties, definitions } = schema;
    expect(properties.outcome.enum).toEqual(outcomes);
    expect(properties.permissionMode.enum).toEqual(permissionModes);
    expect(properties.permissionModeSource.enum).toEqual(permissionModeSources);
    expect(properties.problems.items.properties.kind.enum).toEqual(Object.keys(problemReasons));
    expect(definitions.effect.properties.action.enum).toEqual(actions);
    expect(definitions.effect.properties.zone.enum).toEqual(zones);
    expect(definitions.effect.properties.traits.items.enum).toEqual(Object.keys(traits));
  });
});
