import type { CaseReport } from '../../../assess/case-report.ts';
import type { Zone } from '../../../shell/effect.ts';
import { counted } from '../../markdown.ts';
import type { Picture } from './picture.ts';
import { svgPicture, svgRect, svgText } from './svg.ts';

const width = 960;
const left = 150;
const cellHeight = 26;
/** From the one where changes are expected to the ones where they are not. */
const order: readonly Zone[] = [
  'repository',
  'temporary',
  'home',
  'outside',
  'system',
  'path-binaries',
  'agent-config',
  'persistence',
  'credentials',
];

/** Where the calls reached, and what they did there: darker is more. */
export const zoneMap: Picture = {
  title: 'Zones touched',
  words({ activity }) {
    const [most] = activity.zones;
    const sensitive = activity.zones.filter(({ zone }) => zone === 'credentials' || zone === 'persistence');
    const total = sensitive.reduce((sum, { count }) => sum + count, 0);
    const lead =
      most === undefined
        ? 'No effects.'
        : `Most: ${most.action} in ${most.zone}, ${counted(most.count, 'time')}.`;
    return total === 0
      ? `${lead} Credentials and persistence were never touched.`
      : `${lead} Credentials and persistence were touched ${counted(total, 'time')}.`;
  },
  svg(report) {
    const { zones, actions, counts } = matrix(report);
    if (zones.length === 0) return '';
    const cellWidth = Math.min(90, (width - left) / actions.length);
    const height = 30 + zones.length * cellHeight;
    const most = Math.max(...counts.values());
    return svgPicture({ width, height, title: this.title, words: this.words(report) }, [
      ...actions.map((action, column) =>
        svgText(action, { x: left + (column + 0.5) * cellWidth, y: 16, kind: 'small', anchor: 'middle' }),
      ),
      ...zones.flatMap((zone, line) => [
        svgText(zone, { x: 0, y: 30 + line * cellHeight + 17 }),
        ...actions.flatMap((action, column) => {
          const count = counts.get(`${zone} ${action}`) ?? 0;
          const x = left + column * cellWidth;
          const y = 30 + line * cellHeight;
          const shade =
            count === 0
              ? 'heat-0'
              : `heat-${Math.max(1, Math.ceil((Math.log1p(count) / Math.log1p(most)) * 4))}`;
          return [
            svgRect(
              { x, y, width: cellWidth - 2, height: cellHeight - 2 },
              shade,
              `${zone}, ${action}: ${count}`,
            ),
            ...(count === 0
              ? []
              : [
                  svgText(String(count), {
                    x: x + cellWidth / 2,
                    y: y + 17,
                    kind: `on-${shade}`,
                    anchor: 'middle',
                  }),
                ]),
          ];
        }),
      ]),
    ]);
  },
  mermaid(report) {
    const { zones, actions, counts } = matrix(report);
    const links = zones.flatMap((zone) =>
      actions.flatMap((action) => {
        const count = counts.get(`${zone} ${action}`) ?? 0;
        return count === 0 ? [] : `  agent -- "${action} ${count}" --> ${zone.replace('-', '_')}["${zone}"]`;
      }),
    );
    return links.length === 0 ? '' : ['flowchart LR', '  agent(["agent"])', ...links].join('\n');
  },
};

function matrix({ activity }: CaseReport) {
  const counts = new Map(activity.zones.map(({ zone, action, count }) => [`${zone} ${action}`, count]));
  const zones = order.filter((zone) => activity.zones.some((use) => use.zone === zone));
  const actions = [...new Set(activity.zones.map(({ action }) => action))];
  return { zones, actions, counts };
}
