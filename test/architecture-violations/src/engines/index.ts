import 'node:fs';

export const engines = 1;
