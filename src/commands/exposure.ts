import type { Exposure } from '../assess/exposure/exposure.ts';
import type { Rotation } from '../assess/exposure/rotation-list.ts';
import { examineExposure } from '../investigation/exposure/examine-exposure.ts';
import { highestLevel } from '../level.ts';
import type { Command, Status } from './command.ts';

/** Which credentials the sessions could reach, which they touched, and what to revoke first. */
export const run: Command<'repo', Exposure, Rotation> = async (invocation) => {
  const { exposure } = await examineExposure(invocation);
  const status = exposureStatus(exposure);
  if (invocation.shape === 'document') return { shape: 'document', document: exposure, status };
  return { shape: 'stream', rows: rowsOf(exposure.rotations), status: () => status };
};

/** The gravest rotation decides. */
export function exposureStatus({ rotations, gaps }: Exposure): Status {
  return { level: highestLevel(rotations.map(({ level }) => level)), gaps };
}

async function* rowsOf(rotations: readonly Rotation[]): AsyncIterable<Rotation> {
  yield* rotations;
}
