import { afterAll, describe, it } from 'vitest';
import { fileIncidents } from './file-incidents.ts';
import { removeTemplate } from './incident.ts';
import { provePlan } from './prove-plan.ts';

afterAll(removeTemplate);

describe('the script of a rollback plan, for what no commit holds', () => {
  for (const incident of fileIncidents) {
    it(`brings back what can be brought back, and can be undone: ${incident.name}`, () =>
      provePlan(incident));
  }
});
