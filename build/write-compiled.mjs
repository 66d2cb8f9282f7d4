// Compiles what is written in AssemblyScript, after a change of it: `npm run compile`.
import { writeCompiledFinder } from '../src/evidence/tree/compile.mjs';
import { writeCompiledKeywords } from '../src/secrets/keywords/compile.mjs';
import { writeCompiledScanner } from '../src/transcripts/scanner/compile.mjs';

writeCompiledScanner();
writeCompiledFinder();
writeCompiledKeywords();
