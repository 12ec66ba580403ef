// Runs one bundle and posts what it printed: {stdout, stderr, status}.
onmessage = async ({ data: { bundle, args, stdin, env } }) => {
  const texts = ['', '', ''];
  let input = Uint8Array.from(atob(stdin), (character) => character.charCodeAt(0));
  const read = (max) => {
    const part = input.subarray(0, max);
    input = input.subarray(part.length);
    return part;
  };
  let status;
  try {
    const { run } = await import(`${bundle}browser.mjs`);
    status = await run({ args, read, write: (fd, text) => { texts[fd] += text; }, options: { env } });
  } catch (error) {
    texts[2] += `${error.stack ?? error}\n`;
    status = -1;
  }
  postMessage({ stdout: texts[1], stderr: texts[2], status });
};
