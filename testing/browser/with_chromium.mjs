// node with_chromium.mjs COMMAND ARG...
//
// Starts a headless Chromium with a page that runs bundles, then COMMAND, in whose environment SEABEAM_BROWSER is the address for
// run_in_browser.mjs; ends with the command's status. $SEABEAM_CHROMIUM names the browser, by default the chromium on PATH.
//
//   POST /run   {folder, args, stdin (base64), env}  ->  {stdout, stderr, status}: from run_in_browser.mjs; waits for the page
//   GET  /job   the next of these for the page, as {id, args, stdin, env}; waits until there is one
//   POST /done  {id, ...}: from the page
//   GET  /bundle/ID/NAME: the files of that job's folder
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = { '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json', '.html': 'text/html' };
const here = path.dirname(fileURLToPath(import.meta.url));
const PAGE = '<!doctype html><script type="module" src="/page.mjs"></script>';

const jobs = new Map();  // id -> {folder, args, stdin, env, answer}
const waiting = [];      // ids that no page has taken
const pages = [];        // functions that take an id
let lastId = 0;

function hand() {
  while (waiting.length > 0 && pages.length > 0) pages.shift()(waiting.shift());
}

function json(response, value) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}

function file(response, name) {
  fs.readFile(name, (error, bytes) => {
    if (error) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream');
    response.end(bytes);
  });
}

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

async function serve(request, response) {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/') {
    response.setHeader('content-type', 'text/html');
    response.end(PAGE);
  } else if (url.pathname === '/page.mjs' || url.pathname === '/worker.mjs') {
    file(response, path.join(here, url.pathname));
  } else if (url.pathname === '/run') {
    const id = ++lastId;
    jobs.set(id, { ...await body(request), answer: (result) => json(response, result) });
    waiting.push(id);
    hand();
  } else if (url.pathname === '/job') {
    pages.push((id) => {
      const { args, stdin, env } = jobs.get(id);
      json(response, { id, args, stdin, env });
    });
    hand();
  } else if (url.pathname === '/done') {
    const { id, ...result } = await body(request);
    jobs.get(id).answer(result);
    jobs.delete(id);
    response.end();
  } else {
    const [, bundle, id, name] = url.pathname.split('/');
    const job = bundle === 'bundle' ? jobs.get(Number(id)) : undefined;
    file(response, job ? path.join(job.folder, path.basename(name)) : '');
  }
}

const server = http.createServer((request, response) => {
  serve(request, response).catch((error) => {
    console.error(error);
    response.statusCode = 500;
    response.end();
  });
});
server.requestTimeout = 0;
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${server.address().port}`;
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'seabeam-chromium-'));
const browser = spawn(process.env.SEABEAM_CHROMIUM ?? 'chromium', [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', `--user-data-dir=${profile}`, `${address}/`,
], { stdio: 'ignore', detached: true });
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, SEABEAM_BROWSER: address } });

function finish(status) {
  try {
    process.kill(-browser.pid);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
  fs.rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  process.exit(status);
}
browser.on('error', (error) => {
  console.error(`chromium does not start: ${error.message}`);
  child.kill();
  process.exit(1);
});
browser.on('exit', () => {
  console.error('chromium went away');
  child.kill();
  finish(1);
});
child.on('error', (error) => {
  console.error(`${command}: ${error.message}`);
  browser.removeAllListeners('exit');
  finish(1);
});
child.on('exit', (status) => {
  browser.removeAllListeners('exit');
  finish(status ?? 1);
});
