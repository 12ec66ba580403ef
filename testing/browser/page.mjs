// Takes jobs from with_chromium.mjs and runs each in a worker of its own, two at a time.
async function runJob({ id, args, stdin, env }) {
  const worker = new Worker('/worker.mjs', { type: 'module' });
  const result = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => resolve({ stdout: '', stderr: `the worker failed: ${event.message}\n`, status: -1 });
    worker.postMessage({ bundle: `/bundle/${id}/`, args, stdin, env });
  });
  worker.terminate();
  await fetch('/done', { method: 'POST', body: JSON.stringify({ id, ...result }) });
}

async function work() {
  for (;;) await runJob(await (await fetch('/job')).json());
}
work();
work();
