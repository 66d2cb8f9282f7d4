import type { Hunt } from '../../src/fleet/hunts/hunt.ts';
import { levels } from '../../src/level.ts';
import { cell } from '../../src/report/fleet/hunts.ts';

/** The page that lists the hunts, those that weigh most first. */
export function huntsPage(hunts: readonly Hunt[]): string {
  const ranked = hunts.toSorted((one, other) => levels.indexOf(other.level) - levels.indexOf(one.level));
  const index = ranked.map(({ id, level, title }) => `| [${id}](#${id}) | ${level} | ${title} |`);
  return `# Hunts

${hunts.length} questions to a fleet, in \`queries/hunts/\`; written from the files themselves. How to ask them: [fleet](fleet.md).

| hunt | level | question |
|---|---|---|
${index.join('\n')}

${ranked.map(entry).join('\n')}`;
}

function entry({ id, title, level, description, columns, sample, nextStep, tags }: Hunt): string {
  const rows = Object.entries(columns).map(
    ([name, meaning]) => `| \`${name}\` | ${meaning} | ${literal(cell(sample[name]))} |`,
  );
  return `## ${id}

**${title}** · ${level} · ${tags.join(', ')}

${description}

| column | meaning | for example |
|---|---|---|
${rows.join('\n')}

Next: ${nextStep}
`;
}

function literal(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}
