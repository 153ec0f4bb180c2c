/** `node folder.ts <mermaid|maid> <folder>`: reads every Mermaid drawing of a folder in one process, as a linter would. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReaderName, readers } from '../parse/readers.ts';

const [reader, folder = '.'] = process.argv.slice(2);
const read = await readers[reader as ReaderName]();
for (const file of globSync('**/*.mmd', { cwd: folder })) await read(file, readFileSync(join(folder, file), 'utf8'));
