const extensions: Readonly<Record<string, string>> = {
  markdown: 'md',
  table: 'txt',
  settings: 'json',
  casebook: 'casebook.html',
};

/** With what the name of a file in a format ends: what other programs know it by, else the format itself. */
export function fileExtension(format: string): string {
  return extensions[format] ?? format;
}
