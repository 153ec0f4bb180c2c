/** One port for HTTP/1.1 and HTTP/2 without TLS: a connection goes to the one whose language it begins with. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** What every HTTP/2 client sends first (RFC 9113 3.4); no HTTP/1 request can begin like it. */
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');

/** Connections of `server` that begin with the preface are handed to `serveHttp2` instead, at their very beginning. */
export function shareConnections(
  server: Server,
  serveHttp2: (socket: Socket) => void,
  beginningTimeoutMs: number,
): void {
  const serveHttp1 = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    readBeginning(socket, beginningTimeoutMs, (isHttp2) => {
      if (isHttp2) {
        // Node's HTTP/1 server keeps its half of a connection open when the other half ends; HTTP/2 has no halves.
        socket.allowHalfOpen = false;
        serveHttp2(socket);
      } else {
        for (const serve of serveHttp1) serve.call(server, socket);
        // It was paused, and listening alone does not undo that.
        socket.resume();
      }
    });
  });
}

/** Looks at the first bytes and puts them back. Whoever ends, fails or says nothing meanwhile is let go. */
function readBeginning(socket: Socket, timeoutMs: number, decided: (isHttp2: boolean) => void): void {
  let begin: Buffer = Buffer.alloc(0);
  const leave = (): void => {
    socket.destroy();
  };
  const look = (chunk: Buffer): void => {
    begin = begin.length === 0 ? chunk : Buffer.concat([begin, chunk]);
    const compared = Math.min(begin.length, preface.length);
    const isHttp2 = begin.subarray(0, compared).equals(preface.subarray(0, compared));
    if (isHttp2 && compared < preface.length) return;
    socket.off('data', look).off('end', leave).off('error', leave).off('timeout', leave);
    socket.setTimeout(0);
    socket.pause();
    socket.unshift(begin);
    decided(isHttp2);
  };
  socket.on('data', look).on('end', leave).on('error', leave).on('timeout', leave);
  socket.setTimeout(timeoutMs);
}
