import { commitMarks } from '../agents/commit-marks.ts';
import type { Commit } from '../evidence/git/commit.ts';

type Named = Pick<Commit, 'author' | 'committer' | 'trailers'>;

/** Whether a commit says that an agent made it, or helped: by the address or the name that the agent writes. */
export function namesAgent({ author, committer, trailers }: Named): boolean {
  const signatures = [author, committer];
  const lines = trailers.map((trailer) => trailer.toLowerCase());
  return commitMarks.some(({ addresses, nameEnding, sessions = [] }) => {
    const signs = signatures.some(
      ({ name, email }) =>
        addresses.includes(email.toLowerCase()) || (nameEnding !== undefined && name.endsWith(nameEnding)),
    );
    const helped = lines.some((line) => addresses.some((address) => line.includes(`<${address}>`)));
    return signs || helped || trailers.some((trailer) => sessions.some((one) => trailer.search(one) !== -1));
  });
}

/** Ids of sessions that a message names, in the form in which transcripts have them. */
export function sessionsIn(message: string): string[] {
  return commitMarks
    .flatMap(({ sessions = [] }) => sessions)
    .flatMap((pattern) => [...message.matchAll(pattern)].map(([, id = '']) => id))
    .map((id) => (/^[0-9a-f-]+$/i.test(id) ? id.toLowerCase() : id));
}
