import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { counted } from '../../markdown.ts';

interface Control {
  readonly names: string;
  readonly about: string;
  readonly evidence: (report: CaseReport) => string;
}

/**
 * What the sections are evidence for; whether a control is met is for an auditor to say.
 * SOC 2: https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022
 * ISO/IEC 42001: https://www.iso.org/standard/42001; NIST CSF 2.0: https://doi.org/10.6028/NIST.CSWP.29
 */
const mapping: readonly Control[] = [
  {
    names: 'SOC 2 CC6.1, CC6.3; NIST CSF PR.AA',
    about: 'logical access: permission prompts as a control that was switched off',
    evidence: ({ occurrences, sessions }) =>
      `${counted(occurrences.length, 'place')}, ${counted(sessions.flatMap(({ bypassWindows }) => bypassWindows).length, 'bypass window')} (Scope, Bypass windows)`,
  },
  {
    names: 'SOC 2 CC6.8; NIST CSF PR.PS',
    about: 'unauthorised software and settings',
    evidence: ({ mcpServers }) => `${counted(mcpServers.length, 'MCP server')} (MCP servers)`,
  },
  {
    names: 'SOC 2 CC7.2; NIST CSF DE.CM, DE.AE; ISO 42001 A.6.2.8',
    about: 'monitoring and event logs',
    evidence: ({ activity, findings, gaps }) =>
      `${counted(activity.calls, 'recorded call')}, ${counted(findings.length, 'finding')}, ${counted(gaps.length, 'gap')} (Timeline, Findings, Gaps)`,
  },
  {
    names: 'SOC 2 CC7.3, CC7.4; NIST CSF RS.MA, RS.AN; ISO 42001 A.8.4',
    about: 'evaluation of and response to the incident, communication',
    evidence: ({ verdict, disclosure }) =>
      `verdict ${verdict.value}, disclosure ${disclosure.value} (Verdict)`,
  },
  {
    names: 'SOC 2 CC7.5; NIST CSF RC.RP',
    about: 'recovery',
    evidence: ({ plan }) => `${counted(plan.steps.length, 'step')} (Rollback plan)`,
  },
  {
    names: 'SOC 2 CC8.1; NIST CSF ID.AM, PR.PS',
    about: 'change management: which changes an agent made',
    evidence: ({ moves }) => `${counted(moves.length, 'ref movement')} (Git)`,
  },
];

export function controls(report: CaseReport): readonly Block[] {
  const rows = mapping.map(({ names, about, evidence }) => [names, about, evidence(report)]);
  return [
    heading(2, 'Evidence for controls'),
    paragraph('What this report is evidence for. It says nothing about whether a control is met.'),
    table(['Control', 'About', 'Evidence'], rows),
  ];
}
