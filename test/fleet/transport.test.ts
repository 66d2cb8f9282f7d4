import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commonColumns } from '../../src/fleet/streams/common.ts';
import { streams } from '../../src/fleet/streams.ts';

// The form of the configurations. rsyslog runs for real in `npm run verify:rsyslog`; the others could not be run here.

const folder = fileURLToPath(new URL('../../fleet/transport', import.meta.url));
const shipped = (name: string) => readFileSync(join(folder, name), 'utf8');

const published = Object.keys(streams).map((name) => [
  name,
  `/var/spool/yolo-triage/${name}/0123456789abcdef0123456789abcdef-20261120T120000000Z-b76ab351-1.ndjson`,
]);

/** How each of them tells the stream of a file. */
const streamPatterns: Readonly<Record<string, RegExp>> = {
  'rsyslog.conf': /re_extract\(\$!metadata!filename, "([^"]+)"/,
  'vector.yaml': /parse_regex!\(string!\(\.file\), r'(.+)'\)/,
  'fluent-bit.conf': /Tag_Regex\s+(\S+)/,
  'splunk-props.conf': /replace\(source, "([^"]+)"/,
};

describe.each(Object.entries(streamPatterns))('%s', (name, pattern) => {
  const source = pattern.exec(shipped(name))?.[1] ?? '(?!)';
  const expression = new RegExp(source.replace('?P<', '?<').replaceAll('\\\\\\\\', '\\\\'));

  it.each(published)('tells the stream of a file of %s', (stream, path) => {
    expect(expression.exec(path)?.[1]).toBe(stream);
  });
});

it.each(
  readdirSync(folder).filter((name) => /inputs|elastic|vector|fluent-bit\.conf|^rsyslog\.conf/.test(name)),
)('%s watches the files of the spool, and none that is still written', (name) => {
  expect(shipped(name)).toContain('/var/spool/yolo-triage/*/*.ndjson');
  expect(shipped(name)).not.toContain('.open');
});

it('every row begins with what shippers tell files apart by', () => {
  expect(commonColumns.slice(0, 2).map(({ name }) => name)).toEqual(['runId', 'eventId']);
});

it.each(['elastic-agent.yml', 'vector.yaml'])('%s is YAML, and holds no secret', (name) => {
  const text = shipped(name);
  expect(parse(text)).toBeTypeOf('object');
  for (const [, value] of text.matchAll(/(?:password|token|api_key): (.*)/g))
    expect(value).toMatch(/^"\$\{.+\}"$/);
});

it('every sink of Vector has its input', () => {
  const { sources, transforms, sinks } = parse(shipped('vector.yaml'));
  const outputs = [...Object.keys(sources), ...Object.keys(transforms), 'rows.dropped'];
  for (const { inputs } of [...Object.values(transforms), ...Object.values(sinks)] as { inputs: string[] }[])
    expect(outputs).toEqual(expect.arrayContaining(inputs));
});

describe.each(readdirSync(folder).filter((name) => /^(?:fluent-bit|splunk)/.test(name)))('%s', (name) => {
  const lines = shipped(name).split('\n');

  it('has sections with a key and a value a line', () => {
    const form = name.startsWith('splunk')
      ? /^(?:\[[^\]]+\]|[\w-]+ = .+|#.*|)$/
      : /^(?:\[[A-Z]+\]|\s+[\w.]+\s+\S.*|\s*#.*|)$/;
    expect(lines.filter((line) => !form.test(line))).toEqual([]);
  });
});
