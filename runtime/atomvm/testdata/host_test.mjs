// node host_test.mjs atomvm_runtime.wasm primitives.h
import { assembler } from './assemble.mjs';
import { fibModule } from './fib_module.mjs';
import { equal, modes, runTests, test, TestHost } from './testing.mjs';

const [runtime, header] = process.argv.slice(2);
const assemble = assembler(header);

for (const mode of modes) {
  test(`fib, ${mode.name}`, () => {
    const r = new TestHost(runtime, mode).run([assemble(fibModule(15))], { main: 'fib' });
    equal(r, { status: 0, out: '610\n', err: '' });
  });
}

await runTests();
