import '../engines/index.ts';

export const files = 1;
