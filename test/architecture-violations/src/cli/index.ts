import '../project/files.ts';
