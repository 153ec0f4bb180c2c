import { checks } from '../checks/index.ts';

export const reports = checks;
