// node run_in_browser.mjs FOLDER ARG...: what `node FOLDER/main.mjs ARG...` does, in the browser of with_chromium.mjs.
import fs from 'node:fs';
import http from 'node:http';

const [folder, ...args] = process.argv.slice(2);
const stdin = fs.readFileSync(0).toString('base64');
const env = { HOME: process.env.HOME };
const request = http.request(`${process.env.SEABEAM_BROWSER}/run`, { method: 'POST' }, async (response) => {
  const parts = [];
  for await (const part of response) parts.push(part);
  const { stdout, stderr, status } = JSON.parse(Buffer.concat(parts).toString('utf8'));
  fs.writeFileSync(1, stdout);
  fs.writeFileSync(2, stderr);
  process.exitCode = status;
});
request.end(JSON.stringify({ folder, args, stdin, env }));
