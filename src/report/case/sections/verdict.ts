import type { CaseReport } from '../../../assess/case-report.ts';
import type { Reason } from '../../../assess/verdict.ts';
import { code, reference } from '../../markdown.ts';

const meanings = {
  malicious: 'Data left the machine, or somebody else gained a way in.',
  destructive: 'Work or data was destroyed; nothing shows data leaving the machine.',
  suspicious: 'Something happened that a human should look at; nothing shows data leaving or destroyed.',
  clean: 'Nothing of concern was found, and all evidence could be read.',
  undetermined: 'Nothing of concern was found, but evidence is missing that could show it.',
} as const;

/** Verdict and disclosure in one paragraph that a manager understands. */
export function verdict({ verdict: { value, reasons }, disclosure }: CaseReport): string {
  const lines = [
    `## Verdict: ${value}. Disclosure: ${disclosure.value}`,
    `${meanings[value]} ${disclosure.action}`,
    `Why this verdict:\n\n${reasons.map(line).join('\n')}`,
  ];
  if (disclosure.value !== 'escalate') {
    lines.push(`Why this disclosure decision:\n\n${disclosure.reasons.map(line).join('\n')}`);
  }
  return lines.join('\n\n');
}

function line({ text, quotes, evidence }: Reason): string {
  const quoted = quotes.length === 0 ? '' : `: ${quotes.map((quote) => code(quote)).join(', ')}`;
  const references = evidence.length === 0 ? '' : ` (${evidence.map(reference).join(', ')})`;
  return `- ${text}${quoted}${references}`;
}
