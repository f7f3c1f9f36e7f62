// Real servers with the settings that the program writes, on a free port of this machine.

import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MODULES = '/usr/lib/apache2/modules';
/** What Debian has switched on from the start. */
const USUAL = ['mpm_event', 'authz_core', 'dir', 'mime', 'alias', 'autoindex', 'negotiation', 'filter', 'deflate'];
/** What `a2enmod headers rewrite` adds. */
export const WANTED = ['headers', 'rewrite'];

const isRoot = process.getuid() === 0;

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A server block as an administrator has it, which takes in ours. */
function nginxFile(folder, root, settings, port) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; worker_processes 1;
${isRoot ? 'user www-data;' : ''}
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server { listen 127.0.0.1:${port}; root ${root}; include ${settings}; }
}
`;
}

/** A host that allows what it has to, and has on by itself what we switch off. Types it has none. */
function apacheFile(folder, root, modules, port) {
  return `ServerRoot ${folder}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/error.log
${isRoot ? 'User www-data\nGroup www-data' : ''}
${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
TypesConfig /dev/null
AddType application/x-gzip .gz
AddOutputFilterByType DEFLATE text/html text/css application/xml
DocumentRoot ${root}
<Directory />
  AllowOverride None
  Require all denied
</Directory>
<Directory ${root}>
  AllowOverride FileInfo Indexes Options=Indexes,MultiViews
  Options FollowSymLinks Indexes MultiViews
  Require all granted
</Directory>
`;
}

async function start(command, args, port, folder) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let ended = null;
  child.on('exit', (code) => { ended = code ?? 'a signal'; });
  child.on('error', (error) => { ended = error.message; });
  for (let tries = 0; tries < 200 && ended === null; tries += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false);
    if (up) return { port, stop: () => stop(child, () => ended) };
    await sleep(25);
  }
  child.kill();
  throw new Error(`${command} did not start (${ended ?? 'it does not answer'}); see ${folder}/error.log`);
}

async function stop(child, ended) {
  child.kill();
  for (let tries = 0; tries < 200 && ended() === null; tries += 1) await sleep(10);
  if (ended() === null) child.kill('SIGKILL');
}

/** The folder of a program that is no command of everybody's. */
const program = (name) => ['/usr/sbin', '/usr/local/sbin', '/usr/bin'].map((folder) => join(folder, name)).find(existsSync) ?? name;

export async function nginx(folder, root, settings) {
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, nginxFile(folder, root, settings, port));
  return start(program('nginx'), ['-e', `${folder}/error.log`, '-p', folder, '-c', file], port, folder);
}

export async function apache(folder, root, more = WANTED) {
  const port = await freePort();
  const file = join(folder, 'apache.conf');
  writeFileSync(file, apacheFile(folder, root, [...USUAL, ...more], port));
  return start(program('apache2'), ['-f', file, '-DFOREGROUND'], port, folder);
}
