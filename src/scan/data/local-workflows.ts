import type { Neighbours } from '../../evidence/tree/neighbours.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import type { Surroundings } from '../site.ts';
import { below, type DataNode, textOf } from './data-node.ts';
import { mapSurroundings } from './job-surroundings.ts';
import { readYaml } from './read-yaml.ts';

/** Inputs of a workflow or an action, by name. */
export type Inputs = ReadonlyMap<string, string>;

/** A workflow or an action of the same repository, which a job or a step runs. */
export interface LocalCallee {
  readonly document: DataNode;
  /** An action runs in the job of its caller; a workflow has jobs of its own. */
  readonly isAction: boolean;
}

/** A job or a step that runs a workflow or an action of the same repository. */
export interface LocalCall {
  readonly surroundings: Surroundings;
  readonly inputs: Inputs;
}

/**
 * What `uses: ./…` names; undefined where it lies elsewhere, or cannot be read.
 * https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows,
 * https://docs.github.com/en/actions/tutorials/create-actions/create-a-composite-action
 */
export function calleeOf(
  uses: string | undefined,
  neighbours: Neighbours | undefined,
): LocalCallee | undefined {
  const path = neighbours && /^\.\/(.*?)\/?$/.exec(uses ?? '')?.[1];
  if (path === undefined || neighbours === undefined) return undefined;
  const place = rootOf(neighbours) + path;
  const files = /\.ya?ml$/.test(place) ? [place] : [`${place}/action.yml`, `${place}/action.yaml`];
  const text = files.map((file) => neighbours.read(file)).find((found) => found !== undefined);
  const [document] = text === undefined ? [] : readYaml(text).documents;
  return document && { document, isAction: below(document, 'runs') !== undefined };
}

/** Folder in which paths of `uses` begin: the one that holds `.github`, or the root. */
function rootOf({ path }: Neighbours): string {
  return /^(.*?\/)?\.(?:github|forgejo|gitea)\//.exec(path)?.[1] ?? '';
}

/** Every job and step of the repository's workflows that runs the file; none where the file is not one to be run so. */
export function callsOf(document: DataNode, neighbours: Neighbours, surroundings: Surroundings): LocalCall[] {
  const isAction = textOf(below(document, 'runs', 'using')) === 'composite';
  if (!isAction && !triggersOf(document).includes('workflow_call')) return [];
  const root = rootOf(neighbours);
  const own = `./${neighbours.path.slice(root.length)}`;
  const names = new Set([own, own.replace(/\/action\.ya?ml$/, '')]);
  const folder = `${root}.github/workflows`;
  return neighbours.files(folder).flatMap((name) => {
    const text = /\.ya?ml$/.test(name) ? neighbours.read(`${folder}/${name}`) : undefined;
    if (text === undefined || ![...names].some((one) => text.includes(one))) return [];
    return readYaml(text).documents.flatMap((workflow) => callsIn(workflow, { names, surroundings }));
  });
}

/** Events that start a workflow. YAML 1.1 reads `on` as a truth value. */
export function triggersOf(document: DataNode): string[] {
  const on = below(document, 'on') ?? below(document, 'true');
  if (on?.entries) return on.entries.map(({ key }) => key);
  return [on, ...(on?.items ?? [])].flatMap((node) => textOf(node) ?? []);
}

interface Wanted {
  readonly names: ReadonlySet<string>;
  readonly surroundings: Surroundings;
}

function callsIn(node: DataNode, { names, surroundings }: Wanted): LocalCall[] {
  const own = node.entries ? mapSurroundings(node, surroundings) : surroundings;
  const uses = textOf(below(node, 'uses'))?.replace(/\/$/, '');
  if (uses !== undefined && names.has(uses)) return [{ surroundings: own, inputs: inputsOf(node) }];
  const inner = [...(node.items ?? []), ...(node.entries ?? []).map((entry) => entry.node)];
  return inner.flatMap((one) => callsIn(one, { names, surroundings: own }));
}

/** What a job or a step hands on. */
export function inputsOf(call: DataNode): Inputs {
  const given = below(call, 'with')?.entries ?? [];
  return new Map(given.map(({ key, node }) => [key, String(node.value ?? '')]));
}

/** What stands around the jobs of a workflow that another job runs: of that job only how often it runs. */
export function aroundCallee(
  { isAction }: Pick<LocalCallee, 'isAction'>,
  caller: Surroundings,
): Surroundings {
  return isAction ? caller : { ...caller, guard: 'none', isolation: 'ci-runner' };
}

/** Inputs with the defaults of those that are not given. */
function withDefaults(document: DataNode, given: Inputs): Inputs {
  const declared =
    below(document, 'inputs') ??
    below(below(document, 'on') ?? below(document, 'true'), 'workflow_call', 'inputs');
  const defaults = (declared?.entries ?? []).flatMap(({ key, node }) => {
    const value = below(node, 'default')?.value;
    return value === undefined || value === null ? [] : [[key, String(value)] as const];
  });
  return new Map([...defaults, ...given]);
}

/** A workflow or an action as it runs with these inputs. */
export function withInputs(document: DataNode, given: Inputs): DataNode {
  const inputs = withDefaults(document, given);
  return inputs.size === 0 ? document : replaced(document, inputs);
}

/** Without inputs that take a route by themselves: whoever gives them does. */
export function plainInputs(document: DataNode, given: Inputs): Inputs {
  return new Map([...withDefaults(document, given)].filter(([, value]) => !mayTakeRoute(value)));
}

const expression =
  /\$\{\{\s*(?:fromJSON\(\s*)?(?:github\.event\.)?inputs\.([\w-]+)\s*\)?(?:\s*\|\|\s*'([^']*)')?\s*\}\}/gi;

function replaced(node: DataNode, inputs: Inputs): DataNode {
  if (typeof node.value === 'string' && node.value.includes('inputs.')) {
    const value = node.value.replace(expression, (whole, name: string, otherwise: string | undefined) => {
      const given = inputs.get(name);
      if (given === undefined) return otherwise ?? whole;
      return given === '' ? (otherwise ?? '') : given;
    });
    return { ...node, value };
  }
  return {
    ...node,
    ...(node.items && { items: node.items.map((item) => replaced(item, inputs)) }),
    ...(node.entries && {
      entries: node.entries.map((entry) => ({ ...entry, node: replaced(entry.node, inputs) })),
    }),
  };
}

/** Whether a workflow or an action does anything with an input. */
export function readsInput(document: DataNode, name: string): boolean {
  const { value } = document;
  if (typeof value === 'string')
    return new RegExp(`inputs(?:\\.|\\[['"])${name}(?![\\w-])|toJSON\\(\\s*inputs`, 'i').test(value);
  const inner = [...(document.items ?? []), ...(document.entries ?? []).map((entry) => entry.node)];
  return inner.some((node) => readsInput(node, name));
}
