import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import type { Act } from '../program.ts';
import { joinOrigins, type Stream, unknownStream } from '../stream.ts';
import type { Logins } from './credentials-used.ts';

export const kubeOptions = {
  '-n|--namespace --context --cluster --user --kubeconfig -s|--server --token --as --as-group --request-timeout --certificate-authority --client-certificate --client-key --password --username --cache-dir -v|--v':
    'value',
  '--insecure-skip-tls-verify --warnings-as-errors': 'flag',
} as const;

export const kubeLogins: Logins = {
  files: '--kubeconfig KUBECONFIG --client-key',
  names: { '--context': 'kube context', '--kube-context': 'kube context', '--as': 'kube user' },
};

/** Options may stand before and after the verb; what follows `--` runs inside the pod. */
export const execsInPod: Act = (call) => {
  const words = call.arguments.rest.slice(1);
  const dashes = words.findIndex(({ text }) => text === '--');
  const pod = words.find(({ text }) => !text.startsWith('-'))?.text ?? 'pod';
  const command = dashes === -1 ? [] : words.slice(dashes + 1);
  if (command.length > 0) return call.run(command, { remote: pod, cwd: '/' });
  call.emit('execute', `shell in ${pod}`, { traits: ['remote'] });
  return unknownStream;
};

export const asksFor: Act = (call) => {
  const words = call.arguments.rest.map(({ text }) => text);
  const secret = words.some((word) => /^secrets?(?:\/|$)/i.test(word));
  const shows = words.some(
    (word, index) =>
      /^(?:-o|--output)(?:=?)(?:json|yaml|jsonpath|go-template|custom-columns)/.test(word) ||
      (/^(?:-o|--output)$/.test(word) && /^(?:json|yaml|jsonpath|go-template)/.test(words[index + 1] ?? '')),
  );
  if (!secret || !shows) {
    call.emit('read', words.slice(0, 3).join(' '), { traits: ['remote'] });
    return unknownStream;
  }
  call.emit('read', words.slice(0, 3).join(' '), { zone: 'credentials', traits: ['remote'] });
  return { origins: ['from-secret'] };
};

function forcedBy(call: Call): boolean {
  return call.arguments.rest.some(({ text }) =>
    /^(?:--force|--grace-period=0|--now|--all|-A|--all-namespaces)$/.test(text),
  );
}

export const deletesInCluster: Act = (call) => {
  const words = call.arguments.rest.slice(1).filter(({ text }) => !text.startsWith('-'));
  const file = fileOf(call);
  const isData = words.some(({ text }) =>
    /^(?:ns|namespaces?|pvc|pv|persistentvolume(?:claim)?s?|crd|customresourcedefinitions?|statefulsets?|sts|secrets?|nodes?|clusters?)(?:\/|$)/i.test(
      text,
    ),
  );
  const isWide = forcedBy(call) || isData;
  call.emit('delete', words.map(({ text }) => text).join(' ') || file?.text || 'resources', {
    traits: [
      'remote',
      ...(isData ? (['irreversible'] as const) : []),
      ...(isWide ? (['forced'] as const) : []),
    ],
  });
  return unknownStream;
};

function fileOf(call: Call): Field | undefined {
  const { rest } = call.arguments;
  const at = rest.findIndex(({ text }) => /^(?:-f|--filename|-k|--kustomize)(?:=|$)/.test(text));
  const found = rest[at];
  const attached = found?.text.includes('=')
    ? plainField(found.text.slice(found.text.indexOf('=') + 1))
    : undefined;
  return at === -1 ? undefined : (attached ?? rest[at + 1]);
}

export const appliesToCluster: Act = (call) => {
  const file = fileOf(call);
  const stream: Stream =
    file && !/^https?:/.test(file.text) && file.text !== '-' ? call.look(file) : call.stdin;
  if (file && /^https?:/.test(file.text)) call.network('connect', file.text);
  call.emit('write', `cluster ${file?.text ?? call.arguments.rest[1]?.text ?? ''}`.trim(), {
    traits: ['remote'],
    origins: joinOrigins([stream]),
  });
  return unknownStream;
};

export function copiesToPod(call: Call): Stream {
  const [from, to] = call.arguments.rest.slice(1).filter(({ text }) => !text.startsWith('-'));
  if (!from || !to) return unknownStream;
  if (from.text.includes(':')) call.write(to);
  else call.emit('write', to.text, { traits: ['remote'], origins: call.read(from).origins });
  return unknownStream;
}
