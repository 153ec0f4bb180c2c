import type { NodeShape } from '#model';
import type { Cursor } from '../commands/cursor.ts';

/** How an element is written, and what that alone says of its shape. */
export interface Written {
  readonly form: 'name' | 'quoted' | 'interface' | 'usecase' | 'actor' | 'component';
  /** Without the marks around it. */
  readonly text: string;
}

/** `name`, `"name"`, `() name`, `() "name"`, `:name:`, `(name)`, `[name]`; nothing is read where it is none of them. */
export function readWritten(cursor: Cursor): Written | undefined {
  const from = cursor.at;
  const found = written(cursor);
  if (!found) cursor.at = from;
  return found;
}

function written(cursor: Cursor): Written | undefined {
  switch (cursor.code) {
    case 0x28: {
      if (cursor.take('()')) {
        cursor.blanks();
        const text = cursor.name() ?? cursor.quoted();
        return text === undefined ? undefined : { form: 'interface', text };
      }
      const text = cursor.text.startsWith('(*)', cursor.at) ? undefined : cursor.enclosed('(', ')', '');
      if (text === undefined) return undefined;
      cursor.take('/');
      return { form: 'usecase', text };
    }
    case 0x3a: {
      const text = cursor.enclosed(':', ':', '');
      if (text === undefined) return undefined;
      cursor.take('/');
      return { form: 'actor', text };
    }
    case 0x5b: {
      const text = cursor.text.startsWith('[*]', cursor.at) ? undefined : cursor.enclosed('[', ']', '[');
      return text === undefined ? undefined : { form: 'component', text };
    }
    case 0x22:
    case 0x201c:
    case 0x201d: {
      const text = cursor.quoted();
      return text === undefined ? undefined : { form: 'quoted', text };
    }
    default: {
      const text = cursor.name();
      return text === undefined ? undefined : { form: 'name', text };
    }
  }
}

/** Names at the end of a link do not take the dots of an arrow: `A..>B`. */
export function readEnd(cursor: Cursor): Written | undefined {
  const found = readWritten(cursor);
  if (found?.form !== 'name' || !found.text.endsWith('.')) return found;
  const text = found.text.replace(/\.+$/, '');
  cursor.at -= found.text.length - text.length;
  return text === '' ? undefined : { form: 'name', text };
}

/** The shape that the marks around a name stand for. */
export function shapeOfForm(form: Written['form']): NodeShape | undefined {
  return form === 'name' || form === 'quoted' ? undefined : form;
}

/** The words that declare an element, and its shape; a slash makes it a business one, which is drawn alike. */
export const elementShapes: Readonly<Record<string, NodeShape>> = {
  ...{ action: 'action', actor: 'actor', agent: 'agent', artifact: 'artifact', boundary: 'boundary', card: 'card' },
  ...{ circle: 'circle', cloud: 'cloud', collections: 'collections', component: 'component', control: 'control' },
  ...{ database: 'database', entity: 'entity', file: 'file', folder: 'folder', frame: 'frame', hexagon: 'hexagon' },
  ...{ interface: 'interface', label: 'label', node: 'node', package: 'package', person: 'person', port: 'port' },
  ...{ portin: 'port-in', portout: 'port-out', process: 'process', queue: 'queue', rectangle: 'rectangle' },
  ...{ stack: 'stack', storage: 'storage', usecase: 'usecase' },
};

/** Those of them that may hold others. */
export const groupWords: ReadonlySet<string> = new Set([
  ...['action', 'artifact', 'card', 'cloud', 'component', 'database', 'file', 'folder', 'frame', 'hexagon', 'node'],
  ...['package', 'process', 'queue', 'rectangle', 'stack', 'storage'],
]);
