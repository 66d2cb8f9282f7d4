import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { detectorFactory } from '../../src/detect/detector.ts';
import { packQueries } from '../../src/detect/pack-queries.ts';
import { parseQueries } from '../../src/detect/parse-queries.ts';
import { type PackedQuery, unpackQueries } from '../../src/detect/query-pack.ts';
import { linkQueries } from '../../src/detect/query-set.ts';
import { type Example, findingsOf, plain } from '../support/query-example.ts';

const folder = join(import.meta.dirname, '../../queries');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yml'))
  .sort()
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const written = files.flatMap(({ file, text }) => parseQueries(text, join(folder, file)));

it('finds the same with packed queries as with those that were written', () => {
  const json = JSON.stringify(files.flatMap(({ file, text }) => packQueries(text, file)));
  const packed = unpackQueries(JSON.parse(json) as PackedQuery[], folder);
  expect(packed.map(({ queryId, source }) => [queryId, source])).toEqual(
    written.map(({ queryId, source }) => [queryId, source]),
  );
  const fromFiles = detectorFactory(linkQueries(written));
  const fromPack = detectorFactory(linkQueries(packed));
  for (const { examples } of written) {
    const { matching = [], benign = [] } = (plain(examples) ?? {}) as Record<string, Example[]>;
    for (const example of [...matching, ...benign]) {
      expect(findingsOf(fromPack, example), JSON.stringify(example)).toEqual(findingsOf(fromFiles, example));
    }
  }
});
