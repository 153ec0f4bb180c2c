import { destinationOf, type Happening, readBody } from '#runtime';
import type { Validate } from './read-schemas.ts';
import { answerSchemaName, schemaName } from './schema-names.ts';

/** What the schemas have against the bodies of what others send. */
export function wrongBodies(validate: Validate): (received: Happening) => readonly string[] {
  return ({ arranged: { drawn }, arrival }) => {
    switch (arrival?.type) {
      case 'request':
        return validate(schemaName(drawn.label), arrival.incoming.request.body);
      case 'reply':
        return validate(answerSchemaName(arrival.call.arranged.drawn.label, arrival.reply.status), arrival.reply.body);
      case 'message':
        return validate(destinationOf(drawn) ?? schemaName(drawn.label), readBody(arrival.message.body));
      default:
        return [];
    }
  };
}
