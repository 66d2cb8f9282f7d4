import type { FleetReport } from '../../fleet/report/fleet-report.ts';
import { renderPage } from '../case/page.ts';
import { fleetMarkdown } from './report-markdown.ts';

/** The same as one page that asks for nothing. */
export function fleetHtml(report: FleetReport): string {
  return renderPage({ title: 'Fleet report', parts: [{ markdown: fleetMarkdown(report) }] });
}
