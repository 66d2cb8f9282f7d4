/**
 * The XML form, one element a line; what a property list does not know is written as its text.
 * https://www.manpagez.com/man/5/plist/
 */
export function propertyListXml(value: unknown): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...element(value, ''),
    '</plist>',
    '',
  ].join('\n');
}

function element(value: unknown, indent: string): string[] {
  if (typeof value === 'boolean') return [`${indent}<${value}/>`];
  if (isContainer(value)) return container(value, indent);
  const [name, text] = scalar(value);
  return [`${indent}<${name}>${escaped(text)}</${name}>`];
}

function isContainer(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !(value instanceof Date || value instanceof Uint8Array)
  );
}

function container(value: object, indent: string): string[] {
  const deeper = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.flatMap((item) => element(item, deeper))
    : Object.entries(value).flatMap(([key, inner]) => [
        `${deeper}<key>${escaped(key)}</key>`,
        ...element(inner, deeper),
      ]);
  const name = Array.isArray(value) ? 'array' : 'dict';
  return [`${indent}<${name}>`, ...lines, `${indent}</${name}>`];
}

function scalar(value: unknown): readonly [string, string] {
  if (typeof value === 'bigint' || Number.isInteger(value)) return ['integer', String(value)];
  if (typeof value === 'number') return ['real', String(value)];
  if (value instanceof Uint8Array) return ['data', Buffer.from(value).toString('base64')];
  // A date that a list gives and no calendar knows has no text.
  if (value instanceof Date) return ['date', Number.isNaN(value.getTime()) ? '' : value.toISOString()];
  return ['string', String(value)];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
