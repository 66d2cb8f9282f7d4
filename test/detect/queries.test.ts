import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { detectorFactory } from '../../src/detect/detector.ts';
import { loadQueries } from '../../src/detect/load-queries.ts';
import { parseQueries } from '../../src/detect/parse-queries.ts';
import { queriesPage } from '../support/queries-page.ts';
import { type Example, findingsOf, plain } from '../support/query-example.ts';

const folder = join(import.meta.dirname, '../../queries');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yml'))
  .sort();
const detectors = detectorFactory(await loadQueries([]));

const ajv = new Ajv2020({ allowUnionTypes: true, strict: false });
formats.default(ajv);
const schema = (name: string) =>
  ajv.compile(
    JSON.parse(readFileSync(join(import.meta.dirname, `sigma-schema/sigma-${name}-schema.json`), 'utf8')),
  );
const validators = { detection: schema('detection-rule'), correlation: schema('correlation-rules') };

describe.each(files)('the query %s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const [query] = parseQueries(text, file);
  const examples = plain(query?.examples) as { matching: Example[]; benign: Example[] };

  it('is valid against the official schema of Sigma', () => {
    for (const document of parseAllDocuments(text)) {
      const value = document.toJS() as Record<string, unknown>;
      const validate = 'correlation' in value ? validators.correlation : validators.detection;
      expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('says what an analyst needs', () => {
    expect(basename(file)).toMatch(/^[a-z0-9_]{6,66}\.yml$/);
    expect(query?.ruleId).toMatch(/^[0-9a-f-]{36}$/);
    expect(query?.description).toMatch(/^Detects /);
    expect(query?.nextStep?.length).toBeGreaterThan(20);
    expect(query?.falsePositives.length).toBeGreaterThan(0);
    expect(query?.tags.filter((tag) => /^attack\.t\d{4}(\.\d{3})?$/.test(tag))).not.toEqual([]);
  });

  it('matches its matching examples', () => {
    expect(examples.matching.length).toBeGreaterThan(0);
    for (const example of examples.matching) {
      const found = findingsOf(detectors, example).filter(({ queryId }) => queryId === query?.queryId);
      expect(
        found.map(({ level }) => level),
        JSON.stringify(example),
      ).toContain(query?.level);
    }
  });

  it('leaves its benign examples alone', () => {
    expect(examples.benign.length).toBeGreaterThan(0);
    for (const example of examples.benign) {
      const found = findingsOf(detectors, example).filter(({ queryId }) => queryId === query?.queryId);
      expect(found, JSON.stringify(example)).toEqual([]);
    }
  });
});

describe('the pack', () => {
  it('has at least 80 queries', () => {
    expect(files.length).toBeGreaterThanOrEqual(80);
  });

  it('is described in docs/queries.md; run with -u to write it anew', async () => {
    const queries = files.flatMap(
      (file) => parseQueries(readFileSync(join(folder, file), 'utf8'), file)[0] ?? [],
    );
    await expect(queriesPage(queries)).toMatchFileSnapshot('../../docs/queries.md');
  });
});
