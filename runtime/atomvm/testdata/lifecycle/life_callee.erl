-module(life_callee).
-export([add/2, reply/2]).

add(A, B) -> A + B.
reply(To, V) -> To ! {self(), V}.
