%% The atoms of an emulator in the order of their numbers, as it has them when it starts a program: runtime/atoms/otpNN.txt is this module's
%% output under OTP NN, each atom with a newline behind it.
%%
%%     erlc tools/atom_numbers.erl && erl +S 1 -noshell -s atom_numbers main >runtime/atoms/otp27.txt
%%
%% This module's own atoms and the names of lambdas are left out: 'false', which is the first, stands in their places. What the modules loaded at the start bring may be in another order each
%% time, as several processes load them; the emulator's own atoms and those of its preloaded modules, which come first, are not.
-module(atom_numbers).
-export([main/0]).

main() ->
    Count = erlang:system_info(atom_count),
    ok = io:setopts([{encoding, utf8}]),
    print(0, Count),
    halt().

%% atom_count is the first atom that only this module has brought.
print(N, Count) when N < Count ->
    case binary_to_term(<<131, 75, N:24>>) of
        atom_count ->
            ok;
        Atom ->
            io:format("~ts\n", [listed(Atom, atom_to_list(Atom))]),
            print(N + 1, Count)
    end.

listed(?MODULE, _) ->
    false;
listed(Atom, Name) ->
    case is_lambda(Name) orelse lists:member($\n, Name) of
        true -> false;
        false -> Atom
    end.

is_lambda([$-, _ | _] = Name) -> lists:last(Name) =:= $-;
is_lambda(_) -> false.
