// The files that a program sees, as `files` of start() (seabeam.mjs) gives them. Nothing of the host's is ever written. Paths are
// absolute. Each function throws an error whose `code` is a POSIX name ('ENOENT') when it fails:
//   directory          the current directory at the start
//   info(path)         { kind: 'file' | 'directory' | 'symlink' | 'device' | 'other', mode, owner, group, size, accessed, modified,
//                      changed } of what is there, symlinks not followed; times in seconds
//   names(path)        an array of a directory's names
//   contents(path)     a file's Uint8Array
//   target(path)       a symlink's string

function fail(code, path) {
  throw Object.assign(new Error(`${code}: ${path}`), { code });
}

function parts(path) {
  return path.split('/').filter((name) => name !== '');
}

// Files in memory: contents by path ({path: contents}, or pairs of the two), a Uint8Array, a string, or a function that gives one when it is first needed.
export function memoryFiles(entries, directory = '/') {
  const root = new Map();
  const now = Date.now() / 1000;
  for (const [path, contents] of Symbol.iterator in entries ? entries : Object.entries(entries)) {
    const names = parts(path);
    const last = names.pop();
    let folder = root;
    for (const name of names) {
      if (!folder.has(name)) folder.set(name, new Map());
      folder = folder.get(name);
    }
    folder.set(last, { contents });
  }
  if (!root.has('tmp')) root.set('tmp', new Map());
  const find = (path) => {
    let node = root;
    for (const name of parts(path)) {
      if (!(node instanceof Map)) fail('ENOTDIR', path);
      node = node.get(name) ?? fail('ENOENT', path);
    }
    return node;
  };
  const bytesOf = (node) => {
    if (typeof node.contents === 'function') node.contents = node.contents();
    if (typeof node.contents === 'string') node.contents = new TextEncoder().encode(node.contents);
    return node.contents;
  };
  return {
    directory,
    info(path) {
      const node = find(path);
      const folder = node instanceof Map;
      return {
        kind: folder ? 'directory' : 'file', mode: folder ? 0o755 : 0o644, owner: 0, group: 0,
        size: folder ? 0 : bytesOf(node).length, accessed: now, modified: now, changed: now,
      };
    },
    names: (path) => [...find(path).keys()],
    contents: (path) => bytesOf(find(path)),
    target: (path) => fail('EINVAL', path),
  };
}

// What `files` is for a bundle: `pack` holds the contents, `index` says where ({path: [offset, size]}); `more` as in
// memoryFiles, wins.
export function packedFiles(pack, index, more = {}) {
  const own = Object.entries(index).map(([path, [at, size]]) => [path, pack.subarray(at, at + size)]);
  return memoryFiles([...own, ...Object.entries(more)]);
}
