export type { Interaction } from '../../../../src/model/index.ts';

import 'protobufjs';
export const traces = 1;
