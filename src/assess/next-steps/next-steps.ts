import { isSlight, nothingHeavy, preserve } from './keep-evidence.ts';
import { isLocal, isOld, type NextStep, type NextStepInput } from './next-step.ts';
import { hold, withdraw } from './perishable.ts';
import { switchOff } from './switch-off.ts';

const stepsAtMost = 7;

/**
 * At most seven, by what expires first: what runs on, what others hold for a time, what is valid until it is revoked,
 * what the disk still has. Nothing is taken away before it is copied, and the lasting repair is among them where one is
 * due.
 */
export function nextStepsOf(input: NextStepInput): NextStep[] {
  const isOut = input.rotations.some(({ reason }) => reason === 'sent');
  const urgent = [
    ...nothingHeavy(input),
    ...stop(input),
    ...(input.disclosure.value === 'escalate' ? tell(input) : []),
    ...(isOut ? rotate(input) : []),
    ...hold(input),
    ...withdraw(input),
    ...preserve(input),
    ...(input.disclosure.value === 'review' ? tell(input) : []),
    ...(isOut ? [] : rotate(input)),
    ...settle(input),
    ...recover(input),
    ...look(input),
  ];
  const lasting = switchOff(input);
  return [...beforeAll(input, urgent.slice(0, stepsAtMost - lasting.length)), ...lasting];
}

/** It costs nothing, and takes evidence away where it is forgotten. */
function beforeAll(input: NextStepInput, steps: readonly NextStep[]): readonly NextStep[] {
  const [first, ...others] = steps;
  if (!first || input.sessions.length === 0 || input.verdict.value === 'clean' || isSlight(input))
    return steps;
  return [{ ...first, what: `Start no agent on this machine. ${first.what}` }, ...others];
}

function tell({ disclosure }: NextStepInput): NextStep[] {
  const why = `${disclosure.reasons.map(({ text }) => text).join('; ')}.`;
  return [{ what: disclosure.action, subjects: [], why }];
}

/** Nobody has issued a key that somebody made. */
const noIssuer = /^(?:ssh|private-key|gpg|pgp|age)/;

function rotate({ keyFacts: { toRotate }, rotations }: NextStepInput): NextStep[] {
  if (toRotate.length === 0) return [];
  const sentAt = rotations.find(({ reason }) => reason === 'sent')?.at;
  const since = `since ${(sentAt ?? '').slice(0, 16).replace('T', ' ')} UTC`;
  const isKey = rotations.every(({ reason, kind }) => reason !== 'sent' || noIssuer.test(kind));
  const asked = isKey
    ? 'look for logins with it where its public half lets in'
    : 'ask its issuer what it was used for';
  const use = sentAt === undefined ? '' : `, and ${asked} ${since}`;
  return [
    {
      what: `Revoke and replace ${toRotate.length === 1 ? 'the credential' : `${toRotate.length} credentials`}${use}`,
      subjects: toRotate,
      why: 'A copy outside this machine stays valid until it is revoked (see "Credentials to rotate").',
    },
  ];
}

/** Whatever the sessions left to run later, or running; the rollback plan takes it out. */
function stop(input: NextStepInput): NextStep[] {
  const { stays, unread = [] } = input.keyFacts;
  const isolate = unread.length > 0 && !isOld(input) ? 'Take the machine off the network' : '';
  if (stays.length === 0 && isolate === '') return [];
  if (stays.length === 0)
    return [{ what: isolate, subjects: [], why: 'A program that nobody read ran on it, and may run on.' }];
  const off = 'what still acts: switch it off, delete nothing yet';
  return [
    {
      what: isolate === '' ? `Stop ${off}` : `${isolate}. Stop ${off}`,
      subjects: stays,
      why: 'It runs on, or again with the next session, login, start or schedule.',
    },
  ];
}

function recover(input: NextStepInput): NextStep[] {
  const { moves, plan, keyFacts } = input;
  const lost = moves.filter(({ reachable }) => !reachable);
  const files = isSlight(input) ? [] : plan.steps.filter(({ kind }) => kind === 'files');
  if (lost.length + files.length === 0) return isSlight(input) ? [] : elsewhere(keyFacts.lost);
  const saves = plan.steps.some(({ kind }) => kind === 'save');
  return [
    {
      what: `Bring lost work back with the rollback plan${saves ? ', its saving step first' : ''}`,
      subjects: [...new Set([...lost, ...files].flatMap(({ repository }) => repository ?? []))],
      why: 'Objects that no ref reaches are deleted by the next garbage collection after their expiry.',
    },
  ];
}

/** No step of the plan brings these back. */
function elsewhere(lost: readonly string[]): NextStep[] {
  const files = lost.filter(isLocal);
  if (files.length === 0) return [];
  return [
    {
      what: 'Look for what is lost in backups, snapshots, the recycle bin and copies in a cloud',
      subjects: files,
      why: 'Nothing in the evidence brings it back.',
    },
  ];
}

const mostLooked = 2;

/** Those that took nothing away, sent nothing out and left nothing behind. */
function harmless({ incidents }: NextStepInput): NextStepInput['incidents'] {
  return incidents
    .filter(({ lost, sentOut, stays }) => lost.length + sentOut.length + stays.length === 0)
    .slice(0, mostLooked);
}

/** The gravest incidents for which no other step stands: what the gravest finding of each says is next. */
function look(input: NextStepInput): NextStep[] {
  const { findings } = input;
  return harmless(input).flatMap(({ id, findings: [gravest] }) => {
    const { nextStep } = findings.find(({ queryId }) => queryId === gravest?.queryId) ?? {};
    if (!gravest || nextStep === undefined) return [];
    const { title, subject } = gravest;
    return [
      { what: `${id}: ${nextStep.trim().replace(/\s+/g, ' ')}`, subjects: [subject], why: `${title}.` },
    ];
  });
}

/** What an unread program did is looked for with its incident, where that has a step. */
function settle(input: NextStepInput): NextStep[] {
  const { disclosure, consequences } = input;
  const [first, ...others] = disclosure.settledBy;
  const unread = new Set(consequences.unread.map(({ queryId }) => queryId));
  const isLookedAt = harmless(input).some(({ findings: [gravest] }) => unread.has(gravest?.queryId ?? ''));
  if (others.length === 0 && isLookedAt) return [];
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more: see "Gaps"`;
  return [{ what: `Get ${first}${more}`, subjects: [], why: disclosure.action }];
}
