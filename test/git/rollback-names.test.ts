import { afterAll, describe, it } from 'vitest';
import { removeTemplate } from './incident.ts';
import { nameIncidents, operationIncidents } from './name-incidents.ts';
import { provePlan } from './prove-plan.ts';

afterAll(removeTemplate);

describe('the script of a rollback plan, for names and operations', () => {
  for (const incident of [...nameIncidents, ...operationIncidents]) {
    it(`brings back what can be brought back, and can be undone: ${incident.name}`, () =>
      provePlan(incident));
  }
});
