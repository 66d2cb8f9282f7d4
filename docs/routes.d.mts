/** What the page shows of a route. */
export interface ExplainedRoute {
  readonly id: string;
  readonly says: string;
  readonly remedy: string;
  readonly level: string;
  readonly documentation: string;
}

/** The text of docs/scan-routes.md. */
export function routesPage(routes: readonly ExplainedRoute[]): string;
