import type { Neighbours } from '../../evidence/tree/neighbours.ts';
import { fileName, type ScannedText } from '../form.ts';
import { formOf } from '../forms.ts';
import { inItsImage } from '../images/image-around.ts';
import { inBothWays } from '../in-every-way.ts';
import type { Site } from '../site.ts';
import { isTestPath } from '../source/test-regions.ts';
import { type Starter, startersOf } from './starters.ts';

const deepest = 3;

/**
 * Gives places of a file without guard or isolation of their own what stands around it where other files of the
 * repository start it or read it: a job that runs the script, a container whose entry point sources it. Of several ways
 * the weakest counts.
 */
export function asStarted(
  sites: readonly Site[],
  {
    neighbours,
    text,
    depth = 0,
  }: { readonly neighbours: Neighbours; readonly text: string; readonly depth?: number },
): readonly Site[] {
  const inside = inItsImage(sites, neighbours);
  if (depth >= deepest || !inside.some(isOpen)) return inside;
  const starters = startersOf(neighbours, text).map((starter) => ({
    starter,
    found: sitesIn(starter, neighbours, depth),
  }));
  const ways = starters.filter(({ found }) => found.length > 0);
  return inside.map((site) => (isOpen(site) ? startedSite(site, ways) : site));
}

function isOpen({ surroundings: { isolation, scope } }: Site): boolean {
  return isolation === 'none' && ['repository-script', 'shell-profile', 'source-code'].includes(scope);
}

interface Way {
  readonly starter: Starter;
  readonly found: readonly Site[];
}

function startedSite(site: Site, ways: readonly Way[]): Site {
  const around = ways.flatMap(({ starter: { path, inlined }, found }) => {
    const same = found.filter(
      ({ route, line }) => !inlined || (route === site.route && line - inlined.line + 1 === site.line),
    );
    return same.map((one) => ({ path, one }));
  });
  const [first] = around;
  if (!first) return site;
  const weakest = around.map(({ one }) => one).reduce((before, one) => inBothWays(before, one));
  const { isolation, guard } = weakest.surroundings;
  const own = site.surroundings;
  if (isolation === 'none' && (guard === 'none' || own.guard !== 'none')) return site;
  return {
    ...site,
    surroundings: {
      ...own,
      isolation,
      guard: own.guard === 'none' ? guard : own.guard,
      notes: [...own.notes, `${first.path} starts the file`],
    },
  };
}

/** Places of a starter that are the file: where it is started, or its own lines. */
function sitesIn({ path, text, inlined }: Starter, neighbours: Neighbours, depth: number): readonly Site[] {
  const around = { ...neighbours, path };
  const file = fileName(`/${path}`, text, path);
  const scanned: ScannedText = {
    file,
    text,
    firstLine: 1,
    test: isTestPath(path),
    neighbours: around,
    written: () => [],
  };
  const original = neighbours.read(path) ?? '';
  const own = original.split('\n');
  const lines = text.split('\n');
  const { sites } = formOf(file).scan(scanned);
  const added = sites.filter(({ line }) =>
    inlined ? line >= inlined.line && line < inlined.line + inlined.lines : lines[line - 1] !== own[line - 1],
  );
  return asStarted(added, { neighbours: around, text: original, depth: depth + 1 });
}
