import type { Label } from './label.ts';

/** `Checkout/PlaceOrder`, `orders.Checkout/PlaceOrder`, `placeOrder(id)`. */
export function procedureOf({ text }: Label): { readonly service?: string; readonly method: string } | undefined {
  const full = /^([A-Za-z][\w.]*)\/([A-Za-z]\w*)(?:\(.*\))?$/.exec(text);
  if (full) return { service: full[1]!, method: full[2]! };
  const method = /^(?:([A-Za-z]\w*)\.)?([A-Za-z_]\w*)\(.*\)$/.exec(text);
  return method ? { ...(method[1] !== undefined && { service: method[1] }), method: method[2]! } : undefined;
}
