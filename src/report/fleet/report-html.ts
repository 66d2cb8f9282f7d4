import type { FleetReport } from '../../fleet/report/fleet-report.ts';
import { renderPage } from '../blocks/page.ts';
import { fleetBlocks } from './report-blocks.ts';

/** The same as one page that asks for nothing. */
export function fleetHtml(report: FleetReport): string {
  return renderPage({ title: 'Fleet report', blocks: fleetBlocks(report) });
}
