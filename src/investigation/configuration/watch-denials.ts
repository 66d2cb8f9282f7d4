import { claudeCode } from '../../agents/claude-code.ts';
import type { BrokenDenial } from '../../assess/policy/broken-denials.ts';
import { claudeProjects } from '../../evidence/configuration/claude-state.ts';
import { configurationReader } from '../../evidence/configuration/configuration-reader.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import { decide } from '../../permissions/decide.ts';
import type { CallWatcher } from '../../transcripts/call-watcher.ts';
import type { Outcome } from '../../transcripts/tool-call.ts';
import { policyBook } from '../replay/policy-book.ts';
import { RequestMaker } from '../replay/request-of.ts';

const mostDenials = 5000;

/** A call that failed may have been refused in words that no version is known to use. */
const ran: ReadonlySet<Outcome> = new Set(['succeeded', 'background']);

/** Which calls ran although a deny rule of the settings, as they stand now, matches them. */
export function watchDenials(evidence: Evidence): CallWatcher<readonly BrokenDenial[]> {
  const reader = configurationReader(evidence);
  const trust = new Map(claudeProjects(reader).map(({ folder, trusted }) => [folder, trusted]));
  const book = policyBook({ reader, trust });
  const maker = new RequestMaker({ home: evidence.home.recordedPath });
  const found: BrokenDenial[] = [];
  return {
    call({ call }) {
      if (call.agent !== claudeCode.id) return;
      const request = maker.make(call);
      if (!ran.has(call.outcome) || found.length >= mostDenials) return;
      const policy = book.policyFor(request);
      if (policy.rules.deny.length === 0) return;
      const { step, rule, scope } = decide(request, policy);
      if (step !== 'deny-rule' || rule === undefined || scope === undefined) return;
      found.push({ rule, scope, startedIn: request.places.startedIn, call });
    },
    result: () => found,
  };
}
