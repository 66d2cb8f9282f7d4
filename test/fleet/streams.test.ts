import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { streamsPage } from '../../docs/spool.mjs';
import { jsonSchemaOf } from '../../src/fleet/json-schema.ts';
import { columnsOf, streams } from '../../src/fleet/streams.ts';

const all = Object.values(streams);

function published(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

describe('the streams of a spool', () => {
  it.each(all)('$name: its columns have one name each, and its key is made of them', (stream) => {
    const names = columnsOf(stream).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/);
    expect(names).toEqual(expect.arrayContaining([...stream.key]));
  });

  it.each(Object.entries(streams))('%s is filed under its name', (name, stream) => {
    expect(stream.name).toBe(name);
  });

  it.each(all)('$name: the published JSON Schema is valid and up to date (else: npm run docs)', (stream) => {
    const schema = jsonSchemaOf(stream);
    expect(JSON.parse(published(`schemas/spool-${stream.name}.schema.json`))).toEqual(schema);
    const ajv = new Ajv2020({ strict: true });
    addFormats.default(ajv);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  it('docs/spool-streams.md is up to date (else: npm run docs)', () => {
    expect(published('spool-streams.md')).toBe(streamsPage(streams, columnsOf));
  });
});
