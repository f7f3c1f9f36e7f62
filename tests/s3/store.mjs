// A store that speaks S3 (moto), and a way to it on which requests can be counted, refused and cut.

import { spawn } from 'node:child_process';
import { createServer, request as send } from 'node:http';
import { connect, createServer as createPlain } from 'node:net';

const HOST = '127.0.0.1';
/** Milliseconds that the store may take to begin. */
const PATIENCE = 60_000;

async function freePort() {
  const server = createPlain();
  await new Promise((ready) => server.listen(0, HOST, ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

const answers = (port) =>
  new Promise((told) => {
    const socket = connect(port, HOST, () => told(socket.end() && true));
    socket.on('error', () => told(false));
  });

/** Starts the store by its command; the bucket `name` is empty. */
export async function startStore(command, name) {
  const port = await freePort();
  const child = spawn(command, ['-H', HOST, '-p', String(port)], { stdio: 'ignore' });
  const gone = new Promise((_, fail) => child.once('error', fail));
  const end = performance.now() + PATIENCE;
  while (!(await Promise.race([answers(port), gone]))) {
    if (performance.now() > end) throw new Error(`${command} does not answer`);
    await new Promise((later) => setTimeout(later, 100));
  }
  const url = `http://${HOST}:${port}`;
  const made = await fetch(`${url}/${name}`, { method: 'PUT' });
  if (!made.ok) throw new Error(`the bucket could not be made: ${made.status}`);
  return { port, bucket: `${url}/${name}`, stop: () => child.kill() };
}

/** Every object of a bucket: its name, and its bytes' MD5, which is what this store's tags are. */
export async function objects(bucket) {
  const found = new Map();
  for (let token = ''; ; ) {
    const more = token && `&continuation-token=${encodeURIComponent(token)}`;
    const text = await (await fetch(`${bucket}?list-type=2${more}`)).text();
    for (const [, key, tag] of text.matchAll(/<Key>([^<]+)<\/Key>.*?<ETag>(?:&quot;|")([0-9a-f]+)/gs)) found.set(key, tag);
    token = /<NextContinuationToken>([^<]+)</.exec(text)?.[1];
    if (!token) return found;
  }
}

/** Everything of a stream; nothing when it was cut off. */
async function all(stream) {
  const chunks = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

/**
 * Stands between the program and the store. `meets(request)` is asked before each request and may answer
 * 'pass' (the default), 'drop' (the connection is cut), 'denied', or a function that is called once the store
 * has answered; then the answer is lost.
 */
export async function startWay(port) {
  const way = { requests: [], meets: () => 'pass' };
  const server = createServer(async (request, response) => {
    const sent = await all(request);
    // Who sent it was killed before its end.
    if (!sent) return;
    const number = way.requests.push({ method: request.method, path: request.url.split('?')[0], headers: request.headers });
    const fate = await way.meets(way.requests[number - 1], number);
    if (fate === 'drop') return request.socket.destroy();
    if (fate === 'denied') return response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
    const onward = send(
      { host: HOST, port, method: request.method, path: request.url, headers: request.headers },
      async (answer) => {
        const body = await all(answer);
        if (!body) return request.socket.destroy();
        if (typeof fate === 'function') {
          fate();
          return request.socket.destroy();
        }
        response.writeHead(answer.statusCode, answer.headers).end(body);
      },
    );
    onward.on('error', () => request.socket.destroy());
    onward.end(sent);
  });
  await new Promise((ready) => server.listen(0, HOST, ready));
  way.url = `http://${HOST}:${server.address().port}`;
  way.stop = () => server.closeAllConnections() ?? server.close();
  /** Begins to count anew; everything passes. */
  way.clear = () => {
    way.requests.length = 0;
    way.meets = () => 'pass';
  };
  return way;
}
