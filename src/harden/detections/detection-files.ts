import { osqueryPack } from './osquery.ts';
import { preReceiveHook, semgrepRules } from './repository-rules.ts';
import { siemQueries } from './siem-queries.ts';
import { type DetectionFile, sigmaRules } from './sigma.ts';

/** All detection content, from one table of launches and the route registry. */
export function detectionFiles(): readonly DetectionFile[] {
  return [...sigmaRules(), semgrepRules(), osqueryPack(), ...siemQueries(), preReceiveHook()];
}
