import { type JsonObject, textOf } from '../../../json-object.ts';

const address = /https?:\/\/[^\s"'<>)\]]{1,2000}/;

/**
 * The input with what tells of it under one name: a path of older versions, and the first address of a prompt of
 * `web_fetch`. https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/web-fetch.md
 */
export function callInput(input: JsonObject): JsonObject {
  const path = textOf(input['file_path']) ?? textOf(input['absolute_path']);
  const url = textOf(input['url']) ?? address.exec(textOf(input['prompt']) ?? '')?.[0];
  return { ...input, ...(path !== undefined && { file_path: path }), ...(url !== undefined && { url }) };
}
