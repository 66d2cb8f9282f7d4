// The packages whose code stands in a bundle: what they ask of Node, and their licences.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion, satisfies } from 'semver';

/**
 * Sorted by folder.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  return [...new Set(folders)].sort().map((folder) => ({
    folder,
    manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  }));
}

/**
 * What is bundled must run on the oldest Node that the program promises.
 * @param {ReturnType<typeof bundledPackages>} packages
 * @param {string} promised as in `engines`
 * @throws {Error} that names those which do not
 */
export function checkEngines(packages, promised) {
  const oldest = minVersion(promised);
  const refusing = packages
    .map(({ manifest }) => manifest)
    .filter(({ engines }) => engines?.node !== undefined && !satisfies(oldest, engines.node))
    .map(({ name, version, engines }) => `${name} ${version} needs Node ${engines.node}`);
  if (refusing.length > 0) throw new Error(`promised is Node ${promised}, but ${refusing.join('; ')}`);
}

/** @param {ReturnType<typeof bundledPackages>} packages */
export function licenceNotices(packages) {
  return packages
    .map(({ folder, manifest }) => {
      const { name, version, license } = manifest;
      return `${name} ${version} (${license})\n\n${licenceText(folder) ?? `No licence file in the package; its author is ${authorOf(manifest)}.\n`}`;
    })
    .join(`\n${'-'.repeat(72)}\n\n`);
}

/** The package's licence file, else what its readme says under such a heading. */
function licenceText(folder) {
  const names = readdirSync(folder);
  const file = names.find((name) => /^licen[cs]e/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8');
  const readme = names.find((name) => /^readme/i.test(name));
  const text = readme === undefined ? '' : readFileSync(join(folder, readme), 'utf8');
  return /^#+ *licen[cs]e *\n+(.+)$/ims.exec(text)?.[1];
}

function authorOf({ author, contributors }) {
  const person = author ?? contributors?.[0] ?? 'not named';
  return typeof person === 'string' ? person : person.name;
}
