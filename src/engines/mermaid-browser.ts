/** The whole of mermaid as one classic script for a browser's page; only the build reads this file. */
import mermaid from 'mermaid';

Object.assign(globalThis, { mermaid });
