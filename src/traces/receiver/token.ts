/** Loaded only where a token is asked for: `node:crypto` takes its time. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an `Authorization` header carries the token, in a time that does not tell how much of it was right. */
export function carries(token: string): (authorization: string) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const wanted = digest(`Bearer ${token}`);
  return (authorization) => timingSafeEqual(digest(authorization), wanted);
}
