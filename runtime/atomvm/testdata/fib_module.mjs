// fib(N) with real frames; main/0 writes fib(20) and returns ok.
//   fib(N) when N < 2 -> N; fib(N) -> fib(N - 1) + fib(N - 2).
import { call, callExt, ctx, ensure, handleError, js, p, prim, ret, setX, setY, small, x, y } from './assemble.mjs';

// x0 := a OP b through GC BIF `index`.
const gcBif2 = (label, index, live, a, b) => `
  (local.set $r (call $gcbif2 ${prim(8, js, index)} ${ctx} (i32.const 0) (i32.const ${live}) ${a} ${b}))
  (if (i32.eqz (local.get $r)) (then ${handleError(label)}))`;

export const fibModule = (argument = 20) => ({
  name: 'fib',
  labels: 7,
  imports: [['erlang', '-', 2], ['erlang', '+', 2], ['erlang', 'display', 1]],
  exports: [['main', 0, 2], ['fib', 1, 4]],
  functions: {
    // main/0
    1: `(return ${prim(76, ctx, js, 4, "$A('main')", 0)})`.replace("$A('main')", "(i32.const $A('main'))"),
    2: `${ensure(prim(5, ctx, js, 0, 0, 0), 2)} ${setX(0, `(i32.const ${small(argument)})`)} ${call(4, 8)}`,
    8: `${`(i32.store offset=0x5c ${ctx} ${y(0)})`}
        ${`(i32.store offset=0x5c ${ctx} (i32.or (i32.shl (i32.load (i32.load ${js})) (i32.const 24)) (i32.const ${9 << 4})))`}
        ${callExt(8, 1, 2, -2)}`,
    9: `${ensure(prim(9, ctx, js, 0), 9)} ${setX(0, '(i32.const 0x8B)')} ${ret}`,
    // fib/1
    3: `(return ${prim(76, ctx, js, 12, "(i32.const $A('fib'))", 1)})`,
    4: `(local $r i32)
        (local.set $r ${prim(11, ctx, js, x(0), small(2), 0)})
        (if (i32.eq (local.get $r) (i32.const 2)) (then ${ret}))
        ${ensure(prim(5, ctx, js, 1, 0, 1), 4)}
        ${setY(0, x(0))}
        ${gcBif2(4, 0, 1, x(0), `(i32.const ${small(1)})`)}
        ${setX(0, '(local.get $r)')}
        ${call(4, 10)}`,
    10: `(local $r i32) (local $n i32)
        (local.set $n ${y(0)})
        ${setY(0, x(0))}
        ${gcBif2(10, 0, 0, '(local.get $n)', `(i32.const ${small(2)})`)}
        ${setX(0, '(local.get $r)')}
        ${call(4, 11)}`,
    11: `(local $r i32)
        ${gcBif2(11, 1, 1, y(0), x(0))}
        ${setX(0, '(local.get $r)')}
        ${ensure(prim(9, ctx, js, 1), 11)} ${ret}`,
  },
  labelMap: [[8, 2], [9, 2], [10, 4], [11, 4]],
});
