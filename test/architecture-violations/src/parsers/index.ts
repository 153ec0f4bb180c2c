// @ts-expect-error: on purpose
import './nowhere.ts';
