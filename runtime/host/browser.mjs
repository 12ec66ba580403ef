// Runs a bundle (`seabeam build`) where there is no Node: in a page or a worker.
//
//   import { run } from './bundle/browser.mjs';
//   const status = await run({ args: ['x'], write: (fd, text) => log(text) });
import { packed, start } from './seabeam.mjs';

const fetched = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
};

// The program's exit status. `write(fd, text)`: fd 1 and 2; default is the console. `read(max)`: as io.read of
// start(); without it standard input is at its end. `files`: what the program finds by path besides the bundle's own files,
// { '/notes.txt': 'text' or Uint8Array }. `base`: the bundle's address, by default this file's.
export async function run({ args = [], write, read, files, options = {}, base = new URL('.', import.meta.url) } = {}) {
  const at = (name) => new URL(name, base);
  const manifest = await (await fetched(at('manifest.json'))).json();
  const [runtime, pack, filePack] = await Promise.all([
    fetched(at(manifest.runtime)).then((response) => WebAssembly.compileStreaming(response)),
    fetched(at(manifest.pack)).then((response) => response.arrayBuffer()),
    manifest.files ? fetched(at(manifest.filePack)).then((response) => response.arrayBuffer()) : new ArrayBuffer(0),
  ]);
  const decoders = [null, new TextDecoder(), new TextDecoder()];
  const put = write ?? ((fd, text) => (fd === 2 ? console.error : console.log)(text));
  return start({
    runtimeBytes: runtime,
    loadModule: packed(new Uint8Array(pack), manifest.modules),
    resource: packed(new Uint8Array(pack), manifest.resources),
    files: (manifest.files || files) && (await import('./files.mjs')).packedFiles(
      new Uint8Array(filePack), manifest.files ?? {}, files ?? {}),
    mainModule: manifest.main.module,
    mainFunction: manifest.main.function,
    args,
    io: { write: (fd, bytes) => put(fd, decoders[fd].decode(bytes, { stream: true })), read },
    options: { otp: manifest.otp, ...options },
  });
}
