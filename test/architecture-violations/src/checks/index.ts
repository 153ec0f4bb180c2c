import './other.ts';
export const checks = 1;
