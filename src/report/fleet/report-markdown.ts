import type { FleetReport } from '../../fleet/report/fleet-report.ts';
import { renderMarkdown } from '../blocks/render-markdown.ts';
import { fleetBlocks } from './report-blocks.ts';

/** The organisation's report as Markdown. */
export function fleetMarkdown(report: FleetReport): string {
  return `${renderMarkdown(fleetBlocks(report))}\n`;
}
