import type { CaseFile } from '../evidence/case-file/case-file.ts';
import { type Block, paragraph } from './blocks/block.ts';

/** What is said of who may read it. https://www.first.org/tlp/ */
export function tlpLine(caseFile: Pick<CaseFile, 'tlp'> = {}): Block {
  return paragraph(`**TLP:${caseFile.tlp ?? 'AMBER+STRICT'}**`);
}
