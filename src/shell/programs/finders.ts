import type { Call } from '../call.ts';
import { type Field, plainField, withReplaced } from '../field.ts';
import type { Act, Programs } from '../program.ts';
import { joinStreams, namesStream, type Stream, unknownStream } from '../stream.ts';
import { type Expression, readExpression } from './find-expression.ts';

const finds: Act = (call) => {
  const fields = call.argv.slice(1);
  const firstTest = fields.findIndex(({ text }) => /^[-(!]/.test(text) && !/^-[HLP]$|^-[OD]/.test(text));
  const roots = fields
    .slice(0, firstTest === -1 ? fields.length : firstTest)
    .filter(({ text }) => !text.startsWith('-'));
  const places = roots.length > 0 ? roots : [plainField('.')];
  return actOnFound(call, places, readExpression(firstTest === -1 ? [] : fields.slice(firstTest)));
};

function actOnFound(call: Call, places: readonly Field[], expression: Expression): Stream {
  const printed: Stream[] = [];
  for (const action of expression.actions) {
    if (action.kind === 'delete') removes(call, places, expression);
    else if (action.kind === 'write') call.write(action.file);
    else if (action.kind === 'print') printed.push(listed(places, expression));
    else if (action.kind === 'run')
      for (const place of places.flatMap((one) => found(one, expression)))
        printed.push(runsOn(call, action.words, place));
  }
  if (expression.actions.length === 0) return listed(places, expression);
  return printed.length === 0 ? unknownStream : joinStreams(printed);
}

function removes(call: Call, places: readonly Field[], { names, isBounded, isOld }: Expression): void {
  for (const place of places) {
    if (names.length > 0) for (const name of names) call.delete(below(place, name), { isOld });
    else if (isBounded) call.delete(below(place, '**/*'), { isOld, traits: ['recursive'] });
    else call.delete(place, { traits: ['recursive', 'forced'] });
  }
}

function runsOn(call: Call, words: readonly Field[], found: Field): Stream {
  return call.run(
    words.map((word) => withReplaced(word, '{}', found)),
    { traits: ['recursive'] },
  );
}

/** Only the place is sure; which files below it is up to the tests. */
function found(place: Field, { names, isBounded }: Expression): readonly Field[] {
  if (names.length > 0) return names.map((name) => below(place, name));
  return [below(place, isBounded ? '*' : '**')];
}

function listed(places: readonly Field[], { names, isBounded }: Expression): Stream {
  const inside = names.length > 0 ? names : [isBounded ? '**/*' : '**'];
  return namesStream(places.flatMap((place) => inside.map((name) => below(place, name).text)));
}

function below(place: Field, name: string): Field {
  const folder = place.text.replace(/\/$/, '');
  return { ...place, text: `${folder}/${name}`, glob: true };
}

const fdOptions = {
  '-x|--exec -X|--exec-batch': 'flag',
  '-e|--extension -g|--glob': 'value',
  '-t|--type -E|--exclude -d|--max-depth --min-depth -S|--size -c|--color -j|--threads --changed-within --changed-before -o|--owner --max-results --base-directory --search-path':
    'value',
  '-H|--hidden -I|--no-ignore -u -s -i -F -a|--absolute-path -l -L -p|--full-path -0|--print0 -1 -q': 'flag',
} as const;

/** https://github.com/sharkdp/fd#how-to-use */
const findsFast: Act = (call) => {
  const at = call.argv.findIndex(({ text }) => /^(?:-x|--exec|-X|--exec-batch)$/.test(text));
  const own = at === -1 ? call.argv : call.argv.slice(0, at);
  const [pattern, ...given] = call.operands.filter((operand) => own.includes(operand));
  const places = given.length > 0 ? given : [plainField('.')];
  const names = namesFor(call, pattern?.text ?? '');
  const all = places.flatMap((place) => names.map((name) => below(place, name)));
  if (at === -1) return namesStream(all.map(({ text }) => text));
  const command = call.argv.slice(at + 1);
  const marked = command.some(({ text }) => text.includes('{}')) ? command : [...command, plainField('{}')];
  return joinStreams(all.map((place) => runsOn(call, marked, place)));
};

/** A pattern is a regular expression, so that only an ending says which names it takes. */
function namesFor(call: Call, pattern: string): readonly string[] {
  const endings = call.values('-e').map(({ text }) => `**/*.${text}`);
  if (endings.length > 0) return endings;
  if (call.has('-g')) return [`**/${call.value('-g')?.text ?? '*'}`];
  if (pattern === '' || pattern === '.') return ['**'];
  const [, start, name, end] = /^(\^?)((?:[\w-]|\\?\.)+)(\$?)$/.exec(pattern) ?? [];
  if (name === undefined) return ['**/*'];
  return [`**/${start ? '' : '*'}${name.replaceAll('\\', '')}${end ? '' : '*'}`];
}

/** Looks for files by name in an index of the whole machine. */
const findsAnywhere: Act = (call) =>
  namesStream(call.operands.map(({ text }) => (/[*?[]/.test(text) ? `/**/${text}` : `/**/*${text}*`)));

/** Programs that find files, and run others on what they found. */
export const finders: Programs = {
  'find gfind': { dashes: 'none', act: finds },
  'fd fdfind': { options: fdOptions, act: findsFast },
  'locate plocate mlocate': {
    options: { '-l|-n|--limit -onlyin -d|--database': 'value', '-i -b -e -r -0 -name': 'flag' },
    act: findsAnywhere,
  },
};
