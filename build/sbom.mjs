// What the bundle holds of others, as CycloneDX 1.6: https://cyclonedx.org/docs/1.6/json/
// `npm sbom` lists what is installed to build, and in 1.5; here stands what is bundled, and nothing else.
import { readFileSync } from 'node:fs';
import { parse } from 'node:path';

const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** An SPDX id, an expression or a name of its own: https://cyclonedx.org/docs/1.6/json/#components_items_licenses */
const licences = (license) =>
  / (?:OR|AND|WITH) /.test(license) ? [{ expression: license }] : [{ license: { id: license } }];

/** Of the archive at the registry, as the lock file has it: `sha512-` and Base64. */
function hashes(integrity) {
  const { 1: digest } = /^sha512-(\S+)$/.exec(integrity ?? '') ?? [];
  return digest === undefined
    ? []
    : [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }];
}

/**
 * The same for the same packages: without the time and the number that CycloneDX leaves optional.
 * @param {{ name: string, version: string, license: string, description: string }} program
 * @param {ReturnType<typeof import('./bundled-packages.mjs').bundledPackages>} packages
 */
export function sbomOf({ name, version, license, description }, packages) {
  const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const own = purl(name, version);
  const components = packages.map(({ folder, manifest }) => ({
    type: 'library',
    'bom-ref': `${purl(manifest.name, manifest.version)}#${parse(folder).dir}`,
    name: manifest.name,
    version: manifest.version,
    scope: 'required',
    hashes: hashes(locked[folder]?.integrity),
    licenses: licences(manifest.license),
    purl: purl(manifest.name, manifest.version),
  }));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name,
        version,
        description,
        licenses: licences(license),
        purl: own,
      },
    },
    components,
    dependencies: [{ ref: own, dependsOn: components.map((component) => component['bom-ref']) }],
  };
}

/** The executable holds Node, too. @param {string} version of that Node */
export function withNode(sbom, version) {
  const node = {
    type: 'platform',
    'bom-ref': `node@${version}`,
    name: 'node',
    version,
    licenses: licences('MIT'),
    purl: `pkg:generic/node@${version}`,
    cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:-:*:*:*`,
  };
  const [{ ref, dependsOn }] = sbom.dependencies;
  return {
    ...sbom,
    components: [...sbom.components, node],
    dependencies: [{ ref, dependsOn: [...dependsOn, node['bom-ref']] }],
  };
}
