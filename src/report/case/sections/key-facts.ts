import type { CaseReport } from '../../../assess/case-report.ts';
import type { Incident } from '../../../assess/incidents/incident.ts';
import { isGrave } from '../../../level.ts';
import { counts } from '../../accepted.ts';
import { type Block, list } from '../../blocks/block.ts';
import { code, counted, firstFew } from '../../markdown.ts';

const mostThings = 3;
const longestThing = 22;

/** What a reader asks first, a line each: who wanted it, what is lost, what left, what still acts, what is not known. */
export function keyFacts(report: CaseReport): readonly Block[] {
  const { incidents, plan, mcpServers, rotations, gaps } = report;
  const others = outsideSessions(report);
  const lost = [...plan.lost, ...plan.possible].map(({ what }) => what);
  const servers = mcpServers.filter(({ registeredBy }) => registeredBy).map(({ name }) => name);
  const touched = rotations.filter(({ reason }) => reason !== 'within-reach');
  return [
    list([
      `**Incidents**: ${asked(report)}`,
      `**Lost**: ${named([...incidents.flatMap((one) => one.lost), ...others('attack.impact'), ...lost])}`,
      `**Left the machine**: ${named([...incidents.flatMap(({ sentOut }) => sentOut), ...others('attack.exfiltration')])}`,
      `**Still acts**: ${named([...servers, ...incidents.flatMap(({ stays }) => stays), ...others('attack.persistence')])}`,
      `**To rotate**: ${counted(touched.length, 'credential')}. **Not known**: ${counted(gaps.length, 'gap')} in the evidence`,
    ]),
  ];
}

/** What grave findings of no recorded session are about: incidents are made of sessions. By the ATT&CK tactic of their tags. */
function outsideSessions({ findings }: CaseReport): (tactic: string) => readonly string[] {
  const grave = findings.filter(
    (finding) =>
      counts(finding) &&
      finding.sessionId === undefined &&
      finding.state !== 'attempted' &&
      isGrave(finding.level),
  );
  return (tactic) => grave.filter(({ tags }) => tags.includes(tactic)).map(({ subject }) => subject);
}

const askedWords: Readonly<Record<Incident['requested'], string>> = {
  yes: 'asked for by a human',
  unclear: 'not clearly asked for',
  no: 'not asked for',
  against: 'against a human’s words',
};

/** How many of the incidents a human wanted, by their words. */
function asked({ incidents }: CaseReport): string {
  const counts = Object.entries(askedWords).map(
    ([requested, words]) => [incidents.filter((one) => one.requested === requested).length, words] as const,
  );
  const said = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return said.length === 0 ? 'none' : said.join(', ');
}

function named(all: readonly string[]): string {
  const things = [...new Set(all)];
  if (things.length === 0) return 'nothing that the evidence shows';
  return firstFew(
    things.map((thing) => code(thing, longestThing)),
    mostThings,
  );
}
