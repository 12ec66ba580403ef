%% Triple-quoted strings, sigils, documentation attributes and maybe without a feature directive.
-module(otp27_syntax).
-moduledoc "Says what it is.".
-export([main/0, documented/1]).

-doc """
Gives its argument back.

    1> documented(1).
""".
-doc #{since => "1.0"}.
documented(X) -> X.

-doc hidden.
main() ->
    io:format("~p~n", ["""
    A line
      with "quotes" and \backslashes,
    the end
    """]),
    io:format("~p~n", [""""
    """
    inside
    """
    """"]),
    io:format("~p~n", [[~"binary å", ~b"escaped\x{20ac}", ~B"raw\n", ~s"string\t", ~S"raw\t", ~b{in braces}, ~s(in parentheses), ~"""
    a binary
    of lines
    """]]),
    [io:format("~p~n", [steps(X)]) || X <- [{ok, 1}, {ok, 20}, {error, no}, other, 3]],
    io:format("~p~n", [documented([maybe_else(V) || V <- [1, a, {ok, z}]])]),
    {ok, {_, [{documentation, _}]}} = {ok, {x, [{documentation, x}]}},
    io:format("~p~n", [[is_atom(maybe_atom()), 'maybe', 'else']]).

steps(Start) ->
    maybe
        {ok, A} ?= Start,
        true ?= A < 10,
        B = A + 1,
        {ok, C} ?= {ok, B * 2},
        {done, A, B, C}
    end.

maybe_else(V) ->
    maybe
        {ok, X} ?= V,
        {fine, X}
    else
        N when is_integer(N) -> {integer, N};
        A when is_atom(A) -> {atom, A}
    end.

maybe_atom() -> 'maybe'.
