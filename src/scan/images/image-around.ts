import type { Neighbours } from '../../evidence/tree/neighbours.ts';
import { below, type DataNode, textOf } from '../data/data-node.ts';
import { mapReachesHost } from '../data/host-reach.ts';
import { readJson } from '../data/read-json.ts';
import { readYaml } from '../data/read-yaml.ts';
import { fileName } from '../form.ts';
import { guardOfImage } from '../forms/dockerfile.ts';
import type { Guard } from '../guard.ts';
import type { Isolation } from '../isolation.ts';
import type { Site, Surroundings } from '../site.ts';
import { foldersAbove, imagesHolding } from './copied-into-image.ts';

/** What stands around a file that lies in an image, or that a development container starts. */
interface Around {
  readonly isolation: Isolation;
  readonly guard: Guard;
  readonly note: string;
}

/** Gives places of a file without isolation of their own that of the image into which it is copied. */
export function inItsImage(sites: readonly Site[], neighbours: Neighbours): readonly Site[] {
  if (!sites.some(({ surroundings }) => canLieInImage(surroundings))) return sites;
  const around = imageAround(neighbours) ?? containerAround(neighbours);
  if (!around) return sites;
  return sites.map((site) =>
    canLieInImage(site.surroundings) ? { ...site, surroundings: within(site.surroundings, around) } : site,
  );
}

function canLieInImage({ isolation, scope }: Surroundings): boolean {
  return (
    isolation === 'none' && ['repository-script', 'shell-profile', 'source-code', 'settings'].includes(scope)
  );
}

function within(surroundings: Surroundings, { isolation, guard, note }: Around): Surroundings {
  return {
    ...surroundings,
    isolation,
    guard: surroundings.guard === 'none' ? guard : surroundings.guard,
    notes: [...surroundings.notes, note],
  };
}

function imageAround(neighbours: Neighbours): Around | undefined {
  const images = imagesHolding(neighbours);
  const [first] = images;
  if (!first) return undefined;
  const guards = images.map(({ path, text }) => guardOfImage(asText(path, text)));
  const [guard = 'none'] = guards;
  const isReaching = images.some(({ path }) =>
    foldersAbove(path).some((folder) => startsPrivileged(folder, neighbours)),
  );
  return {
    isolation: isReaching ? 'privileged-container' : 'container',
    guard: guards.every((one) => one === guard) ? guard : 'none',
    note: `${first.path} copies the file into an image`,
  };
}

function asText(path: string, text: string) {
  return { file: fileName(`/${path}`, text), text, firstLine: 1, test: false, written: () => [] };
}

const composeFile = /^(?:.*[._-])?compose(?:[._-].*)?\.ya?ml$/i;

/** Whether a service that is built here, not taken from elsewhere, reaches the host. */
function startsPrivileged(folder: string, neighbours: Neighbours): boolean {
  const files = neighbours.files(folder).filter((name) => composeFile.test(name));
  return files.some((name) => {
    const text = neighbours.read(folder === '' ? name : `${folder}/${name}`) ?? '';
    const services = readYaml(text).documents.flatMap((root) => below(root, 'services')?.entries ?? []);
    return services.some(({ node }) => below(node, 'build') && mapReachesHost(node));
  });
}

/** A development container whose configuration starts the file. https://containers.dev/implementors/json_reference/#lifecycle-scripts */
function containerAround(neighbours: Neighbours): Around | undefined {
  const { path } = neighbours;
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const configuration of configurationsNear(neighbours)) {
    const [root] = readJson(neighbours.read(configuration) ?? '').documents;
    if (!root || !lifecycleCommands(root).some((command) => names(command, name))) continue;
    return {
      isolation: mapReachesHost(root) ? 'privileged-container' : 'devcontainer',
      guard: 'none',
      note: `${configuration} starts the file`,
    };
  }
  return undefined;
}

function configurationsNear(neighbours: Neighbours): string[] {
  return foldersAbove(neighbours.path).flatMap((folder) => {
    const base = folder === '' ? '' : `${folder}/`;
    const inner = neighbours.folders(`${base}.devcontainer`).map((one) => `${base}.devcontainer/${one}`);
    return [folder, `${base}.devcontainer`, ...inner].flatMap((place) =>
      neighbours
        .files(place)
        .filter((one) => /^\.?devcontainer\.json$/.test(one))
        .map((one) => (place === '' ? one : `${place}/${one}`)),
    );
  });
}

/** `initializeCommand` runs on the host. */
const lifecycle = /^(?:onCreate|updateContent|postCreate|postStart|postAttach)Command$/;

function lifecycleCommands(root: DataNode): string[] {
  return (root.entries ?? []).filter(({ key }) => lifecycle.test(key)).flatMap(({ node }) => texts(node));
}

function texts(node: DataNode): string[] {
  const own = textOf(node);
  const inner = [...(node.items ?? []), ...(node.entries ?? []).map((entry) => entry.node)];
  return [...(own === undefined ? [] : [own]), ...inner.flatMap(texts)];
}

function names(command: string, file: string): boolean {
  return command.split(/[\s"';&|()]+/).some((word) => word === file || word.endsWith(`/${file}`));
}
