%% Shortest paths: Dijkstra with gb_sets, Floyd and Warshall on tuples, breadth first through a maze.
-module(prog_paths).
-export([main/0]).

main() ->
    Graph = [{a, b, 7}, {a, c, 9}, {a, f, 14}, {b, c, 10}, {b, d, 15}, {c, d, 11}, {c, f, 2}, {d, e, 6}, {e, f, 9}, {g, h, 1}],
    Edges = Graph ++ [{B, A, W} || {A, B, W} <- Graph],
    Distances = dijkstra(a, lists:foldl(fun({A, B, W}, M) -> maps:update_with(A, fun(L) -> [{B, W} | L] end, [{B, W}], M) end, #{}, Edges)),
    io:format("~p~n", [lists:sort(maps:to_list(Distances))]),
    io:format("~p~n", [[path(T, Distances) || T <- [a, e, d, h]]]),
    io:format("~p~n", [floyd(5, [{1, 2, 3}, {1, 3, 8}, {1, 5, -4}, {2, 4, 1}, {2, 5, 7}, {3, 2, 4}, {4, 1, 2}, {4, 3, -5}, {5, 4, 6}])]),
    Maze = {"#########", "#S..#...#", "#.#.#.#.#", "#.#...#.#", "#.#####.#", "#......E#", "#########"},
    io:format("~p ~p~n", [maze(Maze, $S, $E), maze(Maze, $E, $#)]).

dijkstra(Start, Graph) -> dijkstra(gb_sets:singleton({0, Start, none}), Graph, #{}).

dijkstra(Queue, Graph, Done) ->
    case gb_sets:is_empty(Queue) of
        true -> Done;
        false ->
            {{D, V, From}, Rest} = gb_sets:take_smallest(Queue),
            case Done of
                #{V := _} -> dijkstra(Rest, Graph, Done);
                _ ->
                    Next = lists:foldl(fun({W, C}, Q) -> gb_sets:add({D + C, W, V}, Q) end, Rest, maps:get(V, Graph, [])),
                    dijkstra(Next, Graph, Done#{V => {D, From}})
            end
    end.

path(none, _) -> [];
path(T, Distances) ->
    case Distances of
        #{T := {_, From}} -> path(From, Distances) ++ [T];
        _ -> unreachable
    end.

floyd(N, Edges) ->
    Big = 1 bsl 70,
    Row = fun(I) -> list_to_tuple([if I =:= J -> 0; true -> find(I, J, Edges, Big) end || J <- lists:seq(1, N)]) end,
    Start = list_to_tuple([Row(I) || I <- lists:seq(1, N)]),
    Result = lists:foldl(fun(K, M) -> relax(K, N, M) end, Start, lists:seq(1, N)),
    [tuple_to_list(R) || R <- tuple_to_list(Result)].

find(I, J, [{I, J, W} | _], _) -> W;
find(I, J, [_ | T], Big) -> find(I, J, T, Big);
find(_, _, [], Big) -> Big.

relax(K, N, M) ->
    At = fun(I, J) -> element(J, element(I, M)) end,
    list_to_tuple([list_to_tuple([min(At(I, J), At(I, K) + At(K, J)) || J <- lists:seq(1, N)]) || I <- lists:seq(1, N)]).

maze(Maze, From, To) ->
    [Start] = [{X, Y} || Y <- lists:seq(1, tuple_size(Maze)), X <- lists:seq(1, 9), cell(Maze, {X, Y}) =:= From],
    breadth(queue:from_list([{Start, 0}]), #{Start => true}, Maze, To).

cell(Maze, {X, Y}) -> lists:nth(X, element(Y, Maze)).

breadth(Queue, Seen, Maze, To) ->
    case queue:out(Queue) of
        {empty, _} -> none;
        {{value, {P, N}}, Rest} ->
            case cell(Maze, P) of
                To -> {P, N};
                _ ->
                    {X, Y} = P,
                    New = [Q || Q <- [{X + 1, Y}, {X - 1, Y}, {X, Y + 1}, {X, Y - 1}], not is_map_key(Q, Seen),
                                cell(Maze, Q) =/= $# orelse To =:= $#],
                    breadth(lists:foldl(fun(Q, A) -> queue:in({Q, N + 1}, A) end, Rest, New),
                            lists:foldl(fun(Q, S) -> S#{Q => true} end, Seen, New), Maze, To)
            end
    end.
