// A built portal as a folder of files: what lies in it, and a web server that gives it out the
// strict way an intranet should.

import { createServer } from 'node:http';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, posix, relative, sep } from 'node:path';

/** What the portal promises to work under: nothing from elsewhere, nothing inline. */
export const POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.vcf': 'text/vcard; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.bpmn': 'application/xml',
};

/** Every file below `root`, as sorted paths with `/`. */
export function files(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

/** The URL path of a file: `abc/index.html` is read at `abc/`. */
export function urlOf(file) {
  return file === 'index.html' ? '' : file.replace(/\/index\.html$/, '/');
}

/** What is no encoding stays as it is: it names no file. */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Sends the first half of a page, and the rest when a browser has had the time to paint it. */
function inHalves(response, bytes, pause) {
  const half = bytes.length >> 1;
  response.write(bytes.subarray(0, half));
  setTimeout(() => response.end(bytes.subarray(half)), pause);
}

/**
 * Serves `root` on a free port of this machine, below the folder `base` or at the top, and returns its
 * address. With `pause` pages come in two halves, so many milliseconds apart, as over a slow line.
 */
export async function serve(root, { policy = POLICY, base = '', pause = 0 } = {}) {
  const server = createServer((request, response) => {
    const path = decoded(new URL(request.url, 'http://localhost').pathname);
    const below = path.startsWith(`${base}/`) ? path.slice(base.length) : null;
    const file = below && join(root, posix.normalize(below.endsWith('/') ? `${below}index.html` : below));
    const found = file && statSync(file, { throwIfNoEntry: false })?.isFile();
    response.writeHead(found ? 200 : 404, {
      'content-security-policy': policy,
      'content-type': found ? (TYPES[extname(file)] ?? 'application/octet-stream') : 'text/plain',
      'x-content-type-options': 'nosniff',
    });
    if (found && pause && extname(file) === '.html') inHalves(response, readFileSync(file), pause);
    else response.end(found ? readFileSync(file) : 'Not found');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${server.address().port}${base}`, close: () => server.close() };
}
