import type { Call } from './call.ts';
import type { Action, Zone } from './effect.ts';
import { type Field, partOf } from './field.ts';
import { withHome } from './paths.ts';

/** Options by which programs name what they write. */
const writing =
  /^(?:-o|-O|-w|--(?:out|output|outfile|out-file|output-file|output-path|output-dir|write|save|dest|destination|target-file|log-file|logfile|export|report|dump))$/;

/** Reading them says something of the program, whatever it does besides. */
const readsThatWeigh: ReadonlySet<Zone> = new Set(['credentials', 'persistence', 'agent-config']);
const writesThatWeigh: ReadonlySet<Zone> = new Set([
  'credentials',
  'persistence',
  'agent-config',
  'path-binaries',
  'system',
]);

/** A word with the option to which it belongs. */
interface Given {
  readonly field: Field;
  readonly option: string;
}

/** What a program that nobody knows may do with the places that its words name: it cannot be excluded. */
export function touchesOperands(call: Call, fields: readonly Field[]): void {
  for (const { field: given, option } of givenOf(fields)) {
    const field = atHome(given, call);
    if (!isPath(field)) continue;
    const zone = call.zone(field);
    const action: Action = writing.test(option) ? 'write' : 'read';
    if (action === 'write' && writesThatWeigh.has(zone))
      call.write(field, undefined, { certainty: 'possible' });
    else if (action === 'read' && readsThatWeigh.has(zone) && !isOwnKey(call, { field, option }))
      call.read(field, { certainty: 'possible' });
  }
}

function givenOf(fields: readonly Field[]): readonly Given[] {
  let last = '';
  return fields.flatMap((field) => {
    const option = last;
    const equals = /^--?[\w.-]+=/.exec(field.text)?.[0].length;
    const isOption = field.text.startsWith('-');
    last = isOption && equals === undefined ? field.text : '';
    if (equals !== undefined)
      return [{ field: partOf(field, equals), option: field.text.slice(0, equals - 1) }];
    return isOption ? [] : [{ field, option }];
  });
}

/** The shell leaves `~` as it is after `=`, and many programs expand it. */
function atHome(field: Field, { analysis }: Call): Field {
  return { ...field, text: withHome(field.text, analysis.context.home) };
}

/** A name alone may be anything: `list credentials`. */
function isPath({ text, dynamic }: Field): boolean {
  if (dynamic || /^\w[\w+.-]*:/.test(text)) return false;
  return /[/\\~]/.test(text) || /^\.\w/.test(text) || /^[\w-]+\.\w+$/.test(text);
}

/** A server is given the certificate and the key of its own project. */
function isOwnKey(call: Call, { field, option }: Given): boolean {
  const { repository } = call.analysis.context;
  return option !== '' && call.resolve(field).startsWith(`${repository}/`);
}
