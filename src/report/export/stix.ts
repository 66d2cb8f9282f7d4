import { createHash } from 'node:crypto';
import type { CaseReport } from '../../assess/case-report.ts';
import { json } from '../json.ts';
import { indicatorsOf } from './indicators.ts';

/** STIX 2.1. https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html */
const spec = '2.1';

/** TLP:AMBER as the specification defines it, section 7.2.1.4. */
const tlpAmber = 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82';

/** What others can look for on their machines: hosts, URLs and programs of findings that weigh. */
export function caseStix(report: CaseReport): string {
  const { tool, generatedAt, subject, verdict, disclosure } = report;
  const common = { spec_version: spec, created: generatedAt, modified: generatedAt };
  const author = {
    type: 'identity',
    id: idOf('identity', tool.name),
    ...common,
    name: tool.name,
    identity_class: 'system',
  };
  const shared = { ...common, created_by_ref: author.id, object_marking_refs: [tlpAmber] };
  const indicators = indicatorsOf(report).map((indicator) => ({
    type: 'indicator',
    id: idOf('indicator', indicator.pattern),
    ...shared,
    name: indicator.name,
    description: indicator.reason,
    indicator_types: ['malicious-activity'],
    pattern: indicator.pattern,
    pattern_type: 'stix',
    valid_from: indicator.from ?? generatedAt,
  }));
  const summary = {
    type: 'report',
    id: idOf('report', `${subject.home} ${generatedAt}`),
    ...shared,
    name: `Unattended coding agent: ${verdict.value}`,
    description: `Disclosure: ${disclosure.value}. ${verdict.reasons.map(({ text }) => text).join('; ')}`,
    report_types: ['threat-report'],
    published: generatedAt,
    object_refs: [author.id, ...indicators.map(({ id }) => id)],
  };
  const objects = [author, marking(), ...indicators, summary];
  const bundle = { type: 'bundle', id: idOf('bundle', JSON.stringify(objects)), objects };
  return json(bundle);
}

function marking(): object {
  return {
    type: 'marking-definition',
    spec_version: spec,
    id: tlpAmber,
    created: '2017-01-20T00:00:00.000Z',
    definition_type: 'tlp',
    name: 'TLP:AMBER',
    definition: { tlp: 'amber' },
  };
}

/** The same object gets the same id in every run: a UUID of version 5 form over SHA-256. */
function idOf(type: string, content: string): string {
  const hex = createHash('sha256').update(`${type}\n${content}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return `${type}--${parts.join('-')}`;
}
