/** Arguments and calls by which programs hand over a body. */
const handedOver =
  /(?:\b(?:data|body|json|files|content|payload|params)\s*[=:]|\.(?:send|sendall|write|end|put|upload|postMessage)\s*\(|urlopen\s*\([^)]{0,300},)\s*/g;

const reachOfArgument = 300;

/**
 * Whether program text puts what a file holds into a request: the file is opened inside the argument of a request, or
 * in an assignment whose variable stands there. Text alone is compared; what cannot be told that way is not told.
 * @param file absolute; told by its last name
 */
export function codeSends(code: string, file: string): boolean {
  const text = code.slice(0, 64 * 1024);
  const name = file.split(/[\\/]/).at(-1) ?? file;
  if (!text.includes(name)) return false;
  const carried = [name, ...variablesWith(text, name)];
  return [...text.matchAll(handedOver)].some(({ index, 0: lead }) => {
    const argument =
      text.slice(index + lead.length, index + lead.length + reachOfArgument).split(/\n\s*\n/)[0] ?? '';
    return carried.some((word) => holdsWord(argument, word));
  });
}

/** Variables that are given what the file holds, and those that are made of them. */
function variablesWith(text: string, name: string): readonly string[] {
  const found: string[] = [];
  for (const [, variable, value = ''] of text.matchAll(
    /(?:^|[;\n{]|\b(?:const|let|var)\s)\s*(?:with\s+)?([A-Za-z_]\w{0,40})\s*=\s*([^;\n]{1,400})/g,
  )) {
    if (variable && [name, ...found].some((word) => holdsWord(value, word))) found.push(variable);
  }
  for (const [, opened = '', variable] of text.matchAll(/\bopen\(([^)]{1,200})\)\s*as\s+(\w{1,40})/g))
    if (variable && opened.includes(name))
      found.push(variable, ...variablesWith(text.replaceAll(name, ''), variable));
  return found;
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\w$]/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + word.length))) return true;
  }
  return false;
}
