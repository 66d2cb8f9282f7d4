import { listOf, objectOf, textOf } from '../../../json-object.ts';

const longestText = 200_000;
const deepest = 60;

/** What a tool gave back: texts, or trees of what the editor would show, whose leaves are texts. */
export function printedText(result: unknown): string {
  return listOf(objectOf(result)?.['content'])
    .map(
      (part) => textOf(objectOf(part)?.['value']) ?? leavesOf(objectOf(objectOf(part)?.['value'])?.['node']),
    )
    .join('\n')
    .slice(0, longestText);
}

/** https://github.com/microsoft/vscode-prompt-tsx/blob/main/src/base/jsonTypes.ts */
function leavesOf(node: unknown, depth = 0): string {
  if (depth > deepest) return '';
  const { text, children, lineBreakBefore } = objectOf(node) ?? {};
  const own = typeof text === 'string' ? `${lineBreakBefore === true ? '\n' : ''}${text}` : '';
  return listOf(children).reduce((sum: string, child) => sum + leavesOf(child, depth + 1), own);
}
