import '../traces/index.ts';
