import type { Payload } from '../payload.ts';

/** The data of the page, which take no room in it from then on. @throws {SyntaxError} where they are no JSON */
export function takePayload(id: string): Payload {
  const element = document.getElementById(id);
  // Written by the program together with this script; what has changed since shows when it is unpacked.
  const payload = JSON.parse(element?.textContent ?? '') as Payload;
  element?.remove();
  return payload;
}

/**
 * One member as the program wrote it.
 * @throws where a byte of it has changed: the format carries a sum. https://www.rfc-editor.org/rfc/rfc1950
 */
export async function unpack<Value>(member: string): Promise<Value> {
  const packed = atob(member);
  const bytes = new Uint8Array(packed.length);
  for (let index = 0; index < packed.length; index += 1) bytes[index] = packed.charCodeAt(index);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(unpacked).text()) as Value;
}
