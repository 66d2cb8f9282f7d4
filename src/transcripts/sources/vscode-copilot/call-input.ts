import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import type { FileEdit } from '../../file-edit.ts';
import { pathOfUri } from '../path-of-uri.ts';
import { argumentsOf } from './turn-calls.ts';

/** A call with its input under the names that the dialect knows. */
export interface NamedCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly cwd?: string;
}

/** @param shown what the window shows of it @param asked what the model asked for */
export function callInput(tool: string, shown: JsonObject, asked: JsonObject | undefined): NamedCall {
  const data = objectOf(shown['toolSpecificData']) ?? {};
  const given = asked ? argumentsOf(asked) : shownInput(shown, data);
  const cwd = pathOfUri(data['cwd']);
  const input = { ...given, ...terminalInput(data), ...patchOf(tool, given), ...addressOf(given) };
  return { tool, input, ...(cwd !== undefined && { cwd }) };
}

/** Of a turn that did not come to its end: the input of a server's tool, and else the files that its words point to. */
function shownInput(shown: JsonObject, data: JsonObject): JsonObject {
  const raw = objectOf(data['rawInput']);
  if (raw) return raw;
  const written = textOf(objectOf(shown['resultDetails'])?.['input']);
  if (written !== undefined) return { value: written };
  const messages = [shown['pastTenseMessage'], shown['invocationMessage']].filter(isJsonObject);
  const [uri] = messages.flatMap(({ uris }) => Object.values(objectOf(uris) ?? {}));
  const path = pathOfUri(uri);
  return path === undefined ? {} : { filePath: path };
}

/** What was run is what the human or the editor made of it. */
function terminalInput({ commandLine, command, language }: JsonObject): JsonObject {
  const line = objectOf(commandLine);
  const run = [line?.['userEdited'], line?.['toolEdited'], line?.['original'], command].flatMap(
    (one) => textOf(one) ?? [],
  )[0];
  return { ...(run !== undefined && { command: run.trim() }), ...(language !== undefined && { language }) };
}

/** Several files at once: as a patch, which names them all. */
function patchOf(tool: string, { replacements }: JsonObject): JsonObject {
  if (tool !== 'multi_replace_string_in_file') return {};
  const files = listOf(replacements).flatMap((one) => textOf(objectOf(one)?.['filePath']) ?? []);
  const names = [...new Set(files)].map((path) => `*** Update File: ${path}`);
  return { patch: ['*** Begin Patch', ...names, '*** End Patch'].join('\n') };
}

function addressOf({ urls }: JsonObject): JsonObject {
  const url = listOf(urls).flatMap((one) => textOf(one) ?? [])[0];
  return url === undefined ? {} : { url };
}

/** What those changes put in the place of what, by file. */
export function fileEdits(tool: string, { replacements }: JsonObject): FileEdit[] {
  if (tool !== 'multi_replace_string_in_file') return [];
  return listOf(replacements).flatMap((one) => {
    const { filePath, oldString: from, newString: to } = objectOf(one) ?? {};
    if (typeof filePath !== 'string' || typeof from !== 'string' || typeof to !== 'string') return [];
    return [{ path: filePath, patch: [{ from, to }] }];
  });
}
