import type { Source } from '../../evidence/collection/source.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { AreaCount } from '../../preserve/collection.ts';
import { searchTranscript } from '../../transcripts/secrets/search-transcript.ts';
import { searchTranscripts } from '../../transcripts/secrets/search-transcripts.ts';

/** Larger files of other areas are data, and counting would take longer than copying. */
const searchedBytesAtMost = 64 * 1024 * 1024;

/** The same counts, each with how many secrets stand in what would be copied byte for byte. */
export async function withSecrets(
  areas: readonly AreaCount[],
  planned: readonly Source[],
  evidence: Evidence,
): Promise<readonly AreaCount[]> {
  const { secrets: inTranscripts } = await searchTranscripts(evidence);
  const secretsIn = (sources: readonly Source[]) =>
    sources.flatMap(({ file }) => searchTranscript({ path: file }).kinds);
  return areas.map((area) => {
    const own = planned.filter(
      (source) => source.area === area.area && !source.inBundlesOf && source.sizeBytes <= searchedBytesAtMost,
    );
    const kinds = area.area === 'transcripts' ? inTranscripts : secretsIn(own);
    return { ...area, secrets: kinds.reduce((sum, { count }) => sum + count, 0) };
  });
}
