/** One instruction of a Dockerfile. https://docs.docker.com/reference/dockerfile/ */
export interface Instruction {
  readonly name: string;
  /** Continuations joined, line breaks kept; with the bodies of here-documents. */
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
}

/** Every instruction of a Dockerfile, in order; its name in capitals. */
export function instructionsOf(text: string): Instruction[] {
  const lines = text.split('\n');
  const instructions: Instruction[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const start = /^\s*([A-Za-z]+)\s(.*)$/s.exec(lines[index] ?? '');
    if (!start?.[1]) continue;
    const first = index;
    let body = start[2] ?? '';
    while (/\\\s*$/.test(lines[index] ?? '') || (index > first && /^\s*#/.test(lines[index] ?? ''))) {
      if (index + 1 >= lines.length) break;
      index += 1;
      const next = lines[index] ?? '';
      body += `\n${/^\s*#/.test(next) ? '\\' : next}`;
    }
    for (const delimiter of hereDocuments(body)) {
      while (index + 1 < lines.length) {
        index += 1;
        const next = lines[index] ?? '';
        body += `\n${next}`;
        if (next.trim() === delimiter) break;
      }
    }
    instructions.push({
      name: start[1].toUpperCase(),
      text: bodyOf(body),
      line: first + 1,
      endLine: index + 1,
    });
  }
  return instructions;
}

function hereDocuments(body: string): string[] {
  return [...body.matchAll(/<<-?\s*["']?([A-Za-z_]\w*)["']?/g)].map((match) => match[1] ?? '');
}

/** `RUN <<EOF` alone: the here-document is the script itself. */
function bodyOf(body: string): string {
  const bare = /^\s*<<-?\s*["']?([A-Za-z_]\w*)["']?[ \t]*\n([\s\S]*)$/.exec(body);
  return bare ? `\n${(bare[2] ?? '').replace(new RegExp(`\\n?[ \\t]*${bare[1]}\\s*$`), '')}` : body;
}
