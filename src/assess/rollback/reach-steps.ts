import type { Reach } from '../../events/files/reach-ledger.ts';
import type { RollbackStep } from './plan.ts';

/** Steps that no copy can make: removing what acts later, and changing what was seen. */
export function reachSteps(places: readonly Reach[], uploads: number): RollbackStep[] {
  return [
    ...places.filter(({ kind }) => kind === 'persistence').map(removal),
    ...places.filter(({ kind }) => kind === 'credential').map((place) => rotation(place, uploads)),
  ];
}

/** Of steps that only say to look at a place. */
export const removalTitle = 'Remove what acts after the session has ended';

function removal({ target, actions, calls }: Reach): RollbackStep {
  return {
    kind: 'persistence',
    title: removalTitle,
    subject: target,
    reason: `recorded calls did this to it: ${actions.join(', ')}`,
    evidence: calls.map(({ evidence }) => evidence),
    commands: [],
    changes: 'nothing by itself: look at it, keep a copy, then take out what the session put there',
    risk: 'what is left in place runs again at the next login, start, schedule or use',
    check: 'what the session put there is gone, and what was there before still works',
    undo: 'put the copy back',
    undoCommands: [],
  };
}

function rotation({ target, calls }: Reach, uploads: number): RollbackStep {
  const sent =
    uploads > 0
      ? 'the sessions also sent data to other machines, so treat it as known to others'
      : 'what a call reads reaches the model provider, and the transcript keeps it';
  return {
    kind: 'credentials',
    title: 'Revoke and rotate a credential that a session read',
    subject: target,
    reason: `recorded calls read it; ${sent}`,
    evidence: calls.map(({ evidence }) => evidence),
    commands: [],
    changes:
      howTo.find(([place]) => place.test(target))?.[1] ??
      'issue a new secret where it was issued, revoke the old one, and look for its use since the session',
    risk: 'whatever still uses the old secret stops working',
    check: 'the old secret is refused, and its use since the session is explained',
    undo: 'a revoked secret cannot be brought back',
    undoCommands: [],
  };
}

/** What to do where, by where the secret lies. */
const howTo: readonly (readonly [RegExp, string])[] = [
  [
    /\.aws[\\/]/,
    'create a new access key, delete the old one, and read CloudTrail for its use (aws iam delete-access-key)',
  ],
  [
    /\.ssh[\\/]/,
    'make a new key pair, and take the old public key out of every authorized_keys and every account',
  ],
  [/\.npmrc$/, 'revoke the token (npm token revoke) and look at what was published since'],
  [/\.pypirc$/, 'delete the API token on the index and look at what was uploaded since'],
  [/\.(?:git-credentials|netrc)$|gh[\\/]hosts\.yml$/, 'revoke the token at the host, and read its audit log'],
  [/\.kube[\\/]/, 'issue new client certificates or tokens, and read the audit log of the cluster'],
  [/\.docker[\\/]/, 'log out, revoke the token at the registry, and look at what was pushed since'],
  [
    /gcloud[\\/]|application_default_credentials/,
    'revoke the credentials (gcloud auth revoke), delete service account keys, read the audit log',
  ],
  [/\.azure[\\/]/, 'revoke the sign-in sessions and rotate the secrets of the application'],
  [/\.env(?:\.|$)/, 'rotate every value in the file where it was issued'],
];
